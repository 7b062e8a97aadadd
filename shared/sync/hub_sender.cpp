#include "shared/sync/hub_sender.hpp"

#include "shared/sync/hub_visit.hpp"

namespace xf::sync {

Result<DeviceRow> HubSender::find(const Uuid& sender,
                                  const std::function<bool(const PublicKey&)>& signed_by) {
    auto device = shard_->devices().find(sender);
    if (!device.ok() && device.error().code == ErrorCode::unknown_device)
        return HubVisit(*shard_, *hooks_).sender_of(sender, signed_by, clock_->now());
    if (!device.ok()) return device;
    if (!signed_by(device->key)) return ErrorCode::bad_signature;
    return device;
}

Result<HouseholdNo> HubSender::check_at_hand(DeviceNo device, const AtHand& at_hand) {
    const bool guessable = hooks_->guessable(at_hand.person);
    const std::uint64_t now = clock_->monotonic_ms();
    if (guessable && shard_->guesses().locked(device, now)) return ErrorCode::locked_out;
    auto household = hooks_->check_proof(shard_->log().place(), at_hand.person, at_hand.card_proof);
    const bool wrong = !household.ok() && !store::is_fault(household.error().code);
    if (guessable && wrong) shard_->guesses().wrong(device, now);
    return household;
}

}  // namespace xf::sync
