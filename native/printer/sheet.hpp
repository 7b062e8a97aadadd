// The sizes of paper, and of the type on it, in dots.
#pragma once

#include "shared/ports/printer.hpp"

namespace xf::native {

struct Sheet {
    int width = 0;
    int height = 0;  ///< of a page; of a roll the longest piece
    bool roll = false;
    /// A thermal head burns a dot or does not; a page printer makes greys of its finer dots.
    bool two_tone = false;
    float dots_per_mm = 0;
    float left = 0, right = 0, top = 0, bottom = 0;  ///< margins

    float body = 0, title = 0, small = 0;  ///< em of the type
    float leading = 0;                     ///< of body text, in em
    float gap = 0;                         ///< between parts
    float line = 0;                        ///< thickness of a rule
    int module = 0;                        ///< largest square of a QR code

    float text_width() const { return static_cast<float>(width) - left - right; }
};

const Sheet& sheet_of(ports::Paper paper);

}  // namespace xf::native
