// One village from end to end: two counters, a kiosk and a desk around one hub, everything real but
// the network between.
#include "tests/sim/invariants.hpp"
#include "tests/sim/world.hpp"
#include "tests/support/require.hpp"
#include "tests/support/seed.hpp"

#include "shared/points/ledger.hpp"
#include "shared/requests/feature.hpp"

namespace xf::sync {
namespace {

using test::error_of;
using test::need;
using namespace store::capability;

struct Village {
    explicit Village(std::uint64_t seed) : world(seed) {
        need(world.found());
        family = *need(world.add_family(2));
        neighbour = *need(world.add_family(1));
        counter = need(world.add_client("柜台一", kCounter));
        second = need(world.add_client("柜台二", kCounter));
        kiosk = need(world.add_client("自助机", kKiosk));
        desk = need(world.add_client("工作台", kDesk));
        need(world.hub.append({sim::award(family.no, Points(100)),
                               sim::award(neighbour.no, Points(7))}));
    }

    std::vector<sim::Client*> clients() { return {counter, second, kiosk, desk}; }
    void sync_all() {
        for (sim::Client* client : clients()) need(client->sync(world.hub));
    }
    void check_all(const std::vector<PersonNo>& at_kiosk) {
        need(sim::check_holdings(world.hub));
        need(sim::check_conservation(world.hub.shard().db()));
        need(sim::check_hashes(world.hub));
        need(sim::check_rebuild(world.hub));
        for (sim::Client* client : clients()) {
            need(sim::check_conservation(client->db()));
            need(sim::check_hashes(*client));
            need(sim::check_pending(*client));
            need(sim::check_rebuild(*client));
            need(sim::check_convergence(world.hub, *client,
                                        client == kiosk ? at_kiosk : std::vector<PersonNo>{}));
        }
    }
    Points held(sim::Client& client, HouseholdNo household) {
        return need(points::holding(client.log().place(), household, client.no(),
                                    client.log().own().epoch));
    }

    sim::World world;
    sim::Family family, neighbour;
    sim::Client *counter = nullptr, *second = nullptr, *kiosk = nullptr, *desk = nullptr;
};

}  // namespace

TEST_CASE("village: lent, redeemed offline, arrived once, and everybody agrees") {
    Village village(test::seed_of("village", 1));
    village.sync_all();
    // Two counters share alike what the reserve of a fifth leaves.
    CHECK(village.held(*village.counter, village.family.no) == Points(40));
    CHECK(village.held(*village.second, village.family.no) == Points(40));
    CHECK(village.held(*village.counter, village.neighbour.no) == Points(2));

    const std::vector<points::RedemptionLine> line = {{GoodsNo{3}, 3, Points(10)}};
    const EventKey key = need(village.counter->submit(sim::redemption(village.family.no, line)));
    CHECK(village.held(*village.counter, village.family.no) == Points(10));
    CHECK(error_of(village.counter->submit(sim::redemption(village.family.no, line))) ==
          ErrorCode::over_lease);
    need(sim::check_conservation(village.counter->db()));
    need(sim::check_pending(*village.counter));

    for (int round = 0; round < 3; ++round) village.sync_all();
    const auto record = need(village.world.hub.store().find(key));
    REQUIRE(record);
    CHECK(record->position->verdict == store::Verdict::accepted());
    CHECK(need(village.counter->log().pending_count()) == 0);
    village.check_all({});
}

TEST_CASE("village: a request goes from the kiosk to the desk and back, and leaves the kiosk") {
    Village village(test::seed_of("village", 2));
    village.sync_all();
    const PersonNo person = village.family.persons[1];
    const EventKey id = need(village.kiosk->submit(sim::filing(person, 2, "路灯坏了")));
    need(village.kiosk->sync(village.world.hub));
    need(village.desk->sync(village.world.hub));

    const auto at_desk = need(requests::list(village.desk->log().place(), std::nullopt, 10));
    REQUIRE(at_desk.size() == 1);
    CHECK(at_desk[0].steps[0].text == "路灯坏了");
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
    CHECK(request.state == requests::State::finished);
    CHECK(request.steps[2].text == "已修好");
    need(village.kiosk->submit(
        sim::by_person(requests::kClosedType, person, id, std::nullopt)));

    const auto again = need(village.kiosk->at_hand(person, village.family.card));
    need(village.kiosk->sync(village.world.hub, {}, {again}));
    need(village.desk->sync(village.world.hub));
    request = need(requests::find(village.desk->log().place(), id));
    CHECK(request.state == requests::State::closed);
    for (int round = 0; round < 2; ++round) village.sync_all();
    village.check_all({});

    const auto once_more = need(village.kiosk->at_hand(person, village.family.card));
    need(village.kiosk->sync(village.world.hub, {}, {once_more}));
    village.check_all({person});
    need(village.kiosk->forget(person));
    CHECK(need(village.kiosk->db().integer("SELECT count(*) FROM event WHERE scope_kind = 3"
                                           " AND device <> ?",
                                           village.kiosk->no())) == 0);
    village.check_all({});
}

}  // namespace xf::sync
