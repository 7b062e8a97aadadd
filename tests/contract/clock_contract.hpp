// What shared/ports/clock.hpp promises.
#pragma once

#include <cstdint>

#include "shared/ports/clock.hpp"
#include "tests/contract/contract.hpp"

namespace xf::contract {

/// `pass` lets some time go by: the fake's own way, or work on a real machine.
template <typename Pass>
Status clock_contract(const ports::Clock& clock, Pass pass) {
    const std::uint64_t start = clock.monotonic_ms();
    std::uint64_t last = start;
    // Enough rounds for a real clock of milliseconds to move, and never endless.
    for (int i = 0; i < 50'000'000 && last == start; ++i) {
        pass();
        const std::uint64_t now = clock.monotonic_ms();
        XF_TRY(expect(now >= last, "the monotonic clock never runs backwards"));
        last = now;
    }
    XF_TRY(expect(last > start, "the monotonic clock moves"));
    // The year 2020: before any build of this program. A wrong wall clock may say otherwise on a
    // kiosk, but not where this suite runs.
    return expect(clock.now().seconds > 1'577'836'800, "the wall clock counts seconds since 1970");
}

}  // namespace xf::contract
