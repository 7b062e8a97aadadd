#include "native/printer/sheet.hpp"

#include "shared/base/assert.hpp"
#include "shared/base/limits.hpp"

namespace xf::native {
namespace {

// 203 dpi, as nearly all thermal heads have: 8 dots a millimetre. A head is narrower than its paper, so
// the margins are there already.
constexpr float kThermal = 8;

// 200 dpi: fine enough for a board, and a page is four megabytes while it is drawn.
constexpr float kPage = 200 / 25.4f;

Sheet roll(int width, float body, float title, float small) {
    Sheet out;
    out.width = width;
    out.height = static_cast<int>(kThermal) * limits::kReceiptMm;
    out.roll = true;
    out.two_tone = true;
    out.dots_per_mm = kThermal;
    out.left = out.right = 4;
    out.top = 16;
    out.bottom = 32;
    out.body = body;
    out.title = title;
    out.small = small;
    out.leading = 1.4f;
    out.gap = 10;
    out.line = 2;
    out.module = 5;
    return out;
}

/// The page of an official document, GB/T 9704: margins of 37 mm above and 28 mm at the left, a body of
/// 156 × 225 mm, 28 characters of size 3 in a line and 22 lines. The foot lies below the body.
Sheet a4() {
    Sheet out;
    out.width = 1654;
    out.height = 2339;
    out.dots_per_mm = kPage;
    out.body = 44;
    out.left = 220;
    out.right = 1654 - 220 - 28 * out.body;
    out.top = 37 * kPage;
    out.bottom = 14 * kPage;
    out.title = 60;
    out.small = 26;
    out.leading = 225 * kPage / 22 / out.body;
    out.gap = 24;
    out.line = 2;
    out.module = 8;
    return out;
}

}  // namespace

const Sheet& sheet_of(ports::Paper paper) {
    static const Sheet kNarrow = roll(384, 28, 44, 24);
    static const Sheet kWide = roll(576, 32, 52, 26);
    static const Sheet kA4 = a4();
    switch (paper) {
        case ports::Paper::receipt_58:
            return kNarrow;
        case ports::Paper::receipt_80:
            return kWide;
        case ports::Paper::a4:
            return kA4;
    }
    XF_ASSERT(false);
    return kA4;
}

}  // namespace xf::native
