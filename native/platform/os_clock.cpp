#include "native/platform/os_clock.hpp"

#include <time.h>

#include "shared/base/assert.hpp"

namespace xf::native {
namespace {

timespec read(clockid_t clock) {
    timespec time{};
    XF_ASSERT(::clock_gettime(clock, &time) == 0);
    return time;
}

}  // namespace

UnixTime OsClock::now() const { return {read(CLOCK_REALTIME).tv_sec}; }

std::uint64_t OsClock::monotonic_ms() const {
    const timespec time = read(CLOCK_MONOTONIC);
    return static_cast<std::uint64_t>(time.tv_sec) * 1000 +
           static_cast<std::uint64_t>(time.tv_nsec) / 1'000'000;
}

}  // namespace xf::native
