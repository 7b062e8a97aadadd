// The life of an award, as pure functions, the same at a desk and at the hub:
//
//   proposed ─hub─▶ waiting ─approve─▶ approved ─hub─▶ shown ─hub, in time─▶ posted
//                      │ return                          │ ▲
//                      ▼                          object ▼ │ dismiss
//                   returned ◀──────── uphold ──────── objected
//
//   instant:  proposed ─hub─▶ posted ─return─▶ revoked ─hub─▶ reversed
//
// The hub may refuse what it has not taken up: over the cap, out of its days, without budget. A
// reviewer need not wait for the hub; an objection is answered once and for all.
#pragma once

#include "shared/points/award_events.hpp"

namespace xf::points {

enum class AwardState : std::uint8_t {
    proposed = 0,
    waiting = 1,
    approved = 2,
    shown = 3,
    objected = 4,
    posted = 5,
    returned = 6,
    refused = 7,
    revoked = 8,
    reversed = 9,
};

/// What the next step of an award depends on.
struct AwardStanding {
    AwardState state = AwardState::proposed;
    bool instant = false;
    StaffNo proposer;  ///< 0: the hub
    StaffNo reviewer;  ///< 0: nobody yet
    bool answered = false;
};

/// Errors: own_award for who proposed it, award_decided.
Result<AwardState> after_review(const AwardStanding& award, StaffNo reviewer, bool approved);
/// Errors: award_decided where it is not shown, or where an objection was answered.
Result<AwardState> after_objection(const AwardStanding& award);
/// Errors: as after_review.
Result<AwardState> after_answer(const AwardStanding& award, StaffNo reviewer, bool upheld);

/// Whether the rule may be applied as it was: its terms, its days, and what has to go with it. Errors:
/// rule_changed, rule_not_valid, evidence_missing.
Status may_apply(const RuleDefined& rule, const AwardProposed& proposed,
                 const AwardEvidence& evidence, Day day);
/// Errors: rule_not_valid.
Status is_valid(const RuleDefined& rule, Day day);

/// `used`: awards of this rule in this month for this household. Errors: cap_reached.
Status within_cap(const RuleDefined& rule, std::int64_t used);

/// What an award of `points` changes of 可用分: a deduction takes at most what is at the hub, an award
/// first pays back what is owed.
Points moved_by(Points points, Points at_hub, Points owed);

/// year · 100 + month
std::uint32_t month_number(Day day);

}  // namespace xf::points
