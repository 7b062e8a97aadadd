// Numeric keys of a telephone's order and the dots of what was entered; a digit is never shown.
#pragma once

#include <optional>

#include "kiosk/widgets/button.hpp"

namespace xf::kiosk {

enum class PinKey : std::uint8_t { d0, d1, d2, d3, d4, d5, d6, d7, d8, d9, erase };

/// Dots for `entered` of `all` digits, centred in `r`.
void pin_dots(Ui& ui, Rect r, std::size_t entered, std::size_t all);

/// Keys pressed since the last frame, in no order: two quick taps of one key both count.
struct PinPresses {
    std::uint8_t count[11] = {};
};
PinPresses pin_pad(Ui& ui, Rect r, bool enabled);
/// Width and height the pad takes within those bounds.
Point pin_pad_size(const Ui& ui, float width, float height);

}  // namespace xf::kiosk
