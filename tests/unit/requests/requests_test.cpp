// Requests between kiosks and desks that do not hear of each other in time.
#include "tests/unit/requests/filing.hpp"

namespace xf::requests {
namespace {

using store::Verdict;
using test::error_of;
using test::need;

}  // namespace

TEST_CASE("requests: two desks accept at once: the first counts, the second stays visible") {
    Filing village;
    const EventKey first = need(village.desk->submit(village.staff_step(kAcceptedType)));
    const EventKey second = need(village.other_desk->submit(village.staff_step(kAcceptedType)));
    CHECK(village.at(*village.other_desk).standing.state == State::accepted);
    for (int round = 0; round < 2; ++round) {
        need(village.desk->sync(village.world.hub));
        need(village.other_desk->sync(village.world.hub));
    }
    CHECK(village.verdict_of(first) == Verdict::accepted());
    CHECK(village.verdict_of(second) == Verdict::rejected(ErrorCode::wrong_state));
    for (sim::Client* desk : {village.desk, village.other_desk}) {
        const Request request = village.at(*desk);
        CHECK(request.standing.state == State::accepted);
        REQUIRE(request.steps.size() == 3);
        CHECK(request.steps[1].counts());
        CHECK_FALSE(request.steps[2].counts());
        need(sim::check_convergence(village.world.hub, *desk, {}));
        need(sim::check_rebuild(*desk));
    }
}

TEST_CASE("requests: a role decides who takes steps, the same at the desk and at the hub") {
    Filing village;
    const auto set_roles = [&](store::Roles roles) {
        need(village.world.hub.append({{people::kStaffRolesSetType,
                                        people::StaffRolesSet{sim::kStaff, roles}.data(),
                                        std::nullopt,
                                        {},
                                        store::AuthMethod::hub}}));
    };
    const store::Roles outside[] = {store::role::kSupervisor, store::role::kClerk,
                                    store::role::kSupervisor | store::role::kClerk, 16, 0};
    for (const store::Roles roles : outside) {
        set_roles(roles);
        // This desk has not heard of it yet: the hub refuses, and nobody's history is filled.
        const EventKey late = need(village.desk->submit(village.staff_step(kAcceptedType)));
        need(village.desk->sync(village.world.hub));
        CHECK(village.verdict_of(late) == Verdict::rejected(ErrorCode::not_permitted));
        CHECK(village.at(*village.desk).standing.state == State::filed);
        CHECK(error_of(village.desk->submit(village.staff_step(kAcceptedType))) ==
              ErrorCode::not_permitted);
        set_roles(store::role::kStaff);
        need(village.desk->sync(village.world.hub));
    }
    set_roles(store::role::kTown | store::role::kSupervisor);
    need(village.desk->sync(village.world.hub));
    const EventKey accepted = need(village.desk->submit(village.staff_step(kAcceptedType)));
    need(village.desk->sync(village.world.hub));
    CHECK(village.verdict_of(accepted) == Verdict::accepted());
    need(sim::check_convergence(village.world.hub, *village.desk, {}));
    need(sim::check_rebuild(village.world.hub));
}

TEST_CASE("requests: only the person who filed closes, only staff finishes") {
    Filing village;
    need(village.desk->submit(village.staff_step(kAcceptedType)));
    need(village.desk->submit(village.staff_step(kFinishedType, "已修好")));
    need(village.desk->sync(village.world.hub));
    const auto here = need(village.kiosk->at_hand(village.person(), village.family.card));
    need(village.kiosk->sync(village.world.hub, {}, {here}));
    CHECK(village.at(*village.kiosk).standing.state == State::finished);

    const auto close_as = [&](PersonNo actor, PersonNo scope) {
        sim::Draft draft = sim::by_person(kClosedType, scope, village.id, std::nullopt);
        draft.actor = store::Actor::of(actor);
        return village.kiosk->submit(draft);
    };
    CHECK(error_of(close_as(village.family.persons[1], village.person())) ==
          ErrorCode::not_permitted);
    CHECK(error_of(close_as(village.neighbour.persons[0], village.neighbour.persons[0])) ==
          ErrorCode::foreign_scope);
    CHECK(error_of(village.desk->submit(sim::by_staff(kClosedType, sim::kStaff, village.person(),
                                                      village.id, std::nullopt))) ==
          ErrorCode::not_permitted);
    CHECK(error_of(village.kiosk->submit(village.staff_step(kAcceptedType))) ==
          ErrorCode::not_permitted);  // a kiosk is no desk
    need(close_as(village.person(), village.person()));
    need(village.kiosk->sync(village.world.hub));
    need(village.desk->sync(village.world.hub));
    CHECK(village.at(*village.desk).standing.state == State::closed);
    CHECK(error_of(village.desk->submit(village.staff_step(kAcceptedType))) ==
          ErrorCode::wrong_state);
}

TEST_CASE("requests: reopened, it goes round again") {
    Filing village;
    for (int round = 0; round < 3; ++round) {
        need(village.desk->submit(village.staff_step(kAcceptedType)));
        need(village.desk->submit(village.staff_step(kFinishedType, "已修好")));
        need(village.desk->sync(village.world.hub));
        const auto here = need(village.kiosk->at_hand(village.person(), village.family.card));
        need(village.kiosk->sync(village.world.hub, {}, {here}));
        need(village.kiosk->submit(
            sim::by_person(kReopenedType, village.person(), village.id, "没修好")));
        need(village.kiosk->sync(village.world.hub));
        need(village.desk->sync(village.world.hub));
        CHECK(village.at(*village.desk).standing.state == State::reopened);
    }
    CHECK(village.at(*village.desk).steps.size() == 10);
    village.check_hub();
}

TEST_CASE("requests: a step on something else is an unknown reference, here and at the hub") {
    Filing village;
    const EventKey nothing{{9}, {1}, {1}};
    const sim::Draft draft =
        sim::by_staff(kAcceptedType, sim::kStaff, village.person(), nothing, std::nullopt);
    CHECK(error_of(village.desk->submit(draft)) == ErrorCode::unknown_reference);
    sim::Forger forger(*village.desk);
    const auto pull = need(forger.push(village.world.hub, {sim::event_of(draft)}));
    CHECK(pull.records.at(0).verdict == Verdict::rejected(ErrorCode::unknown_reference));
    village.check_hub();
}

TEST_CASE("requests: lists are newest first, of one person or of all, and bounded") {
    Filing village;
    for (std::uint32_t i = 0; i < 5; ++i)
        need(village.kiosk->submit(sim::filing(village.neighbour.persons[0], i, "垃圾没清")));
    need(village.kiosk->sync(village.world.hub));
    need(village.desk->sync(village.world.hub));
    const store::Place place = village.desk->log().place();
    CHECK(need(list(place, std::nullopt, 100)).size() == 6);
    CHECK(need(list(place, village.person(), 100)).size() == 1);
    const auto three = need(list(place, village.neighbour.persons[0], 3));
    REQUIRE(three.size() == 3);
    CHECK(three[0].category == 4);
    CHECK(three[2].category == 2);
}

TEST_CASE("requests: an anonymous device or a stranger can't file in somebody's name") {
    Filing village;
    sim::Draft draft = sim::filing(village.person(), 1, "x");
    draft.actor = store::Actor::of(village.neighbour.persons[0]);
    CHECK(error_of(village.kiosk->submit(draft)) == ErrorCode::not_permitted);
    draft.actor = {};
    CHECK(error_of(village.kiosk->submit(draft)) == ErrorCode::not_permitted);
    draft.actor = store::Actor::of(PersonNo{999});
    CHECK(error_of(village.kiosk->submit(draft)) == ErrorCode::unknown_reference);
}

}  // namespace xf::requests
