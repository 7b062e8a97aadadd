#include "kiosk/paint/painter.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "imgui.h"
#include "kiosk/paint/utf8.hpp"

namespace xf::kiosk {
namespace {

// The em square of CJK fonts reaches this far above the baseline.
constexpr float kIdeographAscent = 0.88f;
// A strong text is drawn twice, this far apart: the package has no bold within our byte budget.
constexpr float kEmbolden = 0.026f;
constexpr float kMostEmbolden = 2;  // px: more than that and the ends of strokes become steps

constexpr int kShadowRings = 6;
constexpr int kCornerSteps = 6;
constexpr int kOutlinePoints = 4 * (kCornerSteps + 1);
using Outline = std::array<ImVec2, kOutlinePoints>;

ImVec2 at(Point p) { return {p.x, p.y}; }

ImDrawFlags flags_of(Corners corners) {
    switch (corners) {
        case Corners::all:
            return ImDrawFlags_RoundCornersAll;
        case Corners::none:
            return ImDrawFlags_RoundCornersNone;
        case Corners::top:
            return ImDrawFlags_RoundCornersTop;
        case Corners::bottom:
            return ImDrawFlags_RoundCornersBottom;
        case Corners::left:
            return ImDrawFlags_RoundCornersLeft;
        case Corners::right:
            return ImDrawFlags_RoundCornersRight;
    }
    return ImDrawFlags_RoundCornersAll;
}

/// The box grown by `grow`, as a ring of points with rounded corners.
Outline rounded(Rect r, float radius, float grow) {
    Outline points;
    const float corner = std::max(radius + grow, 0.5f);
    const float x0 = r.x - grow + corner, x1 = r.right() + grow - corner;
    const float y0 = r.y - grow + corner, y1 = r.bottom() + grow - corner;
    const ImVec2 centers[4] = {{x1, y1}, {x0, y1}, {x0, y0}, {x1, y0}};
    std::size_t n = 0;
    for (int c = 0; c < 4; ++c)
        for (int i = 0; i <= kCornerSteps; ++i) {
            const float turn = static_cast<float>(c) + static_cast<float>(i) / kCornerSteps;
            const float angle = turn * std::numbers::pi_v<float> / 2;
            points[n++] = {centers[c].x + corner * std::cos(angle),
                           centers[c].y + corner * std::sin(angle)};
        }
    return points;
}

}  // namespace

Rect intersection(Rect a, Rect b) {
    const float x = std::max(a.x, b.x);
    const float y = std::max(a.y, b.y);
    return {x, y, std::max(0.0f, std::min(a.right(), b.right()) - x),
            std::max(0.0f, std::min(a.bottom(), b.bottom()) - y)};
}

Rect inset(Rect r, float by) {
    return {r.x + by, r.y + by, std::max(0.0f, r.w - 2 * by), std::max(0.0f, r.h - 2 * by)};
}

Rect grid_place(Rect first, float gap, int columns, int index) {
    const int row = index / columns;
    const int column = index - row * columns;
    first.x += static_cast<float>(column) * (first.w + gap);
    first.y += static_cast<float>(row) * (first.h + gap);
    return first;
}

void Painter::begin(ImDrawList* list, Rect surface) {
    list_ = list;
    clips_.assign(1, surface);
}

std::uint32_t Painter::color(Tone tone) const {
    const Color c = palette_[tone];
    return IM_COL32(c.r, c.g, c.b, c.a);
}

void Painter::box(Rect r, Tone fill, float radius, Corners corners) {
    const float round = std::min({radius, r.w / 2, r.h / 2});
    list_->AddRectFilled({r.x, r.y}, {r.right(), r.bottom()}, color(fill), round,
                         flags_of(corners));
}

void Painter::outline(Rect r, Tone tone, float radius, float thickness) {
    const Rect line = inset(r, thickness / 2);
    const float round = std::min({radius, line.w / 2, line.h / 2});
    list_->AddRect({line.x, line.y}, {line.right(), line.bottom()}, color(tone), round, 0,
                   thickness);
}

void Painter::shadow(Rect r, float radius, float blur, float drop) {
    const Color tone = palette_[Tone::shadow];
    const Rect low = {r.x, r.y + drop, r.w, r.h};
    // Rings from inside the box (it covers them) to beyond it, fading like a bell curve.
    const float inner = -std::min({drop + blur / 2, r.w / 2 - 1, r.h / 2 - 1});
    std::array<Outline, kShadowRings + 1> rings;
    std::array<ImU32, kShadowRings + 1> colors{};
    for (std::size_t i = 0; i < rings.size(); ++i) {
        const float share = static_cast<float>(i) / kShadowRings;
        rings[i] = rounded(low, radius, inner + (blur - inner) * share);
        const float fade = 1 - share;
        colors[i] = IM_COL32(tone.r, tone.g, tone.b,
                             static_cast<int>(static_cast<float>(tone.a) * fade * fade));
    }
    const ImVec2 white = ImGui::GetFontTexUvWhitePixel();
    list_->PrimReserve(kShadowRings * kOutlinePoints * 6, (kShadowRings + 1) * kOutlinePoints);
    const unsigned base = list_->_VtxCurrentIdx;
    for (std::size_t i = 0; i < rings.size(); ++i)
        for (const ImVec2& p : rings[i]) list_->PrimWriteVtx(p, white, colors[i]);
    for (unsigned ring = 0; ring < kShadowRings; ++ring)
        for (unsigned i = 0; i < kOutlinePoints; ++i) {
            const unsigned inner_a = base + ring * kOutlinePoints + i;
            const unsigned inner_b = base + ring * kOutlinePoints + (i + 1) % kOutlinePoints;
            const unsigned outer_a = inner_a + kOutlinePoints;
            const unsigned outer_b = inner_b + kOutlinePoints;
            for (const unsigned index : {inner_a, inner_b, outer_b, inner_a, outer_b, outer_a})
                list_->PrimWriteIdx(static_cast<ImDrawIdx>(index));
        }
}

void Painter::circle(Point center, float radius, Tone fill) {
    list_->AddCircleFilled(at(center), radius, color(fill));
}

void Painter::ring(Point center, float radius, Tone tone, float thickness) {
    list_->AddCircle(at(center), radius, color(tone), 0, thickness);
}

void Painter::line(Point a, Point b, Tone tone, float thickness) {
    list_->AddLine(at(a), at(b), color(tone), thickness);
}

void Painter::stroke(std::span<const Point> points, Tone tone, float thickness, bool closed) {
    for (const Point p : points) list_->PathLineTo(at(p));
    list_->PathStroke(color(tone), closed ? ImDrawFlags_Closed : 0, thickness);
    if (closed || points.empty()) return;
    list_->AddCircleFilled(at(points.front()), thickness / 2, color(tone));
    list_->AddCircleFilled(at(points.back()), thickness / 2, color(tone));
}

void Painter::polygon(std::span<const Point> points, Tone fill) {
    for (const Point p : points) list_->PathLineTo(at(p));
    list_->PathFillConcave(color(fill));
}

void Painter::image(Rect r, std::uint64_t texture, Rect seen, float radius) {
    list_->AddImageRounded(ImTextureRef(static_cast<ImTextureID>(texture)), {r.x, r.y},
                           {r.right(), r.bottom()}, {seen.x, seen.y}, {seen.right(), seen.bottom()},
                           IM_COL32_WHITE, radius);
}

void Painter::text(float x, float y, std::string_view text, float em, Tone tone, bool strong) {
    if (text.empty()) return;
    const Rect visible = clips_.back();
    if (y > visible.bottom() || y + em * 1.5f < visible.y) return;
    for (std::size_t i = 0; i < text.size();) font_.note(next_character(text, i));
    const float ascent = font_.im()->GetFontBaked(em)->Ascent;
    const float top = std::round(y + em * kIdeographAscent - ascent);
    const char* end = text.data() + text.size();
    list_->AddText(font_.im(), em, {std::round(x), top}, color(tone), text.data(), end);
    if (strong) {
        const float off = std::clamp(std::round(em * kEmbolden), 1.0f, kMostEmbolden);
        list_->AddText(font_.im(), em, {std::round(x) + off, top}, color(tone), text.data(), end);
    }
}

void Painter::push_clip(Rect r) {
    const Rect c = intersection(clips_.back(), r);
    clips_.push_back(c);
    list_->PushClipRect({c.x, c.y}, {c.right(), c.bottom()}, false);
}

void Painter::pop_clip() {
    clips_.pop_back();
    list_->PopClipRect();
}

}  // namespace xf::kiosk
