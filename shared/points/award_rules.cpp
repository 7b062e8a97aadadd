#include "shared/points/award_rules.hpp"

#include <algorithm>

namespace xf::points {
namespace {

constexpr Points kNothing{0};

Status is_another(const AwardStanding& award, StaffNo reviewer) {
    return award.proposer == reviewer ? Status(ErrorCode::own_award) : Status();
}

}  // namespace

Result<AwardState> after_review(const AwardStanding& award, StaffNo reviewer, bool approved) {
    XF_TRY(is_another(award, reviewer));
    if (award.reviewer != StaffNo{0}) return ErrorCode::award_decided;
    const bool fresh = award.state == AwardState::proposed || award.state == AwardState::waiting;
    if (award.instant) {
        if (award.state == AwardState::posted)
            return approved ? AwardState::posted : AwardState::revoked;
        if (fresh) return approved ? award.state : AwardState::returned;
        return ErrorCode::award_decided;
    }
    if (!fresh) return ErrorCode::award_decided;
    return approved ? AwardState::approved : AwardState::returned;
}

Result<AwardState> after_objection(const AwardStanding& award) {
    const bool open = award.state == AwardState::shown || award.state == AwardState::objected;
    if (!open || award.answered) return ErrorCode::award_decided;
    return AwardState::objected;
}

Result<AwardState> after_answer(const AwardStanding& award, StaffNo reviewer, bool upheld) {
    XF_TRY(is_another(award, reviewer));
    if (award.state != AwardState::objected) return ErrorCode::award_decided;
    return upheld ? AwardState::returned : AwardState::shown;
}

Status may_apply(const RuleDefined& rule, const AwardProposed& proposed,
                 const AwardEvidence& evidence, Day day) {
    if (rule.version != proposed.version || rule.points != proposed.points)
        return ErrorCode::rule_changed;
    XF_TRY(is_valid(rule, day));
    const bool missing = rule.evidence == Evidence::photo     ? evidence.pictures.empty()
                         : rule.evidence == Evidence::witness ? evidence.witness.empty()
                                                              : false;
    return missing ? Status(ErrorCode::evidence_missing) : Status();
}

Status is_valid(const RuleDefined& rule, Day day) {
    const bool early = rule.from && day < *rule.from;
    const bool late = rule.until && day > *rule.until;
    return early || late ? Status(ErrorCode::rule_not_valid) : Status();
}

Status within_cap(const RuleDefined& rule, std::int64_t used) {
    return rule.cap > 0 && used >= rule.cap ? Status(ErrorCode::cap_reached) : Status();
}

Points moved_by(Points points, Points at_hub, Points owed) {
    if (points < kNothing) return -std::min(-points, std::max(at_hub, kNothing));
    return points - std::clamp(owed, kNothing, points);
}

std::uint32_t month_number(Day day) {
    const CivilDate date = civil(day);
    return static_cast<std::uint32_t>(date.year * 100 + date.month);
}

}  // namespace xf::points
