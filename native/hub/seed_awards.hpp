// Awards on their way, as the events that staff and residents would have written.
#pragma once

#include <map>

#include "native/hub/town_file.hpp"
#include "shared/ports/random.hpp"
#include "shared/store/hub_log.hpp"

namespace xf::hub {

/// `first_persons`: of each household. Errors: a proposal that the rules refuse is a defect of the town
/// file: malformed.
Status seed_awards(store::HubLog& log, const TownVillage& village,
                   const std::map<HouseholdNo, PersonNo>& first_persons, UnixTime now,
                   ports::Random& random);

}  // namespace xf::hub
