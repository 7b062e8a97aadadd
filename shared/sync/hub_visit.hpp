// What the hub allows a household's own browser in a sync: its own household's scope, its own persons
// at hand, its own requests. No points, and no more once its card or PIN has changed.
#pragma once

#include "shared/sync/hub.hpp"

namespace xf::sync {

class HubVisit {
public:
    HubVisit(HubShard& shard, const HubHooks& hooks) : shard_(&shard), hooks_(&hooks) {}

    /// Whoever signed the request. Errors: unknown_device, bad_signature; login_ended, also where the
    /// card is not valid any more as it was then.
    Result<DeviceRow> sender_of(const Request& request, const Signed& message, UnixTime now);

    /// Errors: not_permitted for wishes, foreign_scope for other households' persons, too_large for
    /// more events than one login may write.
    Status check(const DeviceRow& visitor, const ShardPush& push);

private:
    HubShard* shard_;
    const HubHooks* hooks_;
};

}  // namespace xf::sync
