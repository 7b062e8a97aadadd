#include "shared/points/award_course.hpp"

#include "shared/blobs/links.hpp"
#include "shared/people/events.hpp"
#include "shared/points/ledger.hpp"

namespace xf::points {
namespace {

using namespace store;

/// Of rules that the older event set: a week, as a village knows it from its notice board.
constexpr std::uint32_t kOldPublicityDays = 7;

// ---- Judging ------------------------------------------------------------------------------------

Status judge_rule(const Place& place, const Arrival& arrival) {
    XF_ASSIGN(const RuleDefined rule, RuleDefined::parse(arrival.header));
    XF_ASSIGN(const std::int64_t last,
              place.db.integer("SELECT ifnull(max(version), 0) FROM points_rule"
                               " WHERE shard = ? AND rule = ?",
                               place.shard, rule.rule));
    return rule.version > last ? Status() : Status(ErrorCode::rule_changed);
}

Status judge_proposed(const Place& place, const Arrival& arrival) {
    XF_ASSIGN(const AwardProposed proposed, AwardProposed::parse(arrival.header));
    XF_ASSIGN(const AwardEvidence evidence, AwardEvidence::parse(arrival.event));
    if (!arrival.header.actor.staff()) return ErrorCode::not_permitted;
    if (proposed.person != PersonNo{0}) {
        XF_ASSIGN(const std::int64_t lives_there,
                  place.db.integer("SELECT count(*) FROM points_member"
                                   " WHERE shard = ? AND person = ? AND household = ?",
                                   place.shard, proposed.person, proposed.household));
        if (lives_there == 0) return ErrorCode::unknown_reference;
    }
    XF_ASSIGN(const RuleDefined rule, current_rule(place, proposed.rule));
    const Day day = arrival.header.business_date();
    XF_TRY(may_apply(rule, proposed, evidence, day));
    XF_ASSIGN(const std::int64_t used, used_in(place, proposed, month_number(day), arrival.key));
    XF_TRY(within_cap(rule, used));
    XF_ASSIGN(const Points budget, balance(place, Account::budget));
    return proposed.points > budget ? Status(ErrorCode::budget_spent) : Status();
}

/// The award that a step is about, which must be one of that household and must have counted.
Result<AwardCourse> award_of(const Place& place, const EventKey& key,
                             std::optional<HouseholdNo> household) {
    XF_ASSIGN(AwardCourse award, find_award(place, key));
    if (household && award.what.household != *household) return ErrorCode::foreign_scope;
    return award;
}

Status judge_review(const Place& place, const Arrival& arrival) {
    XF_ASSIGN(const AwardReviewed review, AwardReviewed::parse(arrival.header));
    XF_ASSIGN(const AwardCourse award, award_of(place, review.award, review.household));
    const auto reviewer = arrival.header.actor.staff();
    if (!reviewer) return ErrorCode::not_permitted;
    const auto next = arrival.header.type == kAwardReviewedType
                          ? after_review(award.standing, *reviewer, review.yes)
                          : after_answer(award.standing, *reviewer, review.yes);
    return next.ok() ? Status() : Status(next.error());
}

Status judge_objection(const Place& place, const Arrival& arrival) {
    XF_ASSIGN(const AwardObjected objected, AwardObjected::parse(arrival.header));
    if (!arrival.header.actor.person()) return ErrorCode::not_permitted;
    XF_ASSIGN(const AwardCourse award, award_of(place, objected.award, std::nullopt));
    const auto next = after_objection(award.standing);
    return next.ok() ? Status() : Status(next.error());
}

Result<bool> is_posted(const Place& place, const EventKey& key, bool reversal) {
    XF_ASSIGN(const std::int64_t found,
              place.db.integer("SELECT count(*) FROM points_posting WHERE shard = ?"
                               " AND device = ? AND epoch = ? AND seq = ? AND reversal = ?",
                               place.shard, key.device, key.epoch, key.seq, reversal));
    return found != 0;
}

/// Whether a posting takes back what an instant award gave.
bool is_reversal(const AwardPosted& posted, const AwardCourse& award) {
    return posted.points == -award.what.points;
}

Status judge_posted(const Place& place, const Arrival& arrival) {
    XF_ASSIGN(const AwardPosted posted, AwardPosted::parse(arrival.header));
    XF_ASSIGN(const AwardCourse award, award_of(place, posted.award, posted.household));
    XF_ASSIGN(const bool twice, is_posted(place, posted.award, is_reversal(posted, award)));
    if (twice) return ErrorCode::award_decided;
    XF_ASSIGN(const Points budget, balance(place, Account::budget));
    return posted.moved > budget ? Status(ErrorCode::budget_spent) : Status();
}

Status judge_step(const Place& place, const Arrival& arrival) {
    XF_ASSIGN(const AwardStep step, AwardStep::parse(arrival.header));
    const auto award = award_of(place, step.award, step.household);
    return award.ok() ? Status() : Status(award.error());
}

// ---- Projection ---------------------------------------------------------------------------------

Status set_rule(const Place& place, const RuleDefined& rule, std::uint64_t position) {
    return place.db.run(
        "INSERT OR REPLACE INTO points_rule VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        place.shard, rule.rule, rule.version, position, rule.category, rule.text, rule.points,
        rule.instant, rule.evidence, rule.cap, rule.publicity_days, rule.from, rule.until);
}

Status apply_old_rule(const Place& place, const Arrival& arrival) {
    XF_ASSIGN(const RuleSet set, RuleSet::parse(arrival.header));
    RuleDefined rule{.rule = set.rule, .version = 0, .category = {}, .text = set.text};
    rule.points = set.points;
    rule.publicity_days = kOldPublicityDays;
    return set_rule(place, rule, arrival.order);
}

Status apply_rule(const Place& place, const Arrival& arrival) {
    XF_ASSIGN(const RuleDefined rule, RuleDefined::parse(arrival.header));
    return set_rule(place, rule, arrival.order);
}

Status apply_member(const Place& place, const Arrival& arrival) {
    XF_ASSIGN(const auto added, people::PersonAdded::parse(arrival.header, arrival.event));
    return place.db.run("INSERT OR REPLACE INTO points_member VALUES (?, ?, ?)", place.shard,
                        added.person, added.household);
}

/// Refused ones stay, with the reason: whoever proposed them has to see it.
Status apply_proposed(const Place& place, const Arrival& arrival) {
    const auto proposed = AwardProposed::parse(arrival.header);
    if (!proposed.ok()) return arrival.counts() ? Status(proposed.error()) : Status{};
    const EventKey& key = arrival.key;
    const auto rule = rule_of_version(place, proposed->rule, proposed->version);
    if (!rule.ok() && is_fault(rule.error().code)) return rule.error();
    // At a restored hub a posting may have come back before its proposal did.
    XF_ASSIGN(const bool posted, is_posted(place, key, false));
    AwardState state = posted ? AwardState::posted : AwardState::proposed;
    std::uint32_t reason = 0;
    if (!arrival.counts()) {
        state = AwardState::refused;
        if (const auto why = arrival.verdict->reason()) reason = static_cast<std::uint32_t>(*why);
    }
    const auto evidence = AwardEvidence::parse(arrival.event);
    if (evidence.ok()) XF_TRY(blobs::link(place, arrival, evidence->pictures));
    const StaffNo proposer = arrival.header.actor.staff().value_or(StaffNo{0});
    return place.db.run(
        "INSERT INTO points_award VALUES"
        " (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, NULL, 0, ?, 0, 0, 0, 0)",
        place.shard, key.device, key.epoch, key.seq, arrival.order, proposed->household,
        proposed->rule, proposer, rule.ok() && rule->instant, state, reason);
}

/// The award of a step that counts; none where it is not here, as at a restored hub.
Result<std::optional<AwardCourse>> known(const Place& place, const EventKey& key) {
    auto award = find_award(place, key);
    if (award.ok()) return std::optional(*std::move(award));
    if (award.error().code != ErrorCode::unknown_reference) return award.error();
    return std::optional<AwardCourse>();
}

constexpr std::string_view kWhich = " WHERE shard = ?1 AND device = ?2 AND epoch = ?3 AND seq = ?4";

template <typename... Values>
Status update(const Place& place, const EventKey& key, std::string_view set,
              const Values&... values) {
    return place.db.run("UPDATE points_award SET " + std::string(set) + std::string(kWhich),
                        place.shard, key.device, key.epoch, key.seq, values...);
}

Status apply_review(const Place& place, const Arrival& arrival) {
    XF_ASSIGN(const AwardReviewed review, AwardReviewed::parse(arrival.header));
    XF_ASSIGN(const auto award, known(place, review.award));
    const auto reviewer = arrival.header.actor.staff();
    if (!award || !reviewer) return {};
    if (arrival.header.type == kAwardReviewedType) {
        const auto next = after_review(award->standing, *reviewer, review.yes);
        if (!next.ok()) return {};
        return update(place, review.award,
                      "state = ?5, reviewer = ?6, reason = ?7, reviewed_at = ?8", *next, *reviewer,
                      review.reason, arrival.header.time);
    }
    const auto next = after_answer(award->standing, *reviewer, review.yes);
    if (!next.ok()) return {};
    return update(place, review.award, "state = ?5, answerer = ?6, answer = ?7", *next, *reviewer,
                  review.reason);
}

Status apply_objection(const Place& place, const Arrival& arrival) {
    XF_ASSIGN(const AwardObjected objected, AwardObjected::parse(arrival.header));
    XF_ASSIGN(const auto award, known(place, objected.award));
    if (!award) return {};
    const auto next = after_objection(award->standing);
    if (!next.ok()) return {};
    return update(place, objected.award, "state = ?5, objection = ?6", *next, objected.reason);
}

Status apply_step(const Place& place, const Arrival& arrival) {
    XF_ASSIGN(const AwardStep step, AwardStep::parse(arrival.header));
    XF_ASSIGN(const auto award, known(place, step.award));
    if (!award) return {};
    const AwardState now = award->standing.state;
    const std::uint32_t month = month_number(china_day(arrival.header.time));
    switch (step.kind) {
        case AwardStep::Kind::taken:
            return update(place, step.award, "state = ?5, month = ?6",
                          now == AwardState::proposed ? AwardState::waiting : now, month);
        case AwardStep::Kind::refused:
            return update(place, step.award, "state = ?5, reason = ?6", AwardState::refused,
                          step.value);
        case AwardStep::Kind::shown:
            return update(place, step.award, "state = ?5, post_on = ?6",
                          now == AwardState::approved ? AwardState::shown : now, step.value);
    }
    return {};
}

Status move_points(const Place& place, const AwardPosted& posted) {
    XF_TRY(post(place, Account::budget, -posted.moved));
    XF_TRY(post_household(place, posted.household, posted.moved, posted.points));
    if (place.sight.hub())
        XF_TRY(post_holding(place, posted.household, kHubDevice, Epoch{0}, posted.moved));
    return place.db.run(
        "INSERT INTO points_owed VALUES (?, ?, ?)"
        " ON CONFLICT DO UPDATE SET points = points + excluded.points",
        place.shard, posted.household, posted.moved - posted.points);
}

/// One award is posted once, whatever a restored hub brings back.
Status apply_posted(const Place& place, const Arrival& arrival) {
    XF_ASSIGN(const AwardPosted posted, AwardPosted::parse(arrival.header));
    XF_ASSIGN(const auto award, known(place, posted.award));
    const bool reversal = award && is_reversal(posted, *award);
    const EventKey& key = posted.award;
    XF_ASSIGN(const bool twice, is_posted(place, key, reversal));
    if (twice) return {};
    XF_TRY(place.db.run("INSERT INTO points_posting VALUES (?, ?, ?, ?, ?, ?, ?)", place.shard,
                        key.device, key.epoch, key.seq, reversal, arrival.header.time,
                        posted.moved));
    XF_TRY(move_points(place, posted));
    XF_TRY(place.db.run("INSERT INTO points_line VALUES (?, ?, ?, ?, ?, ?)", place.shard,
                        posted.household, arrival.order, arrival.key.device, arrival.key.epoch,
                        arrival.key.seq));
    const std::uint32_t month = month_number(china_day(arrival.header.time));
    return update(place, key, "state = ?5, month = CASE month WHEN 0 THEN ?6 ELSE month END",
                  reversal ? AwardState::reversed : AwardState::posted, month);
}

}  // namespace

bool is_award_type(std::uint32_t type) {
    return type >= kRuleDefinedType && type <= kAwardStepType;
}

Status judge_award_course(const Place& place, const Arrival& arrival) {
    switch (arrival.header.type) {
        case kRuleDefinedType:
            return judge_rule(place, arrival);
        case kAwardProposedType:
            return judge_proposed(place, arrival);
        case kAwardReviewedType:
        case kObjectionAnsweredType:
            return judge_review(place, arrival);
        case kAwardObjectedType:
            return judge_objection(place, arrival);
        case kAwardPostedType:
            return judge_posted(place, arrival);
        case kAwardStepType:
            return judge_step(place, arrival);
        default:
            return ErrorCode::unknown_type;
    }
}

Status apply_award_course(const Place& place, const Arrival& arrival) {
    const std::uint32_t type = arrival.header.type;
    if (type == kAwardProposedType) return apply_proposed(place, arrival);
    if (!arrival.counts()) return {};
    switch (type) {
        case kRuleSetType:
            return apply_old_rule(place, arrival);
        case people::kPersonAddedType:
            return apply_member(place, arrival);
        case kRuleDefinedType:
            return apply_rule(place, arrival);
        case kAwardReviewedType:
        case kObjectionAnsweredType:
            return apply_review(place, arrival);
        case kAwardObjectedType:
            return apply_objection(place, arrival);
        case kAwardPostedType:
            return apply_posted(place, arrival);
        case kAwardStepType:
            return apply_step(place, arrival);
        default:
            return {};
    }
}

}  // namespace xf::points
