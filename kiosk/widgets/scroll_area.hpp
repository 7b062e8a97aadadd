// A window onto something longer: dragged, flung, or turned with big ▲▼.
#pragma once

#include <algorithm>
#include <functional>
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

/// Rows under each other in a scroll area of their own. `draw` gets the place of a row at a height that
/// it chooses, and its number from 0, and returns the height. It must not count: of a long list distant
/// rows are left out.
using DrawRow = std::function<float(Rect, std::size_t)>;
void scroll_rows(Ui& ui, Rect view, std::string_view key, Text name, std::size_t count,
                 const DrawRow& draw);

/// The same of items: `draw(Rect, item)`, or `draw(Rect, item, row)`.
template <typename Items, typename Draw>
void scroll_list(Ui& ui, Rect view, std::string_view key, Text name, const Items& items,
                 Draw draw) {
    scroll_rows(ui, view, key, name, items.size(), [&](Rect place, std::size_t row) {
        if constexpr (std::is_invocable_v<Draw&, Rect, decltype(items[row]), std::size_t>)
            return draw(place, items[row], row);
        else
            return draw(place, items[row]);
    });
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
