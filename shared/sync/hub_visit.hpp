// What the hub allows a household's own browser in a sync: its own household's scope, its own persons
// at hand, its own requests. No points, and no more once its card or PIN has changed.
#pragma once

#include <functional>

#include "shared/sync/hub.hpp"

namespace xf::sync {

class HubVisit {
public:
    HubVisit(HubShard& shard, const HubHooks& hooks) : shard_(&shard), hooks_(&hooks) {}

    /// The visitor of that browser, whose key `signed_by` accepts. Errors: unknown_device,
    /// bad_signature; login_ended, also where the card is not valid any more as it was then.
    Result<DeviceRow> sender_of(const Uuid& browser,
                                const std::function<bool(const PublicKey&)>& signed_by,
                                UnixTime now);

    /// Errors: not_permitted for wishes, foreign_scope for other households' persons, too_large for
    /// more events than one login, or one household in a day, may write; the caller rolls back then.
    Status check(const DeviceRow& visitor, const ShardPush& push, UnixTime now);
    /// Whether that person is of their household; no card has to prove it. Errors: faults.
    Result<bool> at_home(const DeviceRow& visitor, PersonNo person);

private:
    HubShard* shard_;
    const HubHooks* hooks_;
};

}  // namespace xf::sync
