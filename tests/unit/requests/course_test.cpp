// The course of a request from level to level, its limits, visits, answers and figures.
#include "shared/requests/figures.hpp"
#include "tests/unit/requests/filing.hpp"

namespace xf::requests {
namespace {

using store::Verdict;
using test::error_of;
using test::need;

constexpr std::int64_t kDayS = 86'400;

sim::Draft hand_on(const Filing& village, Level to, StaffNo staff, const char* reason = "办不了") {
    return sim::handed_on(staff, village.person(), village.id, to, reason);
}

Figures all_figures(Filing& village, Day today) {
    return need(figures(village.desk->log().place(), Day{0}, Day{INT32_MAX}, today));
}

}  // namespace

TEST_CASE("requests: what the village handed on, only the town goes on with, until it comes back") {
    Filing village;
    sim::Client& desk = *village.desk;
    CHECK(error_of(desk.submit(hand_on(village, Level::town, sim::kStaff, ""))) ==
          ErrorCode::nothing_entered);
    CHECK(error_of(desk.submit(hand_on(village, Level::county, sim::kTownStaff))) ==
          ErrorCode::wrong_state);  // one level at a time
    need(desk.submit(village.staff_step(kAcceptedType)));
    need(desk.submit(hand_on(village, Level::town, sim::kStaff)));
    CHECK(village.at(desk).standing == Standing{State::handed_on, Level::town});
    CHECK(error_of(desk.submit(village.staff_step(kAcceptedType))) == ErrorCode::wrong_holder);
    need(desk.sync(village.world.hub));
    // Also when a desk does not check: nothing happens at the hub.
    CHECK(village.forged(desk, village.staff_step(kAcceptedType)) ==
          Verdict::rejected(ErrorCode::wrong_holder));

    sim::Client& town = *village.other_desk;
    need(town.sync(village.world.hub));
    need(town.submit(village.staff_step(kAcceptedType, std::nullopt, sim::kTownStaff)));
    CHECK(error_of(town.submit(village.staff_step(kFinishedType, "x"))) == ErrorCode::wrong_holder);
    need(town.submit(hand_on(village, Level::county, sim::kTownStaff)));
    CHECK(error_of(town.submit(village.staff_step(kAcceptedType, std::nullopt, sim::kTownStaff))) ==
          ErrorCode::wrong_state);  // the county has no account
    need(town.submit(village.staff_step(kFinishedType, "县里已答复", sim::kTownStaff)));
    CHECK(village.at(town).standing == Standing{State::finished, Level::county});
    need(town.sync(village.world.hub));
    village.meet();
    CHECK(village.at(*village.kiosk).standing == Standing{State::finished, Level::county});
    need(sim::check_course(village.world.hub.shard().log().place()));
    need(sim::check_rebuild(village.world.hub));
    need(sim::check_rebuild(town));
}

TEST_CASE("requests: handed back, it is the village's again") {
    Filing village;
    sim::Client& desk = *village.desk;
    need(desk.submit(hand_on(village, Level::town, sim::kStaff)));
    need(desk.submit(hand_on(village, Level::village, sim::kTownStaff)));
    need(desk.submit(village.staff_step(kAcceptedType)));
    need(desk.submit(village.staff_step(kFinishedType, "已修好")));
    CHECK(village.at(desk).standing == Standing{State::finished, Level::village});
}

TEST_CASE("requests: an answer is about one result, given once, by the resident alone") {
    Filing village;
    village.finish();
    sim::Client& kiosk = *village.kiosk;
    const EventKey first = village.at(kiosk).last_move()->key;
    const auto by = [&](PersonNo actor, const EventKey& about, Answer answer, const char* text) {
        sim::Draft draft = sim::answered(village.person(), village.id, about, answer, text);
        draft.actor = store::Actor::of(actor);
        return draft;
    };
    const PersonNo own = village.person();
    CHECK(error_of(kiosk.submit(by(own, first, Answer::not_solved, ""))) ==
          ErrorCode::nothing_entered);
    CHECK(error_of(kiosk.submit(by(own, village.id, Answer::satisfied, ""))) ==
          ErrorCode::wrong_state);
    CHECK(village.forged(kiosk, by(village.family.persons[1], first, Answer::satisfied, "")) ==
          Verdict::rejected(ErrorCode::not_permitted));
}

TEST_CASE("requests: staff can't close, and nobody closes twice, whatever the device checks") {
    Filing village;
    village.finish();
    const EventKey about = village.at(*village.kiosk).last_move()->key;
    sim::Draft answer = sim::answered(village.person(), village.id, about, Answer::mostly, "");
    sim::Draft by_staff = answer;
    by_staff.actor = store::Actor::of(sim::kStaff);
    by_staff.auth = store::AuthMethod::staff_pin;
    CHECK(village.forged(*village.desk, by_staff) == Verdict::rejected(ErrorCode::not_permitted));
    need(village.kiosk->submit(answer));
    need(village.kiosk->sync(village.world.hub));
    CHECK(village.forged(*village.kiosk, answer) == Verdict::rejected(ErrorCode::wrong_state));
    CHECK(need(find(village.world.hub.shard().log().place(), village.id)).standing.state ==
          State::closed);
}

TEST_CASE("requests: a rejected filing takes no steps") {
    Filing village;
    sim::Draft nameless = sim::filing(village.person(), 1, "");
    CHECK(village.forged(*village.kiosk, nameless) ==
          Verdict::rejected(ErrorCode::nothing_entered));
    const auto all = need(list(village.world.hub.shard().log().place(), village.person(), 10));
    REQUIRE(all.size() == 2);
    CHECK_FALSE(all[0].last_move());
    sim::Draft step =
        sim::by_staff(kAcceptedType, sim::kStaff, village.person(), all[0].id, std::nullopt);
    CHECK(village.forged(*village.desk, step) == Verdict::rejected(ErrorCode::unknown_reference));
}

TEST_CASE("requests: staff files for somebody, who closes it") {
    Filing village;
    sim::Draft draft = sim::filing(village.neighbour.persons[0], 2, "水压低");
    draft.actor = store::Actor::of(sim::kStaff);
    draft.auth = store::AuthMethod::staff_pin;
    const EventKey id = need(village.desk->submit(draft));
    const auto step = [&](std::uint32_t type, std::optional<std::string_view> text) {
        need(village.desk->submit(
            sim::by_staff(type, sim::kStaff, village.neighbour.persons[0], id, text)));
    };
    step(kAcceptedType, std::nullopt);
    step(kFinishedType, "已调");
    need(village.desk->sync(village.world.hub));
    const auto here =
        need(village.kiosk->at_hand(village.neighbour.persons[0], village.neighbour.card));
    need(village.kiosk->sync(village.world.hub, {}, {here}));
    const Request request = need(find(village.kiosk->log().place(), id));
    CHECK(request.steps.front().actor == store::Actor::of(sim::kStaff));
    need(village.kiosk->submit(sim::answered(village.neighbour.persons[0], id,
                                             request.last_move()->key, Answer::satisfied, "")));
}

TEST_CASE("requests: a step is late the day after its limit, and not before") {
    Filing village;
    const Day filed = village.at(*village.desk).steps.front().day;
    const store::Place place = village.desk->log().place();
    CHECK(village.at(*village.desk).due() == Day{filed.days + 1});
    CHECK(need(late(place, Day{filed.days + 1})) == 0);
    CHECK(need(late(place, Day{filed.days + 2})) == 1);
    village.world.advance_ms(3 * kDayS * 1000);
    village.finish();
    CHECK(village.at(*village.desk).due() == Day{filed.days + 3 + 7});
    CHECK(need(late(place, Day{filed.days + 11})) == 1);
    // Asked about it: now only the resident is waited for.
    need(village.desk->submit(
        sim::visited(sim::kStaff, village.person(), village.id, Answer::satisfied, "上门看过")));
    CHECK_FALSE(village.at(*village.desk).due());
    CHECK(need(late(place, Day{filed.days + 100})) == 0);
    CHECK(village.at(*village.desk).standing.state == State::finished);  // it closes nothing
}

TEST_CASE("requests: each figure is a part of the one that it is named with") {
    Filing village;
    const Day today = village.at(*village.desk).steps.front().day;
    CHECK(all_figures(village, today) == Figures{1, 0, 0, 0, 0, 0, 0});
    village.finish();
    CHECK(all_figures(village, today) == Figures{1, 0, 1, 0, 0, 0, 0});
    need(village.desk->submit(
        sim::visited(sim::kStaff, village.person(), village.id, Answer::mostly, "")));
    CHECK(all_figures(village, today) == Figures{1, 0, 1, 1, 0, 0, 0});
    need(village.desk->sync(village.world.hub));
    const auto answer = [&](Answer said, const char* text) {
        village.meet();
        need(village.kiosk->submit(sim::answered(village.person(), village.id,
                                                 village.at(*village.kiosk).last_move()->key, said,
                                                 text)));
        need(village.kiosk->sync(village.world.hub));
        need(village.desk->sync(village.world.hub));
    };
    answer(Answer::not_solved, "没亮");
    CHECK(all_figures(village, today) == Figures{1, 0, 0, 0, 1, 0, 0});
    CHECK(all_figures(village, Day{today.days + 9}).late == 1);
    village.finish();
    answer(Answer::mostly, "");
    CHECK(all_figures(village, today) == Figures{1, 0, 1, 1, 1, 1, 0});
    // Of another time nothing was received.
    CHECK(need(figures(village.desk->log().place(), Day{today.days + 1}, Day{today.days + 9},
                       today)) == Figures{});
    need(sim::check_course(village.world.hub.shard().log().place()));
}

TEST_CASE("requests: visits are noted after a result, by staff alone") {
    Filing village;
    const sim::Draft visit =
        sim::visited(sim::kStaff, village.person(), village.id, Answer::satisfied, "");
    CHECK(error_of(village.desk->submit(visit)) == ErrorCode::wrong_state);
    village.finish();
    sim::Draft by_resident = visit;
    by_resident.actor = store::Actor::of(village.person());
    by_resident.auth = store::AuthMethod::card_and_pin;
    CHECK(village.forged(*village.desk, by_resident) ==
          Verdict::rejected(ErrorCode::not_permitted));
}

}  // namespace xf::requests
