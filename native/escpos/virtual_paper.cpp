#include "native/escpos/virtual_paper.hpp"

#include <algorithm>

#include "kiosk/paint/qr_modules.hpp"
#include "kiosk/paint/text_layout.hpp"
#include "kiosk/paint/utf8.hpp"
#include "native/escpos/cells.hpp"

namespace xf::native::escpos {
namespace {

constexpr int kEmDots = 2 * kCellDots;
constexpr float kBaseline = 0.88f;  // of the em, from its top

int height_of(const PrintedLine& line) {
    if (line.module > 0) return kiosk::qr_modules(line.text)->size * line.module;
    return line.large ? 2 * kLineDots : kLineDots;
}

float begin_of(const PrintedLine& line, int width, int room) {
    const int white = room - width;
    return static_cast<float>(line.align == 0 ? 0 : line.align == 1 ? white / 2 : white);
}

void draw_code(const PrintedLine& line, float y, Canvas& canvas) {
    const auto code = kiosk::qr_modules(line.text);
    const float left = begin_of(line, code->size * line.module, canvas.width());
    const auto side = static_cast<float>(line.module);
    for (const kiosk::QrRun& run : code->runs)
        canvas.box(left + side * static_cast<float>(run.x), y + side * static_cast<float>(run.y),
                   side * static_cast<float>(run.length), side);
}

/// Each character in the midst of its cells, as small as they ask for: a printer's own font has them so.
void draw_text(const PrintedLine& line, float y, Canvas& canvas, PrinterFonts& fonts) {
    const Cells cells;
    const int em_dots = line.large ? 2 * kEmDots : kEmDots;
    const auto em = static_cast<float>(em_dots);
    const int width = static_cast<int>(kiosk::text_width(cells, line.text, em));
    float x = begin_of(line, width, canvas.width());
    for (std::size_t at = 0; at < line.text.size();) {
        const std::size_t begin = at;
        const char32_t c = kiosk::next_character(line.text, at);
        const float room = cells.advance(c, em);
        const float size = std::min(em, em * room / std::max(fonts.advance(c, em), 1.0f));
        canvas.text(x + (room - fonts.advance(c, size)) / 2, y + (em - size) * kBaseline,
                    std::string_view(line.text).substr(begin, at - begin), size, line.strong,
                    fonts);
        x += room;
    }
}

}  // namespace

Canvas drawn(const Receipt& receipt, ports::Paper paper, PrinterFonts& fonts) {
    int height = 2 * kLineDots;  // where it is cut or torn, above the first line and below the last
    for (const PrintedLine& line : receipt) height += height_of(line);
    Canvas out(columns_of(paper) * kCellDots, height);
    auto y = static_cast<float>(kLineDots);
    for (const PrintedLine& line : receipt) {
        if (line.module > 0)
            draw_code(line, y, out);
        else
            draw_text(line, y, out, fonts);
        y += static_cast<float>(height_of(line));
    }
    return out;
}

}  // namespace xf::native::escpos
