// Awards in a simulated town: proposed and decided at desks, objected to at kiosks.
#include <array>

#include "shared/points/award_queries.hpp"
#include "tests/sim/town_life.hpp"

namespace xf::sim {
namespace {

using points::AwardCourse;
using points::AwardState;

constexpr std::size_t kLooked = 20;

/// What the rules say of it at this desk, by what the desk knows.
Result<std::optional<ErrorCode>> refusal_of(Client& client, const points::RuleDefined& rule,
                                            const points::AwardProposed& what) {
    using Expected = std::optional<ErrorCode>;
    const store::Place place = client.log().place();
    // A household that moved in after this desk's last exchange.
    if (!people::household(place, what.household).ok())
        return Expected(ErrorCode::unknown_reference);
    const Day today = china_day(client.machine.clock.now());
    XF_ASSIGN(const std::int64_t used,
              points::used_in(place, what, points::month_number(today), EventKey{}));
    if (rule.cap > 0 && used >= rule.cap) return Expected(ErrorCode::cap_reached);
    return Expected();
}

}  // namespace

Status TownLife::propose(Client& client) {
    const auto rules = award_rules();
    const points::RuleDefined& rule = rules[random_.below(rules.size())];
    const Family& family = any_family();
    const PersonNo person = random_.chance(1, 2) ? family.persons[0] : PersonNo{0};
    points::AwardProposed what{family.no, rule.rule, rule.version, rule.points, person};
    points::AwardEvidence evidence{"示例说明", "示例证人"};
    const StaffNo by = random_.chance(1, 4) ? kTownStaff : kStaff;
    XF_ASSIGN(auto refusal, refusal_of(client, rule, what));
    if (!refusal && rule.evidence == points::Evidence::witness && random_.chance(1, 5)) {
        evidence.witness.clear();
        refusal = ErrorCode::evidence_missing;
    }
    return submit(client, refusal ? "award proposed in vain" : "award proposed",
                  proposal(by, what, evidence), refusal);
}

Result<bool> TownLife::decide(Client& client) {
    constexpr std::array kOpen = {AwardState::proposed, AwardState::waiting, AwardState::posted,
                                  AwardState::objected};
    XF_ASSIGN(const auto found, points::awards(client.log().place(), kOpen, std::nullopt, kLooked));
    for (const AwardCourse& award : found) {
        const auto& [state, instant, proposer, reviewer, answered] = award.standing;
        const bool objected = state == AwardState::objected;
        if (!objected && reviewer != StaffNo{0}) continue;
        const StaffNo by = random_.chance(1, 4) ? kTownStaff : kSupervisor;
        const auto refusal = by == proposer ? std::optional(ErrorCode::own_award) : std::nullopt;
        const bool yes = random_.chance(objected ? 1 : 2, 3);
        const HouseholdNo household = award.what.household;
        XF_TRY(submit(client,
                      refusal    ? "own award decided in vain"
                      : objected ? "objection answered"
                      : yes      ? "award approved"
                                 : "award returned",
                      objected ? answer(by, household, award.key, yes)
                               : review(by, household, award.key, yes),
                      refusal));
        return true;
    }
    return false;
}

Result<bool> TownLife::object(Client& client, PersonNo person) {
    constexpr std::array kShown = {AwardState::shown};
    XF_ASSIGN(const auto found, points::awards(client.log().place(), kShown, std::nullopt, 1));
    if (found.empty()) return false;
    const auto refusal =
        found.front().standing.answered ? std::optional(ErrorCode::award_decided) : std::nullopt;
    XF_TRY(submit(client, refusal ? "objected again in vain" : "award objected to",
                  objection(person, found.front().key), refusal));
    return true;
}

}  // namespace xf::sim
