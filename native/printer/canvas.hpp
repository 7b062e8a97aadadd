// A page as a printer puts it on paper: black ink on white, one byte a dot.
#pragma once

#include <string_view>

#include "native/printer/printer_fonts.hpp"

namespace xf::native {

class Canvas {
public:
    /// Dots. REQUIRES: both above 0.
    Canvas(int width, int height);

    int width() const { return width_; }
    int height() const { return height_; }
    /// 0 is white, 255 black; row by row.
    const Bytes& ink() const { return ink_; }

    /// One line; `y` is the top of the em square. What lies beyond the edges is not drawn.
    void text(float x, float y, std::string_view text, float em, bool strong, PrinterFonts& fonts);
    void box(float x, float y, float width, float height);

private:
    void blend(const Glyph& glyph, int x, int y);

    int width_, height_;
    Bytes ink_;
};

}  // namespace xf::native
