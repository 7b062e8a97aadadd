#include "shared/sync/hub_visit.hpp"

#include "shared/base/limits.hpp"

namespace xf::sync {

using namespace store;

Result<DeviceRow> HubVisit::sender_of(const Uuid& browser,
                                      const std::function<bool(const PublicKey&)>& signed_by,
                                      UnixTime now) {
    XF_ASSIGN(const VisitorRow visitor, shard_->visitors().find(browser));
    if (!signed_by(visitor.device.key)) return ErrorCode::bad_signature;
    if (visitor.device.broken || now.seconds >= visitor.grant.expires.seconds)
        return ErrorCode::login_ended;
    const auto card = hooks_->valid_card(shard_->log().place(), visitor.grant.card);
    if (!card.ok() && is_fault(card.error().code)) return card.error();
    const bool same = card.ok() && card->household == visitor.grant.household &&
                      same_secret(card->verifier, visitor.grant.verifier);
    if (!same) return ErrorCode::login_ended;
    return visitor.device;
}

Status HubVisit::check(const DeviceRow& visitor, const ShardPush& push, UnixTime now) {
    if (!push.wishes.empty()) return ErrorCode::not_permitted;
    for (const AtHand& at_hand : push.at_hand) {
        XF_ASSIGN(const bool own, at_home(visitor, at_hand.person));
        if (!own) return ErrorCode::foreign_scope;
    }
    const std::uint64_t last = std::uint64_t{push.first.value} + push.events.size();
    if (push.events.empty()) return {};
    XF_ASSIGN(const std::uint64_t today,
              shard_->visitors().add_events(visitor.household, push.events.size(), now));
    const bool too_many = last > limits::kVisitorEvents + 1 || today > limits::kVisitorEventsPerDay;
    return too_many ? Status(ErrorCode::too_large) : Status();
}

Result<bool> HubVisit::at_home(const DeviceRow& visitor, PersonNo person) {
    const auto household = hooks_->household_of(shard_->log().place(), person);
    if (!household.ok() && is_fault(household.error().code)) return household.error();
    return household.ok() && *household == visitor.household;
}

}  // namespace xf::sync
