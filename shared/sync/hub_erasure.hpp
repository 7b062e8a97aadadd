// Erasing people (store/erasure.hpp) in what a hub keeps besides the log: events that it holds apart, and
// reports of devices to a restored hub.
#pragma once

#include "shared/sync/hub.hpp"

namespace xf::sync {

/// Drops there, too, the bodies about whoever was erased. Within the caller's transaction.
Status drop_copies(HubShard& shard);

}  // namespace xf::sync
