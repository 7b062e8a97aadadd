// Who asks a hub, and who is in front of them: what every signed request begins with, whatever it asks.
#pragma once

#include <functional>

#include "shared/sync/hub.hpp"

namespace xf::sync {

class HubSender {
public:
    HubSender(HubShard& shard, const HubHooks& hooks, const ports::Clock& clock)
        : shard_(&shard), hooks_(&hooks), clock_(&clock) {}

    /// The device, or the household's own browser, whose key `signed_by` accepts. Errors:
    /// unknown_device, bad_signature, login_ended.
    Result<DeviceRow> find(const Uuid& sender,
                           const std::function<bool(const PublicKey&)>& signed_by);

    /// The household of a person in front of that device; 0 of a pseudonym. Errors: foreign_scope where
    /// a proof is not right; locked_out after too many wrong ones of codes that could be guessed.
    Result<HouseholdNo> check_at_hand(DeviceNo device, const AtHand& at_hand);

private:
    HubShard* shard_;
    const HubHooks* hooks_;
    const ports::Clock* clock_;
};

}  // namespace xf::sync
