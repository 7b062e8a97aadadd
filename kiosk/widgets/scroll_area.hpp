// A window onto something longer: dragged, flung, or turned with big ▲▼.
#pragma once

#include <algorithm>
#include <type_traits>

#include "kiosk/widgets/icon.hpp"

namespace xf::kiosk {

class ScrollArea {
public:
    /// Its own ▲▼ and track, or nothing: the screen draws what moves it.
    enum class Side : std::uint8_t { own, none };
    ScrollArea(Ui& ui, std::string_view key, Rect view, Side side = Side::own);
    ~ScrollArea();
    ScrollArea(const ScrollArea&) = delete;
    ScrollArea& operator=(const ScrollArea&) = delete;

    /// Where to lay out: `y` is the top of the content, already scrolled; `h` is meaningless.
    Rect column() const { return column_; }
    /// Content from `top` to `bottom` can be seen, or is at most a window away: rows outside may be
    /// left out of the drawing, and keyboard and reader still find the next one.
    bool nearly_sees(float top, float bottom) const;
    /// What ends there is above what can be seen.
    bool above(float bottom) const { return bottom <= view_.y; }
    /// REQUIRED once: where the content ended.
    void end(float bottom);
    Scroller& scroller() { return scroller_; }

private:
    void draw_buttons();

    Ui& ui_;
    std::string key_;
    Rect view_;
    Rect column_;
    Scroller& scroller_;
    Side side_;
    bool buttons_ = false;
    bool ended_ = false;
};

/// For a screen that needs more height than there is, as with a large type on a small surface: what is
/// laid out in the returned place, which has that height, scrolls as a whole from here on. Where it
/// fits (within a pixel), or where the screen scrolls already, it is `r`.
Rect at_least(Ui& ui, Rect r, float height);

/// Lists up to here are drawn whole; of longer ones what is nearly seen.
inline constexpr std::size_t kWholeList = 100;

template <typename Draw, typename Item>
float draw_row(Draw& draw, Rect place, const Item& item, std::size_t row) {
    if constexpr (std::is_invocable_v<Draw&, Rect, const Item&, std::size_t>)
        return draw(place, item, row);
    else
        return draw(place, item);
}

/// Rows under each other in a scroll area of their own. `draw(Rect, item)`, or `draw(Rect, item, row)`
/// with the number of the row from 0, gets the place of one at a height that it chooses, and returns
/// that. It must not count: of a long list distant rows are left out.
template <typename Items, typename Draw>
void scroll_list(Ui& ui, Rect view, std::string_view key, Text name, const Items& items,
                 Draw draw) {
    ScrollArea area(ui, key, view);
    const Rect c = area.column();
    const Group list(ui, Role::list, "items", tr(name), c);
    const bool whole = items.size() <= kWholeList;
    RowHeights& rows = area.scroller().rows;
    rows.fit(items.size(), c.w, ui.m.line(Type::body));
    float y = c.y + ui.space(kHair), moved = 0;
    std::size_t row = 0;
    for (const auto& item : items) {
        const float taken = rows.of(row, ui.m.target);  // to be as tall, while it is not known
        if (whole || area.nearly_sees(y, y + taken)) {
            if (!whole) ui.next_item(row + 1, items.size());
            rows.set(row, draw_row(draw, Rect{c.x, y, c.w, 0}, item, row));
        }
        // What can be seen stays where it is, also when a row above it turns out taller.
        const float height = area.above(y + taken) ? taken : rows.of(row, ui.m.target);
        moved += rows.of(row++, ui.m.target) - height;
        y += height + ui.space(kSmall);
    }
    area.end(y + moved);
    area.scroller().shift(moved);
    rows.drawn();
}

/// The same in columns: cards beside each other, each line of them as tall as its tallest.
template <typename Items, typename Draw>
void card_grid(Ui& ui, Rect view, std::string_view key, Text name, const Items& items, int columns,
               Draw draw) {
    ScrollArea area(ui, key, view);
    const Rect c = area.column();
    const Group list(ui, Role::list, "items", tr(name), c);
    const float gap = ui.space(kSmall);
    const float width = (c.w - gap * static_cast<float>(columns - 1)) / static_cast<float>(columns);
    float y = c.y + ui.space(kHair), tallest = 0;
    int column = 0;
    for (const auto& item : items) {
        if (column == columns) {
            y += tallest + gap;
            tallest = 0;
            column = 0;
        }
        const float x = c.x + static_cast<float>(column++) * (width + gap);
        tallest = std::max(tallest, draw(Rect{x, y, width, 0}, item));
    }
    area.end(y + tallest + gap);
}

}  // namespace xf::kiosk
