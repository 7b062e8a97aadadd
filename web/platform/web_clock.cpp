#include "web/platform/web_clock.hpp"

#include <cmath>

#include "web/platform/bindings.hpp"

namespace xf::web {

UnixTime WebClock::now() const {
    return {static_cast<std::int64_t>(std::floor(xf_wall_ms() / 1000))};
}

std::uint64_t WebClock::monotonic_ms() const {
    return static_cast<std::uint64_t>(xf_monotonic_ms());
}

}  // namespace xf::web
