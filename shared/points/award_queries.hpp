// Rules and awards as the tables have them.
#pragma once

#include <span>

#include "shared/points/award_rules.hpp"

namespace xf::points {

extern const std::string_view kAwardSchema;
extern const std::vector<std::string_view> kAwardTables;

/// Rules as they are now, by category and number.
Result<std::vector<RuleDefined>> catalogue(const store::Place& place);
/// Errors: unknown_reference.
Result<RuleDefined> current_rule(const store::Place& place, RuleNo rule);
Result<RuleDefined> rule_of_version(const store::Place& place, RuleNo rule, std::uint32_t version);

/// An award with all that became of it.
struct AwardCourse {
    EventKey key;
    AwardProposed what;
    AwardEvidence evidence;
    AwardStanding standing;
    store::Actor proposer;
    UnixTime proposed_at;                   ///< by the desk's clock
    std::optional<store::Verdict> verdict;  ///< none while pending
    std::uint32_t month = 0;                ///< in which it counts, once the hub took it up
    std::optional<Day> post_on;             ///< 公示 ends
    std::uint32_t reason = 0;               ///< AwardReason; of refused, number of the error
    UnixTime reviewed_at;
    std::uint32_t objection = 0;  ///< ObjectionReason
    StaffNo answerer;
    std::uint32_t answer = 0;  ///< AwardReason
    UnixTime posted_at;        ///< by the hub's clock
    Points moved;              ///< of 可用分, when posted
};

/// Errors: unknown_reference.
Result<AwardCourse> find_award(const store::Place& place, const EventKey& key);
/// In those states, or all; of one household, or all; newest first.
Result<std::vector<AwardCourse>> awards(const store::Place& place,
                                        std::span<const AwardState> states,
                                        std::optional<HouseholdNo> household, std::size_t limit);
/// What waits for somebody's word, oldest first: proposed, objected to, or posted at once and not
/// looked at yet.
Result<std::vector<AwardCourse>> awards_to_decide(const store::Place& place, std::size_t limit);

/// Awards of that rule for that household that count in the month; what the hub has not taken up yet
/// counts in every one.
Result<std::int64_t> used_in(const store::Place& place, const AwardProposed& what,
                             std::uint32_t month, const EventKey& but);
/// What later awards pay back; ≥ 0.
Result<Points> owed_by(const store::Place& place, HouseholdNo household);

}  // namespace xf::points
