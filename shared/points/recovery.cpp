#include "shared/points/recovery.hpp"

#include <algorithm>
#include <map>

#include "shared/base/limits.hpp"
#include "shared/points/award_events.hpp"
#include "shared/points/ledger.hpp"

namespace xf::points {
namespace {

using namespace store;

/// Events in one turn; the rest follows with the next sync.
constexpr std::size_t kTakenBackAtOnce = 512;

template <typename Event>
Status write(EventSink& sink, UnixTime now, std::uint32_t type, const Event& event) {
    const Bytes data = event.data();
    Header header;
    header.type = type;
    header.time = now;
    header.auth = AuthMethod::hub;
    header.data = data;
    return sink.append(header, std::nullopt);
}

class Coverer {
public:
    Coverer(const Place& place, UnixTime now, EventSink& sink)
        : place_(place), now_(now), sink_(sink) {}

    /// Makes sure that the holder has so much.
    Status need(HouseholdNo household, DeviceNo holder, Epoch epoch, Points points) {
        XF_ASSIGN(Points held, holding(place_, household, holder, epoch));
        while (held < points) {
            const Points more = std::min(points - held, Points(limits::kAmount));
            const ShortfallCovered covered{household, more, holder, epoch};
            XF_TRY(write(sink_, now_, kShortfallCoveredType, covered));
            held += more;
        }
        return {};
    }

    Status need_of_hub(HouseholdNo household, Points points) {
        return need(household, kHubDevice, Epoch{0}, points);
    }

    /// Makes sure that the institution has so much to award. Whoever knew of the grant has not come, and
    /// a late device is asked for its own scope only: nobody will bring it any more.
    Status need_of_budget(Points points) {
        XF_ASSIGN(const Points budget, balance(place_, Account::budget));
        if (budget >= points) return {};
        return write(sink_, now_, kBudgetGrantedType, BudgetGranted{points - budget});
    }

private:
    const Place& place_;
    UnixTime now_;
    EventSink& sink_;
};

Status cover_lease(Coverer& cover, const Header& header) {
    XF_ASSIGN(const LeaseChange change, LeaseChange::parse(header));
    const bool returned = header.type == kLeaseReturnedType;
    // One household may be named twice: both ways count in full, whichever comes first.
    std::map<HouseholdNo, Points> lent, given_back;
    for (const LeaseShare& share : change.shares) {
        const Points to_device = returned ? -share.points : share.points;
        if (to_device > Points{})
            lent[share.household] += to_device;
        else
            given_back[share.household] += -to_device;
    }
    for (const auto& [household, points] : lent) XF_TRY(cover.need_of_hub(household, points));
    for (const auto& [household, points] : given_back)
        XF_TRY(cover.need(household, change.device, change.epoch, points));
    return {};
}

}  // namespace

Status cover_shortfall(const Place& place, const Arrival& arrival, UnixTime now, EventSink& sink) {
    Coverer cover(place, now, sink);
    switch (arrival.header.type) {
        case kRedemptionType: {
            XF_ASSIGN(const Redemption redemption, Redemption::parse(arrival.header));
            return cover.need(redemption.household, arrival.key.device, arrival.key.epoch,
                              redemption.total());
        }
        case kLeaseMovedType:
        case kLeaseReturnedType:
            return cover_lease(cover, arrival.header);
        case kAwardType: {
            XF_ASSIGN(const Award award, Award::parse(arrival.header));
            return cover.need_of_budget(award.points);
        }
        case kAwardPostedType: {
            XF_ASSIGN(const AwardPosted posted, AwardPosted::parse(arrival.header));
            XF_TRY(cover.need_of_budget(posted.moved));
            return cover.need_of_hub(posted.household, -posted.moved);
        }
        case kShortfallCoveredType: {  // of an earlier recovery
            XF_ASSIGN(const ShortfallCovered back, ShortfallCovered::parse(arrival.header));
            return cover.need(back.household, back.holder, back.epoch, -back.points);
        }
        default:
            return {};
    }
}

Status take_back_covered(const HubTurn& turn) {
    XF_ASSIGN(
        Statement rows,
        turn.place.db.prepare("SELECT c.household, c.holder, c.epoch, min(c.points, h.points, ?)"
                              " FROM points_covered c JOIN points_holding h"
                              "  USING (shard, household, holder, epoch)"
                              " WHERE c.shard = ? AND c.holder IN (0, ?) AND h.points > 0 LIMIT ?",
                              limits::kAmount, turn.place.shard, turn.device, kTakenBackAtOnce));
    std::vector<ShortfallCovered> back;
    XF_TRY(rows.each([&](const Row& row) {
        back.push_back({row.number<HouseholdNo>(0), -row.column_points(3), row.number<DeviceNo>(1),
                        row.number<Epoch>(2)});
    }));
    for (const ShortfallCovered& covered : back)
        XF_TRY(write(turn.sink, turn.now, kShortfallCoveredType, covered));
    return {};
}

}  // namespace xf::points
