#include <catch_amalgamated.hpp>

#include "native/platform/os_clock.hpp"
#include "native/platform/os_random.hpp"
#include "tests/contract/clock_contract.hpp"
#include "tests/contract/random_contract.hpp"
#include "tests/support/fake_clock.hpp"
#include "tests/support/require.hpp"
#include "tests/support/seeded_random.hpp"

namespace xf::contract {

using test::need;

TEST_CASE("clock: the fake and the system's keep the contract") {
    test::FakeClock fake;
    need(clock_contract(fake, [&] { fake.advance_ms(1); }));
    need(clock_contract(native::OsClock(), [] {}));
}

TEST_CASE("clock: setting the wall clock does not move the monotonic one") {
    test::FakeClock clock;
    const std::uint64_t before = clock.monotonic_ms();
    clock.set_wall({-1});
    CHECK(clock.now() == UnixTime{-1});
    clock.advance_ms(1);
    CHECK(clock.now() == UnixTime{-1});
    clock.advance_ms(999);
    CHECK(clock.now() == UnixTime{0});
    CHECK(clock.monotonic_ms() == before + 1000);
}

TEST_CASE("random: the seeded stream and the system's keep the contract") {
    test::SeededRandom seeded(1);
    need(random_contract(seeded));
    native::OsRandom system;
    need(random_contract(system));
}

TEST_CASE("random: a seed is a stream, and forks are streams of their own") {
    test::SeededRandom one(7);
    test::SeededRandom same(7);
    CHECK(one.bytes(100) == same.bytes(100));
    test::SeededRandom fork = one.fork();
    static_cast<void>(same.next());
    CHECK(fork.bytes(10) != one.bytes(10));
    same.bytes(10);
    CHECK(one.next() == same.next());
}

}  // namespace xf::contract
