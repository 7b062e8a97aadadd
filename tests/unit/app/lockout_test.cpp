// How long wrong PINs keep a card or a staff member waiting.
#include "shared/app/lockout.hpp"

#include <catch_amalgamated.hpp>

#include "shared/base/limits.hpp"

namespace xf::app {

TEST_CASE("lockout: delays begin at their bound, double, and grow to an hour") {
    CHECK(Lockout::delay_s(limits::kPinTries - 1) == 0);
    CHECK(Lockout::delay_s(limits::kPinTries) == 30);
    CHECK(Lockout::delay_s(limits::kPinTries + 1) == 60);
    CHECK(Lockout::delay_s(limits::kPinTries + 6) == 1920);
    for (const std::int64_t tries : {limits::kPinTries + 7, 100, 1'000'000})
        CHECK(Lockout::delay_s(tries) == 3600);
}

}  // namespace xf::app
