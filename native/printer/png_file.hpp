// A page as a PNG file, grey, with its resolution in it, so that whoever prints the file prints it in
// its own size.
#pragma once

#include "native/printer/canvas.hpp"

namespace xf::native {

struct PngKind {
    float dots_per_mm = 0;
    bool two_tone = false;  ///< one bit a dot, for paper that knows no grey
};

Bytes png_of(const Canvas& page, const PngKind& kind);

}  // namespace xf::native
