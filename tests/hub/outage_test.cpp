// Devices that sync while the hub is killed, stopped or asked by many at once.
#include <atomic>
#include <csignal>
#include <memory>
#include <thread>

#include "shared/points/queries.hpp"
#include "shared/shop/feature.hpp"
#include "tests/hub/device.hpp"
#include "tests/support/require.hpp"

namespace xf::test {
namespace {

store::Header redemption_of(const Bytes& data_item) {
    store::Header header;
    header.type = points::kRedemptionType;
    header.time = {1'795'219'200};
    header.data = data_item;
    header.actor = store::Actor::of(PersonNo{1});
    header.auth = store::AuthMethod::card_and_pin;
    return header;
}

TEST_CASE("serve: what was accepted outlives SIGKILL, and is taken once", "[hub]") {
    const DemoFolder data;
    auto hub = std::make_unique<RunningHub>(data.path());
    Device counter;
    counter.enrol_in_demo(*hub, app::DeviceRole::counter);
    REQUIRE(need(counter.sync(*hub)).news);
    const HouseholdNo household{1};
    const Points before = need(points::standing(counter.log().place(), household)).posted;
    const auto goods = need(shop::find(counter.log().place(), GoodsNo{1}));

    const Bytes data_item = points::Redemption{household, {{goods.no, 2, goods.price}}}.data();
    const store::Header header = redemption_of(data_item);
    const EventKey first = need(counter.submit(header));
    hub->stop(SIGKILL);
    CHECK_FALSE(counter.sync(*hub).ok());  // nobody there: it stays pending

    hub = std::make_unique<RunningHub>(data.path());
    need(counter.submit(header));
    REQUIRE(counter.sync(*hub).ok());
    CHECK(need(counter.log().pending_count()) == 0);
    hub->stop(SIGKILL);

    hub = std::make_unique<RunningHub>(data.path());
    REQUIRE(counter.sync(*hub).ok());
    const auto stored = need(counter.log().store().find(first));
    REQUIRE((stored && stored->position));
    CHECK(stored->position->verdict == store::Verdict::accepted());

    // Another device sees what the hub has.
    Device other;
    other.enrol_in_demo(*hub, app::DeviceRole::kiosk);
    REQUIRE(other.sync(*hub).ok());
    const Points after = need(points::standing(other.log().place(), household)).posted;
    CHECK(after == before - goods.price * 4);
}

TEST_CASE("serve: stopped in the midst of syncs, nothing is lost or taken twice", "[hub]") {
    const DemoFolder data;
    auto hub = std::make_unique<RunningHub>(data.path());
    constexpr std::uint32_t kCounters = 8;
    std::vector<std::unique_ptr<Device>> counters;
    std::vector<Points> before;
    for (std::uint32_t no = 1; no <= kCounters; ++no) {
        counters.push_back(std::make_unique<Device>());
        counters.back()->enrol_in_demo(*hub, app::DeviceRole::counter);
        REQUIRE(counters.back()->sync(*hub).ok());
        const auto place = counters.back()->log().place();
        before.push_back(need(points::standing(place, HouseholdNo{no})).posted);
    }
    const Points price = need(shop::find(counters[0]->log().place(), GoodsNo{1})).price;

    // Each spends a household's points, one piece at a time, until nobody answers.
    std::vector<int> spent(kCounters, 0);
    std::atomic<int> synced = 0;
    std::vector<std::thread> threads;
    for (std::uint32_t no = 1; no <= kCounters; ++no)
        threads.emplace_back([&, no] {
            Device& counter = *counters[no - 1];
            const Bytes item = points::Redemption{HouseholdNo{no}, {{GoodsNo{1}, 1, price}}}.data();
            do {
                spent[no - 1] += counter.submit(redemption_of(item)).ok();
                ++synced;
            } while (spent[no - 1] < 5 && counter.sync(*hub).ok());
        });
    while (synced < 12) std::this_thread::yield();
    CHECK(hub->stop(SIGTERM).exit_code == 0);
    for (std::thread& thread : threads) thread.join();

    hub = std::make_unique<RunningHub>(data.path());
    for (const auto& counter : counters) {
        CHECK(counter->sync(*hub).ok());
        CHECK(need(counter->log().pending_count()) == 0);
    }
    Device other;
    other.enrol_in_demo(*hub, app::DeviceRole::kiosk);
    REQUIRE(other.sync(*hub).ok());
    for (std::uint32_t no = 1; no <= kCounters; ++no) {
        const auto standing = need(points::standing(other.log().place(), HouseholdNo{no}));
        CHECK(standing.posted == before[no - 1] - price * spent[no - 1]);
    }
}

TEST_CASE("serve: many devices at once, in several villages", "[hub]") {
    const DemoFolder data;
    const RunningHub hub(data.path());
    constexpr std::size_t kDevices = 64;
    std::vector<std::unique_ptr<Device>> devices;
    for (std::size_t i = 0; i < kDevices; ++i) {
        devices.push_back(std::make_unique<Device>());
        devices.back()->enrol_in_demo(hub, app::DeviceRole::counter, i % 2 ? "hedu" : "xingwan");
    }
    std::vector<int> done(kDevices, 0);
    std::vector<std::thread> threads;
    for (std::size_t i = 0; i < kDevices; ++i)
        threads.emplace_back([&, i] {
            for (int round = 0; round < 5; ++round) done[i] += devices[i]->sync(hub).ok();
        });
    for (std::thread& thread : threads) thread.join();
    CHECK(done == std::vector<int>(kDevices, 5));
}

}  // namespace
}  // namespace xf::test
