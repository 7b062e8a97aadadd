// What a restored hub makes of the records that were reported and proven: they are appended with the
// verdicts of then. First the village's, which depend on nothing and on which others depend; then all
// others, as far as it is known in the order of then. What is missing in between is made up for by the
// features. A record that can't be applied even so is kept aside, for a person to look at: it must not
// keep a village from its work.
#pragma once

#include "shared/sync/hub.hpp"

namespace xf::sync {

/// Appends all that counts so far. Within the caller's transaction.
Status adopt_reported(HubShard& shard, UnixTime now);

struct SetAside {
    EventKey key;
    std::uint32_t type = 0;  ///< of the event; 0 where it can't be read
    ErrorCode reason = ErrorCode::internal;
};
/// What could not be applied since the last restore.
Result<std::vector<SetAside>> records_set_aside(HubShard& shard);

}  // namespace xf::sync
