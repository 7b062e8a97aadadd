// One village from end to end: two counters, a kiosk and a desk around one hub, everything real but
// the network between.
#include "tests/unit/sync/village.hpp"

#include "shared/requests/feature.hpp"
#include "tests/support/seed.hpp"

namespace xf::sync {
namespace {

using test::error_of;
using test::need;

}  // namespace

TEST_CASE("village: lent, redeemed offline, arrived once, and everybody agrees") {
    Village village(test::seed_of("village", 1));
    // Two counters share alike what the reserve of a fifth leaves.
    CHECK(village.held(*village.counter, village.family.no) == Points(40));
    CHECK(village.held(*village.second, village.family.no) == Points(40));
    CHECK(village.held(*village.counter, village.neighbour.no) == Points(2));

    const EventKey key = need(village.counter->submit(village.tens(village.family, 3)));
    CHECK(village.held(*village.counter, village.family.no) == Points(10));
    CHECK(error_of(village.counter->submit(village.tens(village.family, 3))) ==
          ErrorCode::over_lease);
    need(sim::check_conservation(village.counter->db()));
    need(sim::check_pending(*village.counter));

    for (int round = 0; round < 3; ++round) village.sync_all();
    CHECK(village.verdict_of(key) == store::Verdict::accepted());
    CHECK(need(village.counter->log().pending_count()) == 0);
    CHECK(village.posted(village.family.no) == Points(70));
    village.check_all();
}

TEST_CASE("village: a request goes from the kiosk to the desk and back, and leaves the kiosk") {
    Village village(test::seed_of("village", 2));
    const PersonNo person = village.family.persons[1];
    const EventKey id = need(village.kiosk->submit(sim::filing(person, 2, "路灯坏了")));
    need(village.kiosk->sync(village.world.hub));
    need(village.desk->sync(village.world.hub));

    const auto at_desk = need(requests::list(village.desk->log().place(), std::nullopt, 10));
    REQUIRE(at_desk.size() == 1);
    CHECK(at_desk[0].steps[0].said.text == "路灯坏了");
    need(village.desk->submit(
        sim::by_staff(requests::kAcceptedType, sim::kStaff, person, id, std::nullopt)));
    need(village.desk->submit(
        sim::by_staff(requests::kFinishedType, sim::kStaff, person, id, "已修好")));
    need(village.desk->sync(village.world.hub));

    // The kiosk sees the answer only with the card in front of it.
    need(village.kiosk->sync(village.world.hub));
    CHECK(need(requests::find(village.kiosk->log().place(), id)).steps.size() == 1);
    const auto here = need(village.kiosk->at_hand(person, village.family.card));
    need(village.kiosk->sync(village.world.hub, {}, {here}));
    auto request = need(requests::find(village.kiosk->log().place(), id));
    REQUIRE(request.steps.size() == 3);
    CHECK(request.standing.state == requests::State::finished);
    CHECK(request.steps[2].said.text == "已修好");
    need(village.kiosk->submit(sim::by_person(requests::kClosedType, person, id, std::nullopt)));

    const auto again = need(village.kiosk->at_hand(person, village.family.card));
    need(village.kiosk->sync(village.world.hub, {}, {again}));
    need(village.desk->sync(village.world.hub));
    request = need(requests::find(village.desk->log().place(), id));
    CHECK(request.standing.state == requests::State::closed);
    const auto once_more = need(village.kiosk->at_hand(person, village.family.card));
    need(village.kiosk->sync(village.world.hub, {}, {once_more}));
    need(village.counter->sync(village.world.hub));
    need(village.second->sync(village.world.hub));
    village.check_all({person});
    need(village.kiosk->forget(person));
    need(sim::check_nobody_left(*village.kiosk));
    village.check_all({});
}

}  // namespace xf::sync
