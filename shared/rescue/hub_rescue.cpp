#include "shared/rescue/hub_rescue.hpp"

#include <algorithm>

#include "shared/base/limits.hpp"
#include "shared/sync/hub_push.hpp"
#include "shared/sync/hub_sender.hpp"
#include "shared/sync/hub_visit.hpp"

namespace xf::rescue {
namespace {

using namespace store;

class Rescue {
public:
    Rescue(sync::HubShard& shard, const sync::HubHooks& hooks, const ports::Clock& clock,
           sync::DeviceRow device, bool gone)
        : shard_(&shard), hooks_(&hooks), clock_(&clock), device_(std::move(device)), gone_(gone) {}

    Result<RescueReport> take(const Pieces& pieces, const ChainHead& head) {
        report_.device = device_.no;
        report_.name = device_.name;
        const Salvaged salvaged = prove(pieces, head);
        XF_TRY(count_known(pieces, head));
        XF_TRY(compare(salvaged, head));
        XF_TRY(take_runs(salvaged.proven, head));
        for (const Proven& one : salvaged.proven) XF_TRY(tell(one));
        XF_TRY(tell_held());
        XF_TRY(tell_lost(std::max(head.seq, pieces.last)));
        return std::move(report_);
    }

private:
    EventKey key(Seq seq) const { return {device_.no, device_.epoch, seq}; }

    Status count_known(const Pieces& pieces, const ChainHead& head) {
        for (const auto& [seq, events] : pieces.events) {
            if (seq > head.seq.value) break;
            XF_ASSIGN(const auto stored, shard_->log().store().find(key(Seq{seq})));
            const bool known =
                stored && std::any_of(events.begin(), events.end(),
                                      [&](const Event& one) { return same(one, stored->event); });
            if (known) ++report_.had_already;
        }
        return {};
    }

    /// What is proven is of the same chain as what the hub has.
    Status compare(const Salvaged& salvaged, const ChainHead& head) {
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
            if (first.before != at.hash && !device_.broken) XF_TRY(pass_hole(at, first));
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

    Status pass_hole(const ChainHead& at, const Proven& next) {
        const std::uint32_t last = next.seq.value - 1;
        if (!gone_)
            return Error{ErrorCode::wrong_state,
                         "events " + std::to_string(at.seq.value + 1) + " to " +
                             std::to_string(last) +
                             " can't be read, but later ones can; nothing was"
                             " taken. A device that lives sends all of them itself"};
        return shard_->log().store().set_chain_head(device_.no, device_.epoch,
                                                    {Seq{last}, next.before});
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
        if (!stored || !stored->position) return {};  // it is kept apart
        const Verdict verdict = stored->position->verdict;
        if (verdict.counts())
            ++report_.taken;
        else
            XF_TRY(refuse(one.seq, one.event, verdict));
        return {};
    }

    Status refuse(Seq seq, const Event& event, Verdict verdict) {
        XF_ASSIGN(const Header header, event.parsed());
        report_.refused.push_back({seq, header.type, verdict});
        return {};
    }

    /// What has no record, whenever it came. Quarantined is the lesser number, and the last word.
    Status tell_held() {
        XF_ASSIGN(
            Statement rows,
            shard_->db().prepare(
                "SELECT seq, min(verdict), bytes FROM held_event WHERE shard = ?1"
                " AND device = ?2 AND epoch = ?3 AND seq NOT IN (SELECT seq FROM event"
                "  WHERE shard = ?1 AND device = ?2 AND epoch = ?3) GROUP BY seq ORDER BY seq",
                shard_->no(), device_.no, device_.epoch));
        return rows.each([&](const Row& row) -> Status {
            cbor::Reader in(row.column_blob(2));
            XF_ASSIGN(const Event event, read_event(in));
            XF_ASSIGN(const Verdict verdict,
                      Verdict::decoded(static_cast<std::uint64_t>(row.column_int(1))));
            return refuse(row.number<Seq>(0), event, verdict);
        });
    }

    /// What is neither recorded nor kept apart.
    Status tell_lost(Seq last) {
        XF_ASSIGN(Statement rows,
                  shard_->db().prepare(
                      "SELECT seq FROM event WHERE shard = ?1 AND device = ?2 AND epoch = ?3"
                      " AND seq <= ?4 UNION SELECT seq FROM held_event WHERE shard = ?1"
                      " AND device = ?2 AND epoch = ?3 AND seq <= ?4 ORDER BY seq",
                      shard_->no(), device_.no, device_.epoch, last));
        std::uint64_t expected = 1;
        const auto tell_until = [&](std::uint64_t end) {
            report_.unreadable_count += end - expected;
            for (; expected < end && report_.unreadable.size() < limits::kRescueTold; ++expected)
                report_.unreadable.push_back(Seq{static_cast<std::uint32_t>(expected)});
            expected = end + 1;
        };
        XF_TRY(rows.each([&](const Row& row) { tell_until(row.number<Seq>(0).value); }));
        tell_until(std::uint64_t{last.value} + 1);
        return {};
    }

    sync::HubShard* shard_;
    const sync::HubHooks* hooks_;
    const ports::Clock* clock_;
    sync::DeviceRow device_;
    bool gone_;
    RescueReport report_;
};

}  // namespace

Result<RescueReport> take_rescued(sync::HubShard& shard, const sync::HubHooks& hooks,
                                  const ports::Clock& clock, const Pieces& pieces,
                                  const IdentityCopy& identity, bool gone) {
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
    XF_ASSIGN(RescueReport report, Rescue(shard, hooks, clock, device, gone).take(pieces, head));
    XF_TRY(transaction.commit());
    return report;
}

}  // namespace xf::rescue
