// A hub's village and a counter of it over databases of any kind, without HTTP and screens: what the
// benchmarks measure, natively and in browsers.
#pragma once

#include <cstdio>
#include <cstdlib>
#include <memory>
#include <optional>

#include "shared/app/device_identity.hpp"
#include "shared/sync/client_session.hpp"
#include "shared/sync/hub.hpp"
#include "tests/sim/client.hpp"
#include "tests/sim/draft.hpp"
#include "tests/support/fake_clock.hpp"
#include "tests/support/seeded_random.hpp"

namespace xf::bench {

/// Ends the program where the benchmark itself is broken.
inline void need(const Status& status) {
    if (status.ok()) return;
    std::fprintf(stderr, "bench: %s\n", status.error().message().c_str());
    std::abort();
}
template <typename T>
T need(Result<T> result) {
    if (!result.ok()) need(Status(result.error()));
    return *std::move(result);
}

/// A hub's shard with that many households of so many persons, 10,000 points each, and one kind of
/// goods for a point.
struct Village {
    Village(store::Database db, std::uint32_t households, std::uint32_t persons);

    void append(const std::vector<sim::Draft>& drafts);
    sync::Enrolled enrol(const app::DeviceIdentity& device);

    test::FakeClock clock;
    test::SeededRandom random{1};
    sync::HubIdentity identity{"示例镇", *SigningKey::from_seed(Bytes(32, 8))};
    sync::HubSession session;
    std::unique_ptr<sync::HubShard> shard;
};

/// An enrolled counter.
struct Counter {
    Counter(Village& village, store::Database database);

    /// One whole exchange, in three parts, of which the middle one is the hub's.
    Bytes request();
    static Bytes answer(Village& village, ByteView request);
    /// True while the hub has more.
    bool take(ByteView reply);

    bool sync(Village& village) { return take(answer(village, request())); }
    /// One piece of the goods, durable when it returns.
    void redeem(HouseholdNo household);

    store::Database db;
    test::FakeClock clock;
    std::optional<app::DeviceIdentity> identity;
    std::optional<store::ClientLog> log;
    std::optional<sync::ClientSession> session;
};

}  // namespace xf::bench
