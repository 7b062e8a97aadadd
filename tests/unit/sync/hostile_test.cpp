// Requests that must not be taken: each gets its error, and of none is anything stored.
#include "shared/base/limits.hpp"
#include "tests/support/seed.hpp"
#include "tests/unit/sync/village.hpp"
#include "tests/unit/tlog/mutation.hpp"

namespace xf::sync {
namespace {

using test::error_of;
using test::need;

/// A village, and a hub that refuses.
struct Attacked : Village {
    Attacked() : forger(*counter), before(need(sim::contents(world.hub.shard().db()))) {}

    /// The hub's error, after which its whole database is as before.
    ErrorCode refusal(ByteView body) {
        const ErrorCode code = error_of(world.hub.session().sync(world.hub.shard(), body));
        CHECK(http_status_of(code) / 100 == 4);
        CHECK(need(sim::contents(world.hub.shard().db())) == before);
        return code;
    }
    ErrorCode refusal(const Request& request) { return refusal(forger.body(request)); }

    sim::Forger forger;
    Hash before;
};

}  // namespace

TEST_CASE("hostile: malformed, empty and oversized bodies") {
    Attacked hub;
    CHECK(hub.refusal(ByteView{}) == ErrorCode::malformed);
    CHECK(hub.refusal(Bytes(64)) == ErrorCode::malformed);
    CHECK(hub.refusal(Bytes(1000)) == ErrorCode::malformed);
    CHECK(hub.refusal(Bytes(1000, 0xFF)) == ErrorCode::malformed);
    CHECK(hub.refusal(Bytes(1000, 0x81)) == ErrorCode::malformed);
    CHECK(hub.refusal(Bytes(limits::kRequestBytes + 1)) == ErrorCode::too_large);
}

TEST_CASE("hostile: a body cut anywhere") {
    Attacked hub;
    const Bytes body =
        hub.forger.body(hub.forger.request({sim::event_of(hub.tens(hub.family, 1))}));
    for (std::size_t size = 0; size < body.size(); size += 3) {
        const auto answer =
            hub.world.hub.session().sync(hub.world.hub.shard(), ByteView(body).first(size));
        REQUIRE_FALSE(answer.ok());
        REQUIRE(http_status_of(answer.error().code) / 100 == 4);
    }
    CHECK(need(sim::contents(hub.world.hub.shard().db())) == hub.before);
    // And whole it would have been taken.
    CHECK(hub.world.hub.session().sync(hub.world.hub.shard(), body).ok());
}

TEST_CASE("hostile: bodies damaged by chance") {
    Attacked hub;
    test::Mutator mutator(test::seed_of("hostile bodies", 1));
    const Bytes body =
        hub.forger.body(hub.forger.request({sim::event_of(hub.tens(hub.family, 1))}));
    for (int i = 0; i < 2000; ++i) {
        const Bytes damaged = mutator.damage(body);
        if (damaged == body) continue;
        const auto answer = hub.world.hub.session().sync(hub.world.hub.shard(), damaged);
        REQUIRE_FALSE(answer.ok());
        REQUIRE(http_status_of(answer.error().code) / 100 == 4);
    }
    CHECK(need(sim::contents(hub.world.hub.shard().db())) == hub.before);
}

TEST_CASE("hostile: unsigned, signed by another, signed for something else") {
    Attacked hub;
    const Request request = hub.forger.request();
    Bytes body = hub.forger.body(request);
    std::fill_n(body.begin(), 64, std::uint8_t{0});
    CHECK(hub.refusal(body) == ErrorCode::bad_signature);
    CHECK(hub.refusal(encode(request, *SigningKey::from_seed(Bytes(32, 9)))) ==
          ErrorCode::bad_signature);
    CHECK(hub.refusal(encode(request, hub.second->identity().key)) == ErrorCode::bad_signature);
    CHECK(hub.refusal(encode(request, hub.world.hub.identity().key)) == ErrorCode::bad_signature);
}

TEST_CASE("hostile: a request counter that does not rise") {
    Attacked hub;
    Request request = hub.forger.request({sim::event_of(hub.tens(hub.family, 1))});
    request.counter = 0;
    CHECK(hub.refusal(request) == ErrorCode::replayed);
    request.counter = static_cast<std::uint64_t>(
        need(hub.counter->db().integer("SELECT counter FROM sync_state")));
    CHECK(hub.refusal(request) == ErrorCode::replayed);

    request.counter += 1;
    const Bytes body = hub.forger.body(request);
    need(hub.world.hub.session().sync(hub.world.hub.shard(), body));
    hub.before = need(sim::contents(hub.world.hub.shard().db()));
    CHECK(hub.refusal(body) == ErrorCode::replayed);
}

TEST_CASE("hostile: unknown devices, other epochs, other shards") {
    Attacked hub;
    Request request = hub.forger.request();
    request.device = Uuid::v7(1, Bytes(10, 9));
    CHECK(hub.refusal(request) == ErrorCode::unknown_device);
    request = hub.forger.request();
    request.shards[0].epoch = {2};  // where is its certificate?
    CHECK(hub.refusal(request) == ErrorCode::hub_restored);
    request.shards[0].epoch = {0};
    CHECK(hub.refusal(request) == ErrorCode::stale_epoch);
    request = hub.forger.request();
    request.shards[0].shard = {4};
    CHECK(hub.refusal(request) == ErrorCode::foreign_scope);
    request = hub.forger.request();
    request.shards.push_back(request.shards[0]);
    CHECK(hub.refusal(request) == ErrorCode::malformed);
    request.shards.clear();
    CHECK(hub.refusal(request) == ErrorCode::malformed);
}

TEST_CASE("hostile: the host finds the shard by the same checks") {
    Attacked hub;
    const Bytes body = hub.forger.body(hub.forger.request());
    CHECK(need(HubSession::shard_of(body)) == sim::kShard);
    CHECK(error_of(HubSession::shard_of({})) == ErrorCode::malformed);
    CHECK(error_of(HubSession::shard_of(Bytes(limits::kRequestBytes + 1))) == ErrorCode::too_large);
    Bytes newer = body;
    newer[65] = kWireVersion + 1;
    CHECK(error_of(HubSession::shard_of(newer)) == ErrorCode::unsupported_version);
    CHECK(hub.refusal(newer) == ErrorCode::unsupported_version);
}

TEST_CASE("hostile: persons without their card, and events beside them") {
    Attacked hub;
    Request request = hub.forger.request({sim::event_of(hub.tens(hub.family, 1))});
    request.shards[0].at_hand = {{hub.family.persons[0], Hash{}, 0}};
    CHECK(hub.refusal(request) == ErrorCode::foreign_scope);
    request.shards[0].at_hand = {{hub.family.persons[0], hub.neighbour.card.proof(), 0}};
    CHECK(hub.refusal(request) == ErrorCode::foreign_scope);
    request.shards[0].at_hand = {{PersonNo{999}, hub.family.card.proof(), 0}};
    CHECK(hub.refusal(request) == ErrorCode::foreign_scope);
    request.shards[0].at_hand = {{hub.family.persons[0], hub.family.card.proof(), 0},
                                 {hub.neighbour.persons[0], hub.family.card.proof(), 0}};
    CHECK(hub.refusal(request) == ErrorCode::foreign_scope);
}

TEST_CASE("hostile: a cursor that this hub never gave") {
    Attacked hub;
    Request request = hub.forger.request();
    request.shards[0].cursor += 1;
    CHECK(hub.refusal(request) == ErrorCode::hub_restored);
    request = hub.forger.request();
    request.shards[0].hub_epoch = 2;
    CHECK(hub.refusal(request) == ErrorCode::hub_restored);
}

TEST_CASE("hostile: after all that the village goes on as before") {
    Attacked hub;
    CHECK(hub.refusal(Bytes(1000)) == ErrorCode::malformed);
    need(hub.counter->submit(hub.tens(hub.family, 1)));
    for (int round = 0; round < 3; ++round) hub.sync_all();
    hub.check_all();
}

}  // namespace xf::sync
