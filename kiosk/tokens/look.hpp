// How the person in front wants to see it. Everybody begins with the standard.
#pragma once

#include "kiosk/tokens/color.hpp"
#include "kiosk/tokens/metrics.hpp"

namespace xf::kiosk {

struct Look {
    TextSize size = TextSize::standard;
    Contrast contrast = Contrast::standard;
    friend bool operator==(const Look&, const Look&) = default;
};

}  // namespace xf::kiosk
