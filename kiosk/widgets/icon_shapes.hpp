// Tables of the drawn icons, filled by assets/icons/build_icons.py.
#pragma once

#include <cstdint>

namespace xf::kiosk {

/// One line or area of an icon: `count` points from kIconPoints[2 × first].
struct IconShape {
    enum class Kind : std::uint8_t { tint, solid, open, closed } kind;
    std::uint16_t first;
    std::uint16_t count;
};

/// The shapes of an icon, by Icon.
struct IconRange {
    std::uint16_t first;
    std::uint16_t count;
};

/// x, y in hundredths of a 24 × 24 grid, from the shape's point before, and its first one from the corner.
extern const std::int16_t kIconPoints[];
extern const IconShape kIconShapes[];
extern const IconRange kIconRanges[];

}  // namespace xf::kiosk
