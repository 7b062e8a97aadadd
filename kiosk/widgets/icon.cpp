#include "kiosk/widgets/icon.hpp"

#include <array>
#include <cmath>
#include <cstddef>

#include "kiosk/widgets/icon_shapes.hpp"

namespace xf::kiosk {
namespace {

constexpr float kGrid = 24.0f;
constexpr float kStroke = 1.7f;      // of the grid
constexpr float kDiscShare = 0.56f;  // of the disc's diameter
constexpr std::size_t kMostPoints = 160;

}  // namespace

void draw_icon(Ui& ui, Rect r, float size, Icon icon, Tone tone, Tone tint) {
    const float scale = size / kGrid;
    const float x0 = std::round(r.x + (r.w - size) / 2);
    const float y0 = std::round(r.y + (r.h - size) / 2);
    const IconRange range = kIconRanges[static_cast<std::size_t>(icon)];
    std::array<Point, kMostPoints> points;
    for (std::uint16_t s = 0; s < range.count; ++s) {
        const IconShape& shape = kIconShapes[range.first + s];
        if (shape.kind == IconShape::Kind::tint && tint == Tone::clear) continue;
        const std::size_t count = std::min<std::size_t>(shape.count, kMostPoints);
        const std::int16_t* step = kIconPoints + std::ptrdiff_t{2} * shape.first;
        int x = 0, y = 0;
        for (std::size_t i = 0; i < count; ++i) {
            x += *step++;
            y += *step++;
            points[i] = {x0 + static_cast<float>(x) / 100 * scale,
                         y0 + static_cast<float>(y) / 100 * scale};
        }
        const std::span<const Point> line(points.data(), count);
        switch (shape.kind) {
            case IconShape::Kind::tint:
                ui.paint.polygon(line, tint);
                break;
            case IconShape::Kind::solid:
                ui.paint.polygon(line, tone);
                break;
            case IconShape::Kind::open:
                ui.paint.stroke(line, tone, kStroke * scale, false);
                break;
            case IconShape::Kind::closed:
                ui.paint.stroke(line, tone, kStroke * scale, true);
                break;
        }
    }
}

void draw_icon_disc(Ui& ui, Point center, float diameter, Icon icon, Tone tone, Tone ground,
                    Tone tint) {
    ui.paint.circle(center, diameter / 2, ground);
    const Rect r = {center.x - diameter / 2, center.y - diameter / 2, diameter, diameter};
    draw_icon(ui, r, diameter * kDiscShare, icon, tone, tint);
}

}  // namespace xf::kiosk
