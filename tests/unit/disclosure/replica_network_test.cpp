// Replicas over a bad network, while the log grows and programs are started anew.
#include <catch_amalgamated.hpp>
#include <memory>

#include "shared/disclosure/queries.hpp"
#include "shared/disclosure/replica.hpp"
#include "tests/support/fake_clock.hpp"
#include "tests/support/seed.hpp"
#include "tests/support/sim_transport.hpp"
#include "tests/unit/disclosure/log_server.hpp"

namespace xf::disclosure {
namespace {

using test::need;

constexpr ShardNo kShard{1};

struct Device {
    Device(test::SimNetwork& network, const test::LogServer& server)
        : transport(network), key(server.key()) {
        need(store::migrate(db, {&kReplicaSchema, 1}));
        start();
    }

    void start() {
        transport.forget_all();
        replica.emplace(need(Replica::open(db, transport, clock, {kShard, "/log/hedong", key})));
    }

    void turn() {
        replica->refresh();
        need(replica->step());
        while (const auto answer = transport.poll()) REQUIRE(need(replica->on_answer(*answer)));
    }

    test::SimTransport transport;
    test::FakeClock clock;
    store::Database db = need(store::Database::open_in_memory());
    tlog::VerifierKey key;
    std::optional<Replica> replica;
};

/// An honest log over any network: never called changed, and complete once the weather is fine.
void run(std::uint64_t seed) {
    test::SeededRandom random(seed);
    test::LogServer server;
    test::SimNetwork network(
        random.next(), [&](const ports::HttpRequest& request) { return server.serve(request); });
    std::vector<std::unique_ptr<Device>> devices;
    devices.reserve(3);
    while (devices.size() < 3) devices.push_back(std::make_unique<Device>(network, server));
    for (const auto& device : devices) {
        device->transport.weather.lose_request = 10;
        device->transport.weather.lose_reply = 10;
        device->transport.weather.repeat = 10;
        device->transport.weather.delay = 30;
        device->transport.weather.longest_delay_ms = 30'000;
    }
    for (int step = 0; step < 1500; ++step) {
        network.advance_ms(random.below(3000));
        if (random.chance(1, 25)) server.grow(server.head().size.value + 1 + random.below(15));
        Device& device = *devices[random.below(devices.size())];
        if (random.chance(1, 40)) device.start();
        device.transport.weather.cut_up = random.chance(1, 10);
        const std::uint64_t before = device.replica->state().size;
        device.turn();
        REQUIRE(device.replica->state().verdict != LogState::Verdict::changed);
        REQUIRE(device.replica->state().size >= before);
    }
    for (const auto& device : devices) {
        device->transport.weather = {};
        const auto finished = [&] {
            const auto notices = need(list_notices(device->db, kShard));
            return device->replica->state().size == server.head().size.value &&
                   !device->replica->busy() &&
                   std::all_of(notices.begin(), notices.end(),
                               [](const NoticeItem& item) { return item.readable; });
        };
        for (int step = 0; step < 10 && !finished(); ++step) {
            if (!device->replica->busy()) device->replica->refresh();
            while (device->replica->busy()) {
                need(device->replica->step());
                network.advance_ms(25'000);
                while (const auto answer = device->transport.poll())
                    REQUIRE(need(device->replica->on_answer(*answer)));
            }
        }
        REQUIRE(device->replica->state().verdict == LogState::Verdict::verified);
        REQUIRE(device->replica->state().root == to_hex(server.head().root));
        REQUIRE(finished());
    }
}

TEST_CASE("replicas over a bad network", "[disclosure]") {
    const std::uint64_t seed = test::seed_of("replica network", 1);
    for (std::uint64_t i = 0; i < 3; ++i) run(seed + i);
}

}  // namespace
}  // namespace xf::disclosure
