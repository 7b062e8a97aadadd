#include "shared/points/recovery.hpp"

#include <algorithm>

#include "shared/points/award_events.hpp"
#include "shared/points/ledger.hpp"

namespace xf::points {
namespace {

using namespace store;

/// Events in one turn; the rest follows with the next sync.
constexpr std::size_t kTakenBackAtOnce = 512;

Status write(EventSink& sink, UnixTime now, const ShortfallCovered& covered) {
    const Bytes data = covered.data();
    Header header;
    header.type = kShortfallCoveredType;
    header.time = now;
    header.auth = AuthMethod::hub;
    header.data = data;
    return sink.append(header, std::nullopt);
}

/// Awards may come back that were made under a budget which the backup lacks, beside new ones.
Status cover_budget(const Place& place, UnixTime now, EventSink& sink, Points points) {
    XF_ASSIGN(const Points budget, balance(place, Account::budget));
    if (points <= budget) return {};
    const Bytes data = BudgetGranted{points - budget}.data();
    Header header;
    header.type = kBudgetGrantedType;
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
        XF_ASSIGN(const Points held, holding(place_, household, holder, epoch));
        if (held >= points) return {};
        return write(sink_, now_, {household, points - held, holder, epoch});
    }

    Status need_of_hub(HouseholdNo household, Points points) {
        return need(household, kHubDevice, Epoch{0}, points);
    }

private:
    const Place& place_;
    UnixTime now_;
    EventSink& sink_;
};

Status cover_lease(Coverer& cover, const Header& header) {
    XF_ASSIGN(const LeaseChange change, LeaseChange::parse(header));
    const bool returned = header.type == kLeaseReturnedType;
    for (const LeaseShare& share : change.shares) {
        const Points to_device = returned ? -share.points : share.points;
        if (to_device > Points{})
            XF_TRY(cover.need_of_hub(share.household, to_device));
        else
            XF_TRY(cover.need(share.household, change.device, change.epoch, -to_device));
    }
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
            return cover_budget(place, now, sink, award.points);
        }
        case kAwardPostedType: {
            XF_ASSIGN(const AwardPosted posted, AwardPosted::parse(arrival.header));
            XF_TRY(cover_budget(place, now, sink, posted.moved));
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
        turn.place.db.prepare("SELECT c.household, c.holder, c.epoch, min(c.points, h.points)"
                              " FROM points_covered c JOIN points_holding h"
                              "  USING (shard, household, holder, epoch)"
                              " WHERE c.shard = ? AND c.holder IN (0, ?) AND h.points > 0 LIMIT ?",
                              turn.place.shard, turn.device, kTakenBackAtOnce));
    std::vector<ShortfallCovered> back;
    XF_TRY(rows.each([&](const Row& row) {
        back.push_back({row.number<HouseholdNo>(0), -row.column_points(3), row.number<DeviceNo>(1),
                        row.number<Epoch>(2)});
    }));
    for (const ShortfallCovered& covered : back) XF_TRY(write(turn.sink, turn.now, covered));
    return {};
}

}  // namespace xf::points
