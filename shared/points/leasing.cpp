#include "shared/points/leasing.hpp"

#include <algorithm>
#include <map>

#include "shared/points/ledger.hpp"
#include "shared/points/rules.hpp"

namespace xf::points {
namespace {

using namespace store;

/// Shares in one lease event; the rest follows with the next sync.
constexpr std::size_t kSharesPerEvent = 512;
/// What a counter held before it was enrolled anew stays set apart for so long: nothing of that epoch
/// can be spent any more, but a technician may still find out what was.
constexpr std::int64_t kGraceS = 7LL * 86'400;

Header own_header(std::uint32_t type, UnixTime now, ByteView data) {
    Header header;
    header.type = type;
    header.time = now;
    header.auth = AuthMethod::hub;
    header.data = data;
    return header;
}

Status append(EventSink& sink, std::uint32_t type, UnixTime now, const LeaseChange& change) {
    if (change.shares.empty()) return {};
    const Bytes data = change.data();
    return sink.append(own_header(type, now, data), std::nullopt);
}

struct Situated {
    HouseholdNo household;
    LeaseSituation situation;
};

Points wish_for(const HubTurn& turn, HouseholdNo household) {
    for (const Wish& wish : turn.wishes)
        if (wish.household == household) return wish.points;
    return {};
}

bool is_active(const HubTurn& turn, DeviceNo device) {
    return std::binary_search(turn.active.begin(), turn.active.end(), device);
}

/// Counters that take a share of what is lent out, `turn`'s own included.
Result<std::int64_t> active_counters(const HubTurn& turn) {
    XF_ASSIGN(Statement rows, turn.place.db.prepare("SELECT device FROM points_counter"
                                                    " WHERE shard = ? AND device <> ?",
                                                    turn.place.shard, turn.device));
    std::int64_t count = 1;
    XF_TRY(rows.each([&](const Row& row) { count += is_active(turn, row.number<DeviceNo>(0)); }));
    return count;
}

Result<std::vector<Situated>> situations(const HubTurn& turn) {
    const Place& place = turn.place;
    XF_ASSIGN(const std::int64_t counters, active_counters(turn));
    XF_ASSIGN(
        Statement rows,
        place.db.prepare("SELECT h.household, h.posted, ifnull(a.points, 0), ifnull(d.points, 0)"
                         " FROM points_household h"
                         " LEFT JOIN points_holding a ON a.shard = h.shard"
                         "  AND a.household = h.household AND a.holder = 0 AND a.epoch = 0"
                         " LEFT JOIN points_holding d ON d.shard = h.shard"
                         "  AND d.household = h.household AND d.holder = ? AND d.epoch = ?"
                         " WHERE h.shard = ? AND h.posted > 0",
                         turn.device, turn.epoch, place.shard));
    std::vector<Situated> out;
    XF_TRY(rows.each([&](const Row& row) {
        const auto household = row.number<HouseholdNo>(0);
        out.push_back({household,
                       {row.column_points(1), row.column_points(2), row.column_points(3), counters,
                        wish_for(turn, household)}});
    }));
    return out;
}

struct Counter {
    DeviceNo device;
    Epoch epoch;
    friend auto operator<=>(const Counter&, const Counter&) = default;
};

/// Collects, for each other counter, what it is to give back of one household.
Status plan_recalls(const HubTurn& turn, const LeasePolicy& policy, const Situated& situated,
                    Points missing, std::map<Counter, std::vector<LeaseShare>>& recalls) {
    const Place& place = turn.place;
    XF_ASSIGN(Statement rows,
              place.db.prepare("SELECT h.holder, h.epoch, h.points FROM points_holding h"
                               " JOIN points_counter c ON c.shard = h.shard"
                               "  AND c.device = h.holder AND c.epoch = h.epoch"
                               " WHERE h.shard = ? AND h.household = ? AND h.holder <> ?"
                               "  AND h.points > 0",
                               place.shard, situated.household, turn.device));
    return rows.each([&](const Row& row) -> Status {
        const Counter counter{row.number<DeviceNo>(0), row.number<Epoch>(1)};
        const Points back = recall_from(policy, situated.situation, row.column_points(2), missing);
        XF_ASSIGN(const Points asked,
                  recall(place, situated.household, counter.device, counter.epoch));
        if (is_active(turn, counter.device))  // the others answer nobody knows when
            missing = std::max(missing - std::max(back, asked), Points{});
        auto& shares = recalls[counter];
        if (back > asked && shares.size() < kSharesPerEvent)
            shares.push_back({situated.household, back});
        return {};
    });
}

/// Takes back what the device held in epochs that are over, once the time of grace is.
Status release_former(const HubTurn& turn) {
    const Place& place = turn.place;
    XF_ASSIGN(Statement rows,
              place.db.prepare("SELECT h.epoch, h.household, h.points FROM points_holding h"
                               " JOIN points_counter c ON c.shard = h.shard AND c.device = h.holder"
                               " WHERE h.shard = ? AND h.holder = ? AND h.epoch < ?"
                               "  AND h.points > 0 AND c.since <= ? ORDER BY h.epoch LIMIT ?",
                               place.shard, turn.device, turn.epoch,
                               UnixTime{turn.now.seconds - kGraceS}, kSharesPerEvent));
    std::map<Epoch, std::vector<LeaseShare>> former;
    XF_TRY(rows.each([&](const Row& row) {
        former[row.number<Epoch>(0)].push_back({row.number<HouseholdNo>(1), -row.column_points(2)});
    }));
    for (auto& [epoch, shares] : former)
        XF_TRY(
            append(turn.sink, kLeaseMovedType, turn.now, {turn.device, epoch, std::move(shares)}));
    return {};
}

}  // namespace

Status lend(const HubTurn& turn) {
    if ((turn.capabilities & capability::kCounter) == 0) return {};
    XF_TRY(release_former(turn));
    const LeasePolicy policy;
    XF_ASSIGN(const std::vector<Situated> households, situations(turn));
    LeaseChange moved{turn.device, turn.epoch, {}};
    std::map<Counter, std::vector<LeaseShare>> recalls;
    for (const Situated& situated : households) {
        const LeaseDecision decision = decide_lease(policy, situated.situation);
        if (decision.grant > Points{} && moved.shares.size() < kSharesPerEvent)
            moved.shares.push_back({situated.household, decision.grant});
        if (decision.missing > Points{})
            XF_TRY(plan_recalls(turn, policy, situated, decision.missing, recalls));
    }
    XF_TRY(append(turn.sink, kLeaseMovedType, turn.now, moved));
    for (auto& [counter, shares] : recalls)
        XF_TRY(append(turn.sink, kLeaseRecalledType, turn.now,
                      {counter.device, counter.epoch, std::move(shares)}));
    return {};
}

Status give_back(const ClientTurn& turn) {
    const Place& place = turn.place;
    XF_ASSIGN(Statement rows,
              place.db.prepare("SELECT r.household, r.epoch, min(r.points, ifnull(h.points, 0))"
                               " FROM points_recall r LEFT JOIN points_holding h"
                               "  ON h.shard = r.shard AND h.household = r.household"
                               "  AND h.holder = r.device AND h.epoch = r.epoch"
                               " WHERE r.shard = ? AND r.device = ? AND r.epoch = ? LIMIT ?",
                               place.shard, turn.device, turn.epoch, kSharesPerEvent));
    LeaseChange returned{turn.device, turn.epoch, {}};
    XF_TRY(rows.each([&](const Row& row) {
        returned.shares.push_back({row.number<HouseholdNo>(0), row.column_points(2)});
    }));
    if (returned.shares.empty()) return {};
    const Bytes data = returned.data();
    Header header = own_header(kLeaseReturnedType, turn.now, data);
    header.auth = AuthMethod::none;
    return turn.sink.append(header, std::nullopt);
}

}  // namespace xf::points
