// The first half of a sync at the hub: what a device pushes becomes records with verdicts.
#pragma once

#include "shared/sync/hub.hpp"

namespace xf::sync {

extern const std::string_view kHeldSchema;

/// Takes the events of a push that are new, each judged; what was taken before is only compared.
/// Returns those that are kept apart. Where the chain does not continue, or an event comes again
/// with other bytes, the device is a copy of another: its epoch is broken, and this push and all
/// later ones of the epoch are quarantined. Within the caller's transaction.
Result<std::vector<Held>> take_push(HubShard& shard, const DeviceRow& device,
                                    const ShardPush& push);

/// The device's chain as far as it is here. What others brought back to a restored hub may continue it.
/// Within the caller's transaction.
Result<store::ChainHead> known_chain(HubShard& shard, const DeviceRow& device);

/// Judges parked events anew, after an update that may know their types. Within the caller's
/// transaction.
Status readmit_parked(HubShard& shard);

}  // namespace xf::sync
