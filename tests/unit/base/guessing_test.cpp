// How long wrong PINs and codes keep people waiting.
#include "shared/base/guessing.hpp"

#include <catch_amalgamated.hpp>

namespace xf {

TEST_CASE("guessing: delays begin at their bound, double, and grow to an hour") {
    CHECK(guess_delay_s(limits::kPinTries - 1) == 0);
    CHECK(guess_delay_s(limits::kPinTries) == 30);
    CHECK(guess_delay_s(limits::kPinTries + 1) == 60);
    CHECK(guess_delay_s(limits::kPinTries + 6) == 1920);
    for (const std::int64_t tries : {limits::kPinTries + 7, 100, 1'000'000})
        CHECK(guess_delay_s(tries) == 3600);
}

}  // namespace xf
