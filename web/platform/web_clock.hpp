// The browser's clocks.
#pragma once

#include "shared/ports/clock.hpp"

namespace xf::web {

class WebClock final : public ports::Clock {
public:
    UnixTime now() const override;
    std::uint64_t monotonic_ms() const override;
};

}  // namespace xf::web
