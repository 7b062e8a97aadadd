// Sync bodies that are not what they should be: refused with the right code, and nothing of them
// stays.
#include "shared/people/card.hpp"
#include "shared/points/events.hpp"
#include "tests/hub/device.hpp"
#include "tests/support/require.hpp"
#include "tests/support/seed.hpp"
#include "tests/support/seeded_random.hpp"

namespace xf::test {
namespace {

/// A hub, an enrolled counter, and how much the hub has recorded.
struct Scene {
    Scene() : hub(data.path()) {
        counter.enrol_in_demo(hub, app::DeviceRole::counter);
        recorded = end_of_log();
    }

    /// Asks as somebody who has nothing yet: the hub's log as it stands.
    std::uint64_t end_of_log() {
        const sync::Request request = counter.plain_request();
        const Answer answer = Device::push(hub, encode(request, counter.key()));
        INFO(answer.body);
        REQUIRE(answer.status == 200);
        const sync::Signed reply = need(sync::split(as_bytes(answer.body), 8u << 20));
        REQUIRE(sync::reply_signed_by(counter.certificate().hub_key, reply));
        const auto decoded = need(sync::decode_reply(
            reply.message,
            {{counter.certificate().device.no, counter.certificate().device.epoch, 0}}));
        return decoded.shards.at(0).up_to;
    }

    void require_untouched() { REQUIRE(end_of_log() == recorded); }

    /// The code with which a request is refused.
    std::string refusal_of(const sync::Request& request) {
        const Answer answer = Device::push(hub, encode(request, counter.key()));
        INFO(answer.body);
        CHECK(answer.status / 100 == 4);
        return answer.error();
    }

    DemoFolder data;
    RunningHub hub;
    Device counter;
    std::uint64_t recorded = 0;
};

TEST_CASE("hostile sync: signatures, counters, epochs", "[hub]") {
    Scene scene;
    const sync::Request sound = scene.counter.plain_request();
    Bytes body = encode(sound, scene.counter.key());

    Bytes unsigned_body = body;
    std::fill_n(unsigned_body.begin(), 64, std::uint8_t{0});
    CHECK(Device::push(scene.hub, unsigned_body).error() == "bad_signature");
    const Device stranger;
    CHECK(Device::push(scene.hub, encode(sound, stranger.key())).error() == "bad_signature");

    sync::Request unknown = sound;
    unknown.device.bytes[3] ^= 1;
    CHECK(scene.refusal_of(unknown) == "unknown_device");
    sync::Request stale = sound;
    stale.shards[0].epoch = Epoch{0};
    CHECK(scene.refusal_of(stale) == "stale_epoch");
    sync::Request ahead =
        sound;  // of an enrolment that this hub never made: asked for its certificate
    ahead.shards[0].epoch = Epoch{2};
    CHECK(scene.refusal_of(ahead) == "hub_restored");
    sync::Request elsewhere = sound;
    elsewhere.shards[0].shard = ShardNo{99};
    CHECK(scene.refusal_of(elsewhere) == "foreign_scope");
    sync::Request neighbour = sound;
    neighbour.shards[0].shard = ShardNo{2};  // a village that knows nothing of this device
    CHECK(scene.refusal_of(neighbour) == "unknown_device");
    sync::Request restored = sound;
    restored.shards[0].cursor = 1'000'000;
    CHECK(scene.refusal_of(restored) == "hub_restored");

    REQUIRE(Device::push(scene.hub, body).status == 200);
    CHECK(Device::push(scene.hub, body).error() == "replayed");
    sync::Request older = sound;
    older.counter -= 1;
    CHECK(scene.refusal_of(older) == "replayed");
    scene.require_untouched();
}

TEST_CASE("hostile sync: other people's scopes", "[hub]") {
    Scene scene;
    sync::Request curious = scene.counter.plain_request();
    curious.shards[0].at_hand.push_back({PersonNo{1}, sha256(as_bytes("guessed")), 0});
    CHECK(scene.refusal_of(curious) == "foreign_scope");

    // A counter may not write awards; whoever tries is told so, and the household has nothing of it.
    sync::Request generous = scene.counter.plain_request();
    const Bytes award = points::Award{HouseholdNo{1}, RuleNo{1}, Points(500), PersonNo{1}}.data();
    store::Header header;
    header.type = points::kAwardType;
    header.time = {1'795'219'200};
    header.data = award;
    const store::Event event = store::make_event(header);
    const auto& own = scene.counter.certificate();
    generous.shards[0].chain_head = store::chain_next(
        store::chain_start(own.shard.uuid, own.device.uuid, own.device.epoch), event);
    generous.shards[0].events.push_back(event);
    const Answer answer = Device::push(scene.hub, encode(generous, scene.counter.key()));
    REQUIRE(answer.status == 200);
    const sync::Signed reply = need(sync::split(as_bytes(answer.body), 8u << 20));
    const auto pull =
        need(sync::decode_reply(reply.message, {{own.device.no, own.device.epoch, 0}})).shards[0];
    bool told = false;
    for (const store::Record& record : pull.records)
        if (record.key.device == own.device.no)
            told = told || record.verdict == store::Verdict::rejected(ErrorCode::not_permitted);
    CHECK(told);
}

TEST_CASE("hostile sync: spoilt bytes", "[hub]") {
    Scene scene;
    SeededRandom random(seed_of("spoilt sync bodies", 20261121));
    const sync::Request request = scene.counter.plain_request();
    const Bytes body = encode(request, scene.counter.key());
    for (std::size_t size = 0; size < body.size(); ++size) {
        const Answer answer = Device::push(scene.hub, ByteView(body).first(size));
        INFO(size << " of " << body.size() << " bytes: " << answer.body);
        CHECK(answer.status == 400);
        CHECK(answer.error() == "malformed");
    }
    for (int round = 0; round < 400; ++round) {
        Bytes spoilt = body;
        for (std::uint64_t change = 0; change <= random.below(3); ++change)
            spoilt[random.below(spoilt.size())] = static_cast<std::uint8_t>(random.below(256));
        if (spoilt == body) continue;
        const Answer answer = Device::push(scene.hub, spoilt);
        INFO("round " << round << ": " << answer.body);
        CHECK(answer.status / 100 == 4);
        CHECK(error_code_named(answer.error()).has_value());
    }
    for (int round = 0; round < 100; ++round) {
        const Bytes noise = random.bytes(random.below(4000) + 1);
        CHECK(Device::push(scene.hub, noise).status / 100 == 4);
    }
    scene.require_untouched();
}

TEST_CASE("hostile sync: nesting and claimed lengths", "[hub]") {
    Scene scene;
    const Bytes signature(64, 7);
    const auto refused = [&](Bytes message, const char* what) {
        Bytes body = signature;
        append(body, message);
        const Answer answer = Device::push(scene.hub, body);
        INFO(what << ": " << answer.body);
        CHECK((answer.error() == "malformed" || answer.error() == "too_large"));
    };
    refused(Bytes(500'000, 0x81), "half a million arrays");
    refused({0x9B, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF}, "an array of 2^64 items");
    refused({0x5B, 0x7F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF}, "2^63 bytes");
    refused({0x9F, 0xFF}, "an array without a length");
    refused({0xA1, 0x01, 0x02}, "a map");
    refused({0xFB, 0, 0, 0, 0, 0, 0, 0, 0}, "a float");
    refused({0x62, 0xC3, 0x28}, "broken UTF-8");
    scene.require_untouched();
}

}  // namespace
}  // namespace xf::test
