// The second half of a sync at the hub: the records that a device may see and does not have yet.
#pragma once

#include "shared/sync/hub.hpp"

namespace xf::sync {

/// One page of a reply, from `push.cursor` on. Fills records, person_records, up_to, more, heads.
Status fill_pull(HubShard& shard, const DeviceRow& device, const ShardPush& push, ShardPull& pull);

}  // namespace xf::sync
