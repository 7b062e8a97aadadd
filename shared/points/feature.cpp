#include "shared/points/feature.hpp"

#include <map>

#include "shared/devices/events.hpp"
#include "shared/points/award_course.hpp"
#include "shared/points/award_turn.hpp"
#include "shared/points/leasing.hpp"
#include "shared/points/ledger.hpp"
#include "shared/points/recovery.hpp"
#include "shared/points/rules.hpp"

namespace xf::points {
namespace {

using namespace store;

constexpr Epoch kNoEpoch{0};

// ---- Judging: may this event stand? -------------------------------------------------------------

Status judge_redemption(const Place& place, const Arrival& arrival) {
    XF_ASSIGN(const Redemption redemption, Redemption::parse(arrival.header));
    if (!arrival.header.actor.person()) return ErrorCode::not_permitted;
    XF_ASSIGN(const Points held,
              holding(place, redemption.household, arrival.key.device, arrival.key.epoch));
    return may_spend(held, redemption.total());
}

Status judge_award(const Place& place, const Arrival& arrival) {
    XF_ASSIGN(const Award award, Award::parse(arrival.header));
    XF_ASSIGN(const Points budget, balance(place, Account::budget));
    if (award.points > budget) return ErrorCode::bad_amount;
    return {};
}

Status judge_return(const Place& place, const Arrival& arrival) {
    XF_ASSIGN(const LeaseChange change, LeaseChange::parse(arrival.header));
    if (change.device != arrival.key.device || change.epoch != arrival.key.epoch)
        return ErrorCode::foreign_scope;
    std::map<HouseholdNo, Points> returned;  // one household may be named twice
    for (const LeaseShare& share : change.shares) {
        if (share.points < Points{}) return ErrorCode::bad_amount;
        returned[share.household] += share.points;
    }
    for (const auto& [household, points] : returned) {
        XF_ASSIGN(const Points held, holding(place, household, change.device, change.epoch));
        if (points > held) return ErrorCode::over_lease;
    }
    return {};
}

Status judge_any(const Place& place, const Arrival& arrival) {
    if (is_award_type(arrival.header.type)) return judge_award_course(place, arrival);
    switch (arrival.header.type) {
        case kRedemptionType:
            return judge_redemption(place, arrival);
        case kAwardType:
            return judge_award(place, arrival);
        case kLeaseReturnedType:
            return judge_return(place, arrival);
        case kLeaseMovedType:
        case kLeaseRecalledType: {
            XF_ASSIGN(const LeaseChange change, LeaseChange::parse(arrival.header));
            return change.device == kHubDevice ? Status(ErrorCode::unknown_reference) : Status();
        }
        case kShortfallCoveredType: {
            const auto covered = ShortfallCovered::parse(arrival.header);
            return covered.ok() ? Status() : Status(covered.error());
        }
        case kRuleSetType: {
            const auto rule = RuleSet::parse(arrival.header);
            return rule.ok() ? Status() : Status(rule.error());
        }
        case kBudgetGrantedType: {
            const auto grant = BudgetGranted::parse(arrival.header);
            return grant.ok() ? Status() : Status(grant.error());
        }
        default:
            return ErrorCode::unknown_type;
    }
}

Result<Verdict> judge(const Place& place, const Arrival& arrival) {
    XF_TRY(judge_any(place, arrival));
    return Verdict::accepted();
}

// ---- Projection ---------------------------------------------------------------------------------

Status add_line(const Place& place, const Arrival& arrival, HouseholdNo household) {
    return place.db.run("INSERT INTO points_line VALUES (?, ?, ?, ?, ?, ?)", place.shard, household,
                        arrival.order, arrival.key.device, arrival.key.epoch, arrival.key.seq);
}

Status apply_redemption(const Place& place, const Arrival& arrival) {
    const auto redemption = Redemption::parse(arrival.header);
    if (!arrival.counts())  // stays visible to the household, if it can be told which
        return redemption.ok() ? add_line(place, arrival, redemption->household) : Status{};
    if (!redemption.ok()) return redemption.error();
    const Points total = redemption->total();
    if (place.sight.sees(arrival.key.device))
        XF_TRY(post_holding(place, redemption->household, arrival.key.device, arrival.key.epoch,
                            -total));
    XF_TRY(post_household(place, redemption->household, -total, Points{}));
    XF_TRY(post(place, Account::shop, total));
    return add_line(place, arrival, redemption->household);
}

Status apply_award(const Place& place, const Arrival& arrival) {
    if (!arrival.counts()) return {};
    XF_ASSIGN(const Award award, Award::parse(arrival.header));
    XF_TRY(post(place, Account::budget, -award.points));
    XF_TRY(post_household(place, award.household, award.points, award.points));
    if (place.sight.hub())
        XF_TRY(post_holding(place, award.household, kHubDevice, kNoEpoch, award.points));
    return add_line(place, arrival, award.household);
}

/// `sign`: +1 lends to the device, -1 takes back.
Status move_lease(const Place& place, const LeaseChange& change, std::int64_t sign) {
    for (const LeaseShare& share : change.shares) {
        const Points moved = share.points * sign;
        XF_TRY(post_holding(place, share.household, change.device, change.epoch, moved));
        if (place.sight.hub())
            XF_TRY(post_holding(place, share.household, kHubDevice, kNoEpoch, -moved));
    }
    return {};
}

Status apply_lease(const Place& place, const Arrival& arrival) {
    if (!arrival.counts()) return {};
    XF_ASSIGN(const LeaseChange change, LeaseChange::parse(arrival.header));
    if (arrival.header.type == kLeaseMovedType) return move_lease(place, change, +1);
    const bool returned = arrival.header.type == kLeaseReturnedType;
    if (returned) XF_TRY(move_lease(place, change, -1));
    for (const LeaseShare& share : change.shares)
        XF_TRY(set_recall(place, share.household, change.device, change.epoch,
                          returned ? Points{} : share.points));
    return {};
}

Status apply_budget(const Place& place, const Arrival& arrival) {
    if (!arrival.counts()) return {};
    XF_ASSIGN(const BudgetGranted grant, BudgetGranted::parse(arrival.header));
    XF_TRY(post(place, Account::mint, -grant.points));
    return post(place, Account::budget, grant.points);
}

Status apply_covered(const Place& place, const Arrival& arrival) {
    if (!arrival.counts()) return {};
    XF_ASSIGN(const ShortfallCovered covered, ShortfallCovered::parse(arrival.header));
    const auto& [household, points, holder, epoch] = covered;
    XF_TRY(post(place, Account::loss, -points));
    XF_TRY(post_household(place, household, points, Points{}));
    if (!place.sight.sees(holder)) return {};
    XF_TRY(post_holding(place, household, holder, epoch, points));
    return add_covered(place, household, holder, epoch, points);
}

Status apply_enrolled(const Place& place, const Arrival& arrival) {
    if (!arrival.counts()) return {};
    XF_ASSIGN(const devices::Enrolled enrolled, devices::Enrolled::parse(arrival.header));
    if ((enrolled.capabilities & capability::kCounter) == 0)  // perhaps it was one before
        return place.db.run("DELETE FROM points_counter WHERE shard = ? AND device = ?",
                            place.shard, enrolled.device);
    return place.db.run(
        "INSERT INTO points_counter VALUES (?, ?, ?, ?)"
        " ON CONFLICT DO UPDATE SET epoch = excluded.epoch, since = excluded.since",
        place.shard, enrolled.device, enrolled.epoch, arrival.header.time);
}

Status apply(const Place& place, const Arrival& arrival) {
    switch (arrival.header.type) {
        case kRedemptionType:
            return apply_redemption(place, arrival);
        case kAwardType:
            return apply_award(place, arrival);
        case kLeaseMovedType:
        case kLeaseReturnedType:
        case kLeaseRecalledType:
            return apply_lease(place, arrival);
        case kBudgetGrantedType:
            return apply_budget(place, arrival);
        case kShortfallCoveredType:
            return apply_covered(place, arrival);
        case devices::kEnrolledType:
            return apply_enrolled(place, arrival);
        default:
            return apply_award_course(place, arrival);
    }
}

/// What was laid out comes back, and what was awarded is there, before more is lent.
Status take_turn(const HubTurn& turn) {
    XF_TRY(take_back_covered(turn));
    XF_TRY(advance_awards(turn));
    return lend(turn);
}

/// What is proposed for a person is about them; for a household as a whole, about that.
std::optional<Scope> about(const Header& header) {
    if (header.type != kAwardProposedType) return std::nullopt;
    const auto proposed = AwardProposed::parse(header);
    if (!proposed.ok() || proposed->person.value == 0) return std::nullopt;
    return Scope{ScopeKind::person, proposed->person.value};
}

std::vector<std::string_view> all_tables() {
    std::vector<std::string_view> out = kLedgerTables;
    out.insert(out.end(), kAwardTables.begin(), kAwardTables.end());
    return out;
}

}  // namespace

const Feature& feature() {
    using namespace capability;
    constexpr Roles kProposers = role::kStaff | role::kTown;
    constexpr Roles kReviewers = role::kSupervisor | role::kTown;
    static const std::string kSchema = std::string(kLedgerSchema) + std::string(kAwardSchema);
    static const Feature kFeature{
        .name = "points",
        .types =
            {
                {kRedemptionType, "redemption", ScopeKind::household, false, kCounter},
                {kAwardType, "award", ScopeKind::household, false, kHub},
                {kLeaseMovedType, "lease_moved", ScopeKind::device, false, kHub},
                {kLeaseReturnedType, "lease_returned", ScopeKind::device, false, kCounter},
                {kLeaseRecalledType, "lease_recalled", ScopeKind::device, false, kHub},
                {kRuleSetType, "rule_set", ScopeKind::village, false, kHub},
                {kBudgetGrantedType, "budget_granted", ScopeKind::village, false, kHub},
                {kShortfallCoveredType, "shortfall_covered", ScopeKind::household, false, kHub},
                {kRuleDefinedType, "rule_defined", ScopeKind::village, false, kHub},
                // Kiosks and counters hold accounts, not words.
                {kAwardProposedType, "award_proposed", ScopeKind::household, true, kDesk | kHub,
                 kProposers, kDesk | kVisitor},
                {kAwardReviewedType, "award_reviewed", ScopeKind::household, false, kDesk | kHub,
                 kReviewers},
                {kAwardObjectedType, "award_objected", ScopeKind::village, false,
                 kKiosk | kCounter | kHub},
                {kObjectionAnsweredType, "objection_answered", ScopeKind::household, false,
                 kDesk | kHub, kReviewers},
                {kAwardPostedType, "award_posted", ScopeKind::household, false, kHub},
                {kAwardStepType, "award_step", ScopeKind::household, false, kHub},
            },
        .tables = all_tables(),
        .schema = kSchema,
        .judge = judge,
        .apply = apply,
        .cover = cover_shortfall,
        .about = about,
        .hub_turn = take_turn,
        .client_turn = give_back,
    };
    return kFeature;
}

}  // namespace xf::points
