// What guessing at PINs and codes costs, wherever they are tried.
#pragma once

#include <algorithm>
#include <cstdint>

#include "shared/base/limits.hpp"

namespace xf {

inline constexpr std::int64_t kLongestGuessDelayS = 3600;

/// Delay after that many wrong tries: none below `free`, then 30 s, doubling to 1 h.
constexpr std::uint32_t guess_delay_s(std::int64_t tries, std::int64_t free = limits::kPinTries) {
    if (tries < free) return 0;
    const std::int64_t doublings = std::min<std::int64_t>(tries - free, 7);
    return static_cast<std::uint32_t>(
        std::min<std::int64_t>(30LL << doublings, kLongestGuessDelayS));
}

}  // namespace xf
