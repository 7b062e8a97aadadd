// What can be put on the surface: shapes with anti-aliased edges, soft shadows, lines of text.
// Everything goes into one Dear ImGui draw list; nobody else calls it.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "kiosk/paint/font.hpp"
#include "kiosk/tokens/color.hpp"

struct ImDrawList;

namespace xf::kiosk {

struct Point {
    float x = 0, y = 0;
};

/// Which corners of a box are rounded.
enum class Corners : std::uint8_t { all, none, top, bottom, left, right };

class Painter {
public:
    Painter(Font& font, const Palette& palette) : font_(font), palette_(palette) {}

    void begin(ImDrawList* list, Rect surface);

    void box(Rect r, Tone fill, float radius = 0, Corners corners = Corners::all);
    void outline(Rect r, Tone tone, float radius, float thickness);
    /// A soft shadow around (not under) a rounded box, falling `drop` below it.
    void shadow(Rect r, float radius, float blur, float drop);
    void circle(Point center, float radius, Tone fill);
    void ring(Point center, float radius, Tone tone, float thickness);
    void line(Point a, Point b, Tone tone, float thickness);
    /// A stroke with round ends through the points.
    void stroke(std::span<const Point> points, Tone tone, float thickness, bool closed);
    void polygon(std::span<const Point> points, Tone fill);

    /// The part `seen` (of 1 × 1) of a texture of the renderer's.
    void image(Rect r, std::uint64_t texture, Rect seen, float radius);

    /// One line; `y` is the top of the em square. A strong text is drawn a little wider.
    void text(float x, float y, std::string_view text, float em, Tone tone, bool strong = false);

    /// Narrows drawing to a rectangle until pop_clip.
    void push_clip(Rect r);
    void pop_clip();
    Rect clip() const { return clips_.back(); }

    Font& font() { return font_; }

private:
    std::uint32_t color(Tone tone) const;

    Font& font_;
    const Palette& palette_;
    ImDrawList* list_ = nullptr;
    std::vector<Rect> clips_;
};

Rect intersection(Rect a, Rect b);
/// Smaller by `by` on every side; never negative.
Rect inset(Rect r, float by);
/// A place of a grid, row by row, whose first one is `first`.
Rect grid_place(Rect first, float gap, int columns, int index);

}  // namespace xf::kiosk
