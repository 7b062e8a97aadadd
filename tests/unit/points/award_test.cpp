// Awards from proposal to posting: what the hub refuses, with which code, and that points come once.
#include <map>

#include "shared/points/award_queries.hpp"
#include "tests/unit/sync/village.hpp"

namespace xf::points {
namespace {

using store::Verdict;
using sync::Village;
using test::error_of;
using test::need;

constexpr std::uint64_t kDayMs = 86'400'000;

struct Awards : Village {
    Awards() {
        need(world.add_town_staff());
        need(world.add_awards());
        sync_all();
        sync_all();
    }
    /// Proposed at the desk, and at the hub.
    EventKey propose(RuleNo rule, StaffNo by = sim::kStaff) {
        const EventKey key = need(desk->submit(draft(rule, by)));
        need(desk->sync(world.hub));
        return key;
    }
    sim::Draft draft(RuleNo rule, StaffNo by = sim::kStaff) const {
        for (const RuleDefined& each : sim::award_rules())
            if (each.rule == rule)
                return sim::proposal(by, {family.no, rule, each.version, each.points, PersonNo{0}},
                                     {"示例说明", "示例证人"});
        FAIL("no such rule");
        return {};
    }
    EventKey review(const EventKey& award, bool approved, StaffNo by = sim::kSupervisor) {
        const EventKey key = need(desk->submit(sim::review(by, family.no, award, approved)));
        need(desk->sync(world.hub));
        return key;
    }
    AwardCourse course(const EventKey& award) {
        return need(find_award(world.hub.shard().log().place(), award));
    }
    AwardState state(const EventKey& award) { return course(award).standing.state; }
    std::int64_t score() {
        return need(world.hub.shard().db().integer(
            "SELECT score FROM points_household WHERE household = 1"));
    }
    /// A day later, and the hub's round.
    void next_day() {
        world.hub.machine.clock.advance_ms(kDayMs);
        need(world.hub.pass_time());
    }
    /// The hub's verdict on an event that no honest device would have let pass.
    Verdict forged(sim::Client& client, const sim::Draft& draft) {
        // The client never learns of it: the next one comes after it.
        sim::Forger& forger = forgers.try_emplace(&client, client).first->second;
        const EventKey key{client.no(), client.log().own().epoch, Seq{forger.chain.seq.value + 1}};
        need(forger.push(world.hub, {sim::event_of(draft, world.hub.machine.clock.now())}));
        return verdict_of(key);
    }
    void check() {
        sync_all();
        sync_all();
        check_all();
        need(sim::check_awards(world.hub));
    }

