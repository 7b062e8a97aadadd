// Time, as a host gives it. Nothing in shared/ asks an operating system.
#pragma once

#include <cstdint>

#include "shared/base/date.hpp"

namespace xf::ports {

class Clock {
public:
    virtual ~Clock() = default;

    /// Wall time. May jump, run backwards or be ten years off; only shown and recorded, never
    /// trusted for safety.
    virtual UnixTime now() const = 0;

    /// Milliseconds of a clock that never runs backwards while the program lives. Its zero is
    /// arbitrary and changes at every start.
    virtual std::uint64_t monotonic_ms() const = 0;
};

}  // namespace xf::ports
