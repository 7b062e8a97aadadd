// Erasing people at their wish (docs/privacy.md).
#pragma once

#include "native/hub/erased_list.hpp"
#include "shared/sync/hub.hpp"

namespace xf::hub {

/// Whom an operator names: one person, or a household with everybody in it.
struct DataSubject {
    std::optional<PersonNo> person;
    std::optional<HouseholdNo> household;
};

/// Everything that has to go with them: the household's name goes with the last of its people, and with
/// the one whose name it bears. Errors: not_found.
Result<std::vector<privacy::Erased>> erasures_of(const store::Place& place,
                                                 const DataSubject& subject);

/// Writes it into the log, which drops what is here, and revokes the cards of a household that nobody is
/// left in. Bytes of it stay in the files until HubApp::wipe().
Status erase(sync::HubShard& shard, const std::vector<privacy::Erased>& whom, UnixTime now);

/// Once more who was brought back by a backup.
Status erase_again(sync::HubShard& shard, const std::vector<privacy::Erased>& whom, UnixTime now);

}  // namespace xf::hub
