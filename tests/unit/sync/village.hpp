// A village with two counters, a kiosk and a desk, all in agreement: what tests of the exchange begin
// with.
#pragma once

#include "shared/points/ledger.hpp"
#include "tests/sim/forge.hpp"
#include "tests/sim/invariants.hpp"
#include "tests/sim/world.hpp"
#include "tests/support/require.hpp"

namespace xf::sync {

struct Village {
    explicit Village(std::uint64_t seed = 1, const store::Registry& registry = app::registry())
        : world(seed, registry) {
        using namespace store::capability;
        test::need(world.found());
        family = *test::need(world.add_family(2));
        neighbour = *test::need(world.add_family(1));
        counter = test::need(world.add_client("柜台一", kCounter));
        second = test::need(world.add_client("柜台二", kCounter));
        kiosk = test::need(world.add_client("自助机", kKiosk));
        desk = test::need(world.add_client("工作台", kDesk));
        test::need(world.hub.append(
            {sim::award(family.no, Points(100)), sim::award(neighbour.no, Points(7))}));
        sync_all();
        sync_all();
    }

    std::vector<sim::Client*> clients() { return {counter, second, kiosk, desk}; }
    void sync_all() {
        for (sim::Client* client : clients()) test::need(client->sync(world.hub));
    }
    /// Everything that must hold between exchanges, and after all are done.
    void check_all(const std::vector<PersonNo>& at_kiosk = {}) {
        check_hub();
        for (sim::Client* client : clients()) {
            test::need(sim::check_conservation(client->db()));
            test::need(sim::check_hashes(*client));
            test::need(sim::check_pending(*client));
            test::need(sim::check_rebuild(*client));
            test::need(sim::check_convergence(
                world.hub, *client, client == kiosk ? at_kiosk : std::vector<PersonNo>{}));
        }
    }
    void check_hub() {
        test::need(sim::check_holdings(world.hub));
        test::need(sim::check_conservation(world.hub.shard().db()));
        test::need(sim::check_hashes(world.hub));
        test::need(sim::check_rebuild(world.hub));
    }

    Points held(sim::Client& client, HouseholdNo household) {
        return test::need(points::holding(client.log().place(), household, client.no(),
                                          client.log().own().epoch));
    }
    /// A sync in which a counter wishes for points of the family, whose card is there.
    void wish(sim::Client& client, Points points) {
        const AtHand present = test::need(client.at_hand(family.persons[0], family.card));
        test::need(client.sync(world.hub, {{family.no, points}}, {present}));
    }
    Points posted(HouseholdNo household) {
        return Points(test::need(world.hub.shard().db().integer(
            "SELECT ifnull(sum(posted), 0) FROM points_household WHERE household = ?", household)));
    }
    std::int64_t records() {
        return test::need(world.hub.shard().db().integer("SELECT count(*) FROM event"));
    }
    store::Verdict verdict_of(const EventKey& key) {
        const auto stored = test::need(world.hub.store().find(key));
        if (!stored) FAIL("the hub has no such record");
        return stored->position->verdict;
    }
    /// `pieces` of the goods that cost ten points.
    sim::Draft tens(const sim::Family& whose, std::uint32_t pieces) const {
        return sim::redemption(whose, {{GoodsNo{3}, pieces, Points(10)}});
    }

    sim::World world;
    sim::Family family, neighbour;
    sim::Client *counter = nullptr, *second = nullptr, *kiosk = nullptr, *desk = nullptr;
};

}  // namespace xf::sync
