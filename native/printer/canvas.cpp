#include "native/printer/canvas.hpp"

#include <algorithm>
#include <cmath>

#include "kiosk/paint/utf8.hpp"
#include "shared/base/assert.hpp"

namespace xf::native {
namespace {

// A strong text is drawn again this far beside itself, as on screen: the fonts have one weight.
constexpr float kEmbolden = 0.03f;

int dots(float value) { return static_cast<int>(std::lround(value)); }

}  // namespace

Canvas::Canvas(int width, int height) : width_(width), height_(height) {
    XF_ASSERT(width > 0 && height > 0);
    ink_.resize(static_cast<std::size_t>(width) * static_cast<std::size_t>(height));
}

void Canvas::text(float x, float y, std::string_view text, float em, bool strong,
                  PrinterFonts& fonts) {
    const int spread = strong ? std::max(1, dots(em * kEmbolden)) : 0;
    for (std::size_t at = 0; at < text.size();) {
        const char32_t c = kiosk::next_character(text, at);
        if (c < U' ') continue;
        const Glyph& glyph = fonts.glyph(c, em);
        for (int beside = 0; beside <= spread; ++beside) blend(glyph, dots(x) + beside, dots(y));
        x += fonts.advance(c, em);
    }
}

void Canvas::blend(const Glyph& glyph, int x, int y) {
    const int left = std::max(0, x + glyph.left);
    const int right = std::min(width_, x + glyph.left + glyph.width);
    const int top = std::max(0, y + glyph.top);
    const int bottom = std::min(height_, y + glyph.top + glyph.height);
    for (int row = top; row < bottom; ++row) {
        const std::uint8_t* from =
            glyph.coverage.data() + std::ptrdiff_t{row - y - glyph.top} * glyph.width;
        std::uint8_t* to = ink_.data() + static_cast<std::ptrdiff_t>(row) * width_;
        for (int at = left; at < right; ++at) to[at] = std::max(to[at], from[at - x - glyph.left]);
    }
}

void Canvas::box(float x, float y, float width, float height) {
    const int left = std::clamp(dots(x), 0, width_), top = std::clamp(dots(y), 0, height_);
    const int right = std::clamp(dots(x + width), left, width_);
    const int bottom = std::clamp(dots(y + height), top, height_);
    for (int row = top; row < bottom; ++row)
        std::fill_n(ink_.data() + static_cast<std::ptrdiff_t>(row) * width_ + left, right - left,
                    std::uint8_t{255});
}

}  // namespace xf::native
