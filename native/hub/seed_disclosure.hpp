// The months and matters of a town file, as the events by which staff hand them in. They become
// leaves of the log in the same way as everything that is handed in later.
#pragma once

#include <functional>

#include "native/hub/town_disclosure.hpp"
#include "shared/ports/random.hpp"
#include "shared/store/feature.hpp"

namespace xf::hub {

/// Takes one event, at its time and by that staff.
using SeedEvent = std::function<Status(std::uint32_t type, UnixTime time, const Bytes& data,
                                       std::optional<Bytes> content)>;

/// Errors: those of figures that do not add up; `append`'s own.
Status seed_disclosure(const TownDisclosure& disclosure, UnixTime now, ports::Random& random,
                       const SeedEvent& append);

}  // namespace xf::hub
