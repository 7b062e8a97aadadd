#include "kiosk/widgets/scroll_area.hpp"

#include <algorithm>
#include <memory>

#include "shared/base/assert.hpp"

namespace xf::kiosk {
namespace {

/// Lists up to here are drawn whole; of longer ones what is nearly seen.
constexpr std::size_t kWholeList = 100;

/// Room at the sides for the shadows of cards.
Rect grown(const Ui& ui, Rect view) {
    const float bleed = ui.m.shadow_blur;
    return {view.x - bleed, view.y, view.w + 2 * bleed, view.h};
}

}  // namespace

ScrollArea::ScrollArea(Ui& ui, std::string_view key, Rect view, Side side)
    : ui_(ui),
      key_(key),
      view_(view),
      scroller_(ui.enter_scroller(key, grown(ui, view))),
      side_(side) {
    buttons_ = scroller_.scrolls_y() && !ui.m.compact() && side == Side::own;
    column_ = view;
    column_.y -= scroller_.y();
    if (buttons_) column_.w -= ui.m.target + ui.space(kMedium);
}

bool ScrollArea::nearly_sees(float top, float bottom) const {
    return bottom >= view_.y - view_.h && top <= view_.bottom() + view_.h;
}

void ScrollArea::end(float bottom) {
    scroller_.set_content(0, bottom - column_.y);
    ended_ = true;
}

ScrollArea::~ScrollArea() {
    XF_ASSERT(ended_);
    ui_.leave_scroller();
    if (!scroller_.scrolls_y() || side_ == Side::none) return;
    if (buttons_) {
        draw_buttons();
        return;
    }
    // A thin bar on a phone: there the finger knows how to scroll.
    const float share = view_.h / (view_.h + scroller_.max_y());
    const float height = std::max(view_.h * share, ui_.m.target);
    const float y = view_.y + (view_.h - height) * scroller_.y() / scroller_.max_y();
    const float width = ui_.space(kTiny);
    ui_.paint.box({view_.right() + width / 2, y, width, height}, Tone::line, width / 2);
}

Rect at_least(Ui& ui, Rect r, float height) {
    if (height <= r.h + 1 || ui.at_end) return r;
    auto area = std::make_shared<ScrollArea>(ui, "page", r);
    const Rect c = area->column();
    ui.at_end = [area, bottom = c.y + height] { area->end(bottom); };
    return {c.x, c.y, c.w, height};
}

void scroll_rows(Ui& ui, Rect view, std::string_view key, Text name, std::size_t count,
                 const DrawRow& draw) {
    ScrollArea area(ui, key, view);
    const Rect c = area.column();
    const Group list(ui, Role::list, "items", tr(name), c);
    const bool whole = count <= kWholeList;
    RowHeights& rows = area.scroller().rows;
    rows.fit(count, c.w, ui.m.line(Type::body));
    float y = c.y + ui.space(kHair), moved = 0;
    for (std::size_t row = 0; row < count; ++row) {
        const float taken = rows.of(row, ui.m.target);  // to be as tall, while it is not known
        if (whole || area.nearly_sees(y, y + taken)) {
            if (!whole) ui.next_item(row + 1, count);
            rows.set(row, draw({c.x, y, c.w, 0}, row));
        }
        // What can be seen stays where it is, also when a row above it turns out taller.
        const float found = rows.of(row, ui.m.target);
        const float height = area.above(y + taken) ? taken : found;
        moved += found - height;
        y += height + ui.space(kSmall);
    }
    area.end(y + moved);
    area.scroller().shift(moved);
    rows.drawn();
}

void ScrollArea::draw_buttons() {
    const Ui& ui = ui_;
    const float size = ui.m.target;
    const float x = view_.right() - size;
    const struct {
        std::string_view key;
        Text name;
        Icon icon;
        int direction;
        float y;
        bool enabled;
    } both[] = {
        {"up", Text::action_page_up, Icon::up, -1, view_.y, scroller_.y() > 0},
        {"down", Text::action_page_down, Icon::down, 1, view_.bottom() - size,
         scroller_.y() < scroller_.max_y()},
    };
    // The track between them says how far along one is.
    const float gap = ui.space(kSmall);
    const float width = ui.space(kTiny);
    const Rect track = {x + (size - width) / 2, view_.y + size + gap, width,
                        view_.h - 2 * (size + gap)};
    if (track.h > size) {
        const float share = view_.h / (view_.h + scroller_.max_y());
        const float height = std::max(track.h * share, gap);
        const float y = track.y + (track.h - height) * scroller_.y() / scroller_.max_y();
        ui_.paint.box(track, Tone::line, width / 2);
        ui_.paint.box({track.x, y, width, height}, Tone::edge, width / 2);
    }
    const Group group(ui_, Role::group, key_ + ".pages", {}, {x, view_.y, size, view_.h});
    for (const auto& b : both) {
        const Rect r = {x, b.y, size, size};
        const Press p = ui_.press(b.key, tr(b.name), r, b.enabled);
        ui_.paint.box(r, p.held ? Tone::accent_soft : Tone::surface, size / 2);
        ui_.paint.outline(r, b.enabled ? Tone::edge : Tone::line, size / 2, ui.m.hairline);
        draw_icon(ui_, r, ui.m.icon, b.icon, b.enabled ? Tone::accent : Tone::line);
        ui_.focus_ring(p, r, size / 2);
        if (p) scroller_.page(b.direction, ui.time_ms);
    }
}

}  // namespace xf::kiosk
