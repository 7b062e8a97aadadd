// What guessing at PINs and codes costs, wherever they are tried.
#pragma once

#include <algorithm>
#include <cstdint>

#include "shared/base/limits.hpp"

namespace xf {

/// Delay after that many wrong tries: none below limits::kPinTries, then 30 s, doubling to 1 h.
constexpr std::uint32_t guess_delay_s(std::int64_t tries) {
    if (tries < limits::kPinTries) return 0;
    const std::int64_t doublings = std::min<std::int64_t>(tries - limits::kPinTries, 7);
    return static_cast<std::uint32_t>(std::min<std::int64_t>(30LL << doublings, 3600));
}

}  // namespace xf
