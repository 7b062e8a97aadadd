// The grid on which an ESC/POS printer sets characters: ASCII takes one cell, everything else two, and
// twice as many where it is printed twice as large.
#pragma once

#include "kiosk/paint/advances.hpp"
#include "shared/ports/printer.hpp"

namespace xf::native::escpos {

inline constexpr int kCellDots = 12, kLineDots = 30, kDotsPerMm = 8;

/// Cells in a line: 384 and 576 dots.
constexpr int columns_of(ports::Paper paper) { return paper == ports::Paper::receipt_58 ? 32 : 48; }

/// Control characters take none.
constexpr int cells_of(char32_t c) { return c < 0x20 || c == 0x7F ? 0 : c < 0x80 ? 1 : 2; }

/// Cells as widths, for an em of two.
class Cells final : public kiosk::Advances {
public:
    float advance(char32_t c, float em) const override {
        return static_cast<float>(cells_of(c)) * em / 2;
    }
};

}  // namespace xf::native::escpos
