#include "shared/rescue/hub_rescue.hpp"

#include <algorithm>

#include "shared/base/limits.hpp"
#include "shared/sync/hub_push.hpp"
#include "shared/sync/hub_sender.hpp"
#include "shared/sync/hub_visit.hpp"

namespace xf::rescue {
namespace {

using namespace store;

bool same(const Event& a, const Event& b) {
    return a.header == b.header && a.commitment == b.commitment;
}

class Rescue {
public:
    Rescue(sync::HubShard& shard, const sync::HubHooks& hooks, const ports::Clock& clock,
           sync::DeviceRow device)
        : shard_(&shard), hooks_(&hooks), clock_(&clock), device_(std::move(device)) {}

    Result<RescueReport> take(const Salvaged& salvaged, const ChainHead& head) {
        report_.device = device_.no;
        report_.name = device_.name;
        XF_TRY(compare(salvaged, head));
        XF_TRY(take_runs(salvaged.proven, head));
        for (const Proven& one : salvaged.proven) XF_TRY(tell(one));
        tell_unreadable(salvaged, head);
        return std::move(report_);
    }

private:
    EventKey key(Seq seq) const { return {device_.no, device_.epoch, seq}; }

    /// What the hub has already; and that it is of the same chain.
    Status compare(const Salvaged& salvaged, const ChainHead& head) {
        for (const auto& [seq, events] : salvaged.met) {
            XF_ASSIGN(const auto stored, shard_->log().store().find(key(Seq{seq})));
            const bool known =
                stored && std::any_of(events.begin(), events.end(),
                                      [&](const Event& one) { return same(one, stored->event); });
            if (known) ++report_.had_already;
        }
        bool other = !salvaged.proven.empty() &&
                     salvaged.proven.front().seq.value == head.seq.value + 1 &&
                     salvaged.proven.front().before != head.hash;
        for (const Proven& one : salvaged.older) {
            XF_ASSIGN(const auto stored, shard_->log().store().find(key(one.seq)));
            other = other || (stored && !same(stored->event, one.event)) ||
                    (one.seq == head.seq && one.after != head.hash);
        }
        if (!other) return {};
        return Error{ErrorCode::chain_broken, "this device was copied before it was damaged"};
    }

    Status take_runs(const std::vector<Proven>& proven, const ChainHead& head) {
        ChainHead at = head;
        for (std::size_t begin = 0; begin < proven.size();) {
            const Proven& first = proven[begin];
            if (first.before != at.hash && !device_.broken)
                XF_TRY(shard_->log().store().set_chain_head(
                    device_.no, device_.epoch, {Seq{first.seq.value - 1}, first.before}));
            std::size_t end = begin + 1;
            while (end < proven.size() && end - begin < limits::kPushEvents &&
                   proven[end].before == proven[end - 1].after)
                ++end;
            XF_TRY(push(std::span(proven).subspan(begin, end - begin)));
            at = {proven[end - 1].seq, proven[end - 1].after};
            begin = end;
        }
        return {};
    }

    Status push(std::span<const Proven> run) {
        sync::ShardPush push;
        push.shard = shard_->no();
        push.epoch = device_.epoch;
        push.first = run.front().seq;
        push.chain_head = run.back().after;
        for (const Proven& one : run) push.events.push_back(one.event);
        if (device_.grant().visitor())
            XF_TRY(sync::HubVisit(*shard_, *hooks_).check(device_, push, clock_->now()));
        XF_TRY(sync::take_push(*shard_, device_, push));
        return {};
    }

    Status tell(const Proven& one) {
        XF_ASSIGN(const auto stored, shard_->log().store().find(key(one.seq)));
        XF_ASSIGN(const Header header, one.event.parsed());
        if (stored && stored->position && stored->position->verdict.counts()) {
            ++report_.taken;
        } else if (stored && stored->position) {
            report_.refused.push_back({one.seq, header.type, stored->position->verdict});
        } else {
            const bool broken = device_.broken;
            report_.refused.push_back(
                {one.seq, header.type, broken ? Verdict::quarantined() : Verdict::parked()});
        }
        return {};
    }

    void tell_unreadable(const Salvaged& salvaged, const ChainHead& head) {
        report_.unreadable_count =
            salvaged.last.value - head.seq.value - std::uint64_t{salvaged.proven.size()};
        std::uint32_t expected = head.seq.value + 1;
        const auto tell_until = [&](std::uint32_t end) {
            for (; expected < end && report_.unreadable.size() < limits::kRescueTold; ++expected)
                report_.unreadable.push_back(Seq{expected});
            expected = end;
        };
        for (const Proven& one : salvaged.proven) {
            tell_until(one.seq.value);
            expected = one.seq.value + 1;
        }
        tell_until(salvaged.last.value + 1);
    }

    sync::HubShard* shard_;
    const sync::HubHooks* hooks_;
    const ports::Clock* clock_;
    sync::DeviceRow device_;
    RescueReport report_;
};

}  // namespace

Result<RescueReport> take_rescued(sync::HubShard& shard, const sync::HubHooks& hooks,
                                  const ports::Clock& clock, const PageFile& pages,
                                  const IdentityCopy& identity) {
    const sync::Certificate& whose = identity.certificate;
    if (whose.shard.uuid != shard.log().shard().uuid) return ErrorCode::foreign_scope;
    XF_ASSIGN(Transaction transaction, shard.db().begin());
    XF_TRY(shard.history().refuse_while_recovering());
    // Whoever holds the device's key might have pushed all this.
    const PublicKey key = identity.key.public_key();
    const auto has_key = [&](const PublicKey& known) { return known == key; };
    XF_ASSIGN(const sync::DeviceRow device,
              sync::HubSender(shard, hooks, clock).find(whose.device.uuid, has_key));
    if (whose.device.epoch != device.epoch || whose.device.no != device.no)
        return ErrorCode::stale_epoch;
    XF_ASSIGN(const ChainHead head, sync::known_chain(shard, device));
    XF_ASSIGN(const Salvaged salvaged, salvage(pages, whose, head));
    XF_ASSIGN(RescueReport report, Rescue(shard, hooks, clock, device).take(salvaged, head));
    XF_TRY(transaction.commit());
    return report;
}

}  // namespace xf::rescue
