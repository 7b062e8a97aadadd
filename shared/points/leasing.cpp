#include "shared/points/leasing.hpp"

#include <map>

#include "shared/points/ledger.hpp"
#include "shared/points/rules.hpp"

namespace xf::points {
namespace {

using namespace store;

/// Shares in one lease event; the rest follows with the next sync.
constexpr std::size_t kSharesPerEvent = 512;

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

Result<std::vector<Situated>> situations(const HubTurn& turn) {
    const Place& place = turn.place;
    XF_ASSIGN(const std::int64_t counters,
              place.db.integer("SELECT count(*) FROM points_counter WHERE shard = ?", place.shard));
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
        missing -= std::max(back, asked);
        missing = std::max(missing, Points{});
        auto& shares = recalls[counter];
        if (back > asked && shares.size() < kSharesPerEvent)
            shares.push_back({situated.household, back});
        return {};
    });
}

}  // namespace

Status lend(const HubTurn& turn) {
    if ((turn.capabilities & capability::kCounter) == 0) return {};
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
