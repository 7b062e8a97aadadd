// Persons in front of a kiosk: their records come with the card and go with the person, whatever
// happens in between.
#include "shared/requests/feature.hpp"
#include "tests/sim/invariants.hpp"
#include "tests/sim/world.hpp"
#include "tests/support/require.hpp"

namespace xf::sync {
namespace {

using test::error_of;
using test::need;
using namespace store::capability;

/// A kiosk, and a person who filed a request at another one.
struct Visit {
    Visit() {
        need(world.found());
        family = *need(world.add_family(2));
        elsewhere = need(world.add_client("自助机一", kKiosk));
        kiosk = need(world.add_client("自助机二", kKiosk));
        need(elsewhere->sync(world.hub));
        need(elsewhere->submit(sim::filing(person(), 1, "路灯坏了")));
        need(elsewhere->sync(world.hub));
        need(kiosk->sync(world.hub));
    }

    PersonNo person() const { return family.persons[0]; }
    AtHand here() { return need(kiosk->at_hand(person(), family.card)); }
    std::size_t requests_seen() {
        return need(requests::list(kiosk->log().place(), person(), 10)).size();
    }

    sim::World world{1};
    sim::Family family;
    sim::Client *elsewhere = nullptr, *kiosk = nullptr;
};

}  // namespace

TEST_CASE("at hand: records come with the card and go with the person") {
    Visit visit;
    CHECK(visit.requests_seen() == 0);
    need(visit.kiosk->sync(visit.world.hub, {}, {visit.here()}));
    CHECK(visit.requests_seen() == 1);
    need(visit.kiosk->forget(visit.person()));
    CHECK(visit.requests_seen() == 0);
    need(sim::check_nobody_left(*visit.kiosk));
    need(sim::check_rebuild(*visit.kiosk));
}

TEST_CASE("at hand: a reply that comes after the person left is not used") {
    Visit visit;
    const Bytes request = need(visit.kiosk->session().request({}, {visit.here()}));
    const Bytes reply = need(visit.world.hub.session().sync(visit.world.hub.shard(), request));
    need(visit.kiosk->forget(visit.person()));
    const auto outcome = need(visit.kiosk->session().take_reply(reply));
    CHECK(outcome.more);
    CHECK_FALSE(outcome.news);
    need(sim::check_nobody_left(*visit.kiosk));
    need(visit.kiosk->sync(visit.world.hub));
    need(sim::check_convergence(visit.world.hub, *visit.kiosk, {}));
}

TEST_CASE("at hand: whoever is gone at the next request is forgotten then") {
    Visit visit;
    need(visit.kiosk->sync(visit.world.hub, {}, {visit.here()}));
    // As after a crash, or a full disk: nobody said that the person left.
    need(visit.kiosk->session().request({}, {}));
    need(sim::check_nobody_left(*visit.kiosk));
}

TEST_CASE("at hand: own events of a person survive their leaving, and connect again") {
    Visit visit;
    need(visit.kiosk->submit(sim::filing(visit.person(), 2, "垃圾没清")));
    need(visit.kiosk->sync(visit.world.hub, {}, {visit.here()}));
    CHECK(visit.requests_seen() == 2);
    need(visit.kiosk->forget(visit.person()));
    CHECK(visit.requests_seen() == 1);
    need(sim::check_rebuild(*visit.kiosk));
    need(visit.kiosk->sync(visit.world.hub, {}, {visit.here()}));
    CHECK(visit.requests_seen() == 2);
    need(sim::check_convergence(visit.world.hub, *visit.kiosk, {visit.person()}));
    need(sim::check_rebuild(*visit.kiosk));
}

TEST_CASE("at hand: pending events of a person stay on top when the person leaves") {
    Visit visit;
    need(visit.kiosk->submit(sim::filing(visit.person(), 2, "垃圾没清")));
    need(visit.kiosk->forget(visit.person()));
    CHECK(visit.requests_seen() == 1);
    need(sim::check_pending(*visit.kiosk));
    need(sim::check_rebuild(*visit.kiosk));
}

TEST_CASE("at hand: without the household's card the hub gives nothing and stores nothing") {
    Visit visit;
    const auto other = *need(visit.world.add_family(1));
    const AtHand wrong{visit.person(), other.card.proof(), 0};
    CHECK(error_of(visit.kiosk->sync(visit.world.hub, {}, {wrong})) == ErrorCode::foreign_scope);
    const AtHand guessed{visit.person(), visit.family.card.proof_check(), 0};
    CHECK(error_of(visit.kiosk->sync(visit.world.hub, {}, {guessed})) == ErrorCode::foreign_scope);
    CHECK(visit.requests_seen() == 0);
}

}  // namespace xf::sync