    std::map<sim::Client*, sim::Forger> forgers;
};

Result<RuleDefined> back(const RuleDefined& rule) {
    const Bytes data = rule.data();
    store::Header header;
    header.data = data;
    return RuleDefined::parse(header);
}

}  // namespace

TEST_CASE("award events: rules at their bounds and beyond") {
    RuleDefined rule{.rule = {3}, .category = "环境", .text = "清沟"};
    rule.points = Points(kInstantPoints);
    rule.instant = true;
    rule.cap = kMonthlyCap;
    rule.publicity_days = kPublicityDays;
    rule.from = Day{20'000};
    rule.until = Day{20'000};
    const RuleDefined same = need(back(rule));
    CHECK(same.category == "环境");
    CHECK(same.until == Day{20'000});
    rule.points = Points(kInstantPoints + 1);
    CHECK(error_of(back(rule)) == ErrorCode::bad_amount);
    rule.points = Points(-1);  // nothing is taken from anybody unreviewed
    CHECK(error_of(back(rule)) == ErrorCode::bad_amount);
    rule.instant = false;
    CHECK(back(rule).ok());
    rule.points = Points(0);
    CHECK(error_of(back(rule)) == ErrorCode::bad_amount);
    rule.points = Points(1);
    rule.instant = true;
    rule.cap = 0;
    CHECK(error_of(back(rule)) == ErrorCode::bad_amount);
    rule.cap = kMonthlyCap + 1;
    CHECK_FALSE(back(rule).ok());
    rule.cap = 1;
    rule.publicity_days = kPublicityDays + 1;
    CHECK_FALSE(back(rule).ok());
    rule.publicity_days = 0;
    rule.until = Day{19'999};
    CHECK(error_of(back(rule)) == ErrorCode::malformed);
}

TEST_CASE("award rules: a deduction takes what is there, an award pays back first") {
    CHECK(moved_by(Points(10), Points(0), Points(0)) == Points(10));
    CHECK(moved_by(Points(10), Points(0), Points(4)) == Points(6));
    CHECK(moved_by(Points(10), Points(0), Points(14)) == Points(0));
    CHECK(moved_by(Points(-10), Points(25), Points(0)) == Points(-10));
    CHECK(moved_by(Points(-10), Points(3), Points(0)) == Points(-3));
    CHECK(moved_by(Points(-10), Points(0), Points(5)) == Points(0));
}

TEST_CASE("awards: proposed, approved by another, posted; a second posting moves nothing") {
    Awards village;
    const EventKey award = village.propose(sim::kReviewedRule);
    CHECK(village.state(award) == AwardState::waiting);
    CHECK(village.posted(village.family.no) == Points(100));
    village.review(award, true);
    CHECK(village.state(award) == AwardState::posted);
    CHECK(village.posted(village.family.no) == Points(130));
    CHECK(village.score() == 130);
    need(village.world.hub.pass_time());
    CHECK(village.posted(village.family.no) == Points(130));
    village.check();
}

TEST_CASE("awards: who proposed it can't review it, nobody reviews it twice") {
    Awards village;
    const EventKey award = village.propose(sim::kReviewedRule, sim::kTownStaff);
    const auto own = sim::review(sim::kTownStaff, village.family.no, award, true);
    CHECK(error_of(village.desk->submit(own)) == ErrorCode::own_award);
    CHECK(village.forged(*village.desk, own).reason() == ErrorCode::own_award);
    const auto staff = sim::review(sim::kStaff, village.family.no, award, true);
    CHECK(village.forged(*village.desk, staff).reason() == ErrorCode::not_permitted);
    CHECK(village.state(award) == AwardState::waiting);
}

TEST_CASE("awards: a returned one has its reason, and is not reviewed again") {
    Awards village;
    const EventKey award = village.propose(sim::kReviewedRule);
    village.review(award, false);
    const AwardCourse course = village.course(award);
    CHECK(course.standing.state == AwardState::returned);
    CHECK(course.reason == static_cast<std::uint32_t>(AwardReason::not_enough));
    CHECK(course.standing.reviewer == sim::kSupervisor);
    const auto again = sim::review(sim::kTownStaff, village.family.no, award, true);
    CHECK(error_of(village.desk->submit(again)) == ErrorCode::award_decided);
    CHECK(village.forged(*village.desk, again).reason() == ErrorCode::award_decided);
    CHECK(village.posted(village.family.no) == Points(100));
}

TEST_CASE("awards: shown first, posted by the hub alone when the time is over") {
    Awards village;
    const EventKey award = village.propose(sim::kShownRule);
    village.review(award, true);
    CHECK(village.state(award) == AwardState::shown);
    need(village.world.hub.pass_time());
    CHECK(village.posted(village.family.no) == Points(100));
    village.next_day();
    CHECK(village.state(award) == AwardState::posted);
    CHECK(village.posted(village.family.no) == Points(120));
    village.check();
}

TEST_CASE("awards: an objection stops the posting until somebody else has answered it") {
    for (const bool upheld : {false, true}) {
        Awards village;
        const EventKey award = village.propose(sim::kShownRule);
        village.review(award, true);
        village.sync_all();
        const auto objection = sim::objection(village.neighbour.persons[0], award);
        need(village.kiosk->submit(objection));
        village.sync_all();
        village.next_day();
        CHECK(village.state(award) == AwardState::objected);
        CHECK(village.posted(village.family.no) == Points(100));
        village.sync_all();
        const auto own = sim::answer(sim::kStaff, village.family.no, award, upheld);
        CHECK_FALSE(village.desk->submit(own).ok());
        need(village.desk->submit(sim::answer(sim::kSupervisor, village.family.no, award, upheld)));
        village.sync_all();
        village.sync_all();  // the kiosk comes before the desk
        CHECK(village.state(award) == (upheld ? AwardState::returned : AwardState::posted));
        CHECK(village.posted(village.family.no) == Points(upheld ? 100 : 120));
        CHECK(error_of(village.kiosk->submit(objection)) == ErrorCode::award_decided);
        village.check();
    }
}

TEST_CASE("awards: an instant one is there at once, and taken back when it is not approved") {
    Awards village;
    const EventKey award = village.propose(sim::kInstantRule);
    CHECK(village.state(award) == AwardState::posted);
    CHECK(village.posted(village.family.no) == Points(105));
    village.review(award, false);
    CHECK(village.state(award) == AwardState::reversed);
    CHECK(village.posted(village.family.no) == Points(100));
    CHECK(village.score() == 100);
    village.check();
}

TEST_CASE("awards: of racing proposals over the cap, the hub takes only as many as it allows") {
    Awards village;
    sim::Client* other = need(village.world.add_client("工作台二", store::capability::kDesk));
    need(other->sync(village.world.hub));
    for (int i = 0; i < 2; ++i) village.propose(sim::kReviewedRule);
    // The other desk has not heard of them.
    const EventKey late = need(other->submit(village.draft(sim::kReviewedRule)));
    need(other->sync(village.world.hub));
    CHECK(village.verdict_of(late).reason() == ErrorCode::cap_reached);
    CHECK(village.state(late) == AwardState::refused);
    CHECK(error_of(village.desk->submit(village.draft(sim::kReviewedRule))) ==
          ErrorCode::cap_reached);
}

TEST_CASE("awards: what a rule asks for, its version and its days are judged at the hub") {
    Awards village;
    const RuleDefined shown = sim::award_rules()[2];
    const AwardProposed right{village.family.no, shown.rule, 1, shown.points, PersonNo{0}};
    const auto refusal = [&](const AwardProposed& what, const AwardEvidence& evidence) {
        return village.forged(*village.desk, sim::proposal(sim::kStaff, what, evidence)).reason();
    };
    CHECK(refusal(right, {"没有见证人", ""}) == ErrorCode::evidence_missing);
    AwardProposed what = right;
    what.points = Points(500);
    CHECK(refusal(what, {"", "证人"}) == ErrorCode::rule_changed);
    what = right;
    what.version = 9;
    CHECK(refusal(what, {"", "证人"}) == ErrorCode::rule_changed);
    what = right;
    what.person = village.neighbour.persons[0];
    CHECK(refusal(what, {"", "证人"}) == ErrorCode::unknown_reference);
    what = right;
    what.household = HouseholdNo{999};
    CHECK(refusal(what, {"", "证人"}) == ErrorCode::unknown_reference);
    RuleDefined over = shown;
    over.version = 2;
    over.until = Day{china_day(village.world.hub.machine.clock.now()).days - 1};
    need(village.world.hub.append({sim::rule(over)}));
    what = right;
    what.version = 2;
    CHECK(refusal(what, {"", "证人"}) == ErrorCode::rule_not_valid);
}

TEST_CASE("awards: valid at a desk whose clock is behind, refused by the hub's day") {
    Awards village;
    RuleDefined over = sim::award_rules()[0];
    over.version = 2;
    over.until = china_day(village.world.hub.machine.clock.now());
    need(village.world.hub.append({sim::rule(over)}));
    need(village.desk->sync(village.world.hub));
    auto draft = village.draft(sim::kReviewedRule);
    draft.data = AwardProposed{village.family.no, over.rule, 2, over.points, PersonNo{0}}.data();
    const EventKey key = need(village.desk->submit(draft));
    village.world.hub.machine.clock.advance_ms(2 * kDayMs);
    need(village.desk->sync(village.world.hub));
    CHECK(village.verdict_of(key).counts());
    CHECK(village.state(key) == AwardState::refused);
    CHECK(village.course(key).reason == static_cast<std::uint32_t>(ErrorCode::rule_not_valid));
}

TEST_CASE("awards: no device posts, and none defines rules") {
    Awards village;
    const EventKey award = village.propose(sim::kReviewedRule);
    const AwardPosted posted{village.family.no, sim::kReviewedRule, Points(30),
                             Points(30),        PersonNo{0},        award};
    for (sim::Client* client : {village.desk, village.counter, village.kiosk})
        CHECK(village
                  .forged(
                      *client,
                      {kAwardPostedType, posted.data(), std::nullopt, {}, store::AuthMethod::none})
                  .reason() == ErrorCode::not_permitted);
    CHECK(village.posted(village.family.no) == Points(100));
    CHECK(village.state(award) == AwardState::waiting);
}

TEST_CASE("awards: a deduction takes what the hub holds, and later awards pay the rest") {
    Awards village;
    // 80 of 100 are lent to the counters; 20 are at the hub.
    const EventKey deduction = village.propose(sim::kDeductionRule);
    village.review(deduction, true);
    CHECK(village.state(deduction) == AwardState::posted);
    const Points left = village.posted(village.family.no);
    const Points owed = need(owed_by(village.world.hub.shard().log().place(), village.family.no));
    CHECK(owed == Points(60) - (Points(100) - left));
    CHECK(owed > Points(0));
    CHECK(village.score() == 40);
    const EventKey award = village.propose(sim::kReviewedRule);
    village.review(award, true);
    CHECK(village.posted(village.family.no) - left == Points(30) - std::min(owed, Points(30)));
    CHECK(village.score() == 70);
    village.check();
}

TEST_CASE("awards: an old rule needs a reviewer and a week, and keeps its points") {
    Awards village;
    const auto place = village.world.hub.shard().log().place();
    const RuleDefined old = need(current_rule(place, RuleNo{1}));
    CHECK_FALSE(old.instant);
    CHECK(old.version == 0);
    CHECK(old.publicity_days == 7);
    CHECK(old.points == Points(5));
}

}  // namespace xf::points
