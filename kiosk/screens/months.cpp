// 一月一晒: the months of a year. A month in which something is late stands out by icon and word.
#include <algorithm>

#include "kiosk/screens/log_state.hpp"
#include "kiosk/screens/screens.hpp"
#include "kiosk/widgets/badge.hpp"
#include "kiosk/widgets/button.hpp"
#include "kiosk/widgets/empty_state.hpp"
#include "kiosk/widgets/page.hpp"
#include "kiosk/widgets/scroll_area.hpp"
#include "kiosk/widgets/tile.hpp"

namespace xf::kiosk::screens {
namespace {

constexpr float kCellShare = 0.5f;  // of the highest tile

struct MonthMark {
    BadgeSpec badge;
    std::string word;  // what the badge says; it borrows this
};

/// Fills in place: the badge borrows the word.
void mark_of(const app::Month& month, MonthMark& mark) {
    using State = app::MonthState;
    switch (month.state) {
        case State::published:
            mark.word = tr(Text::months_published);
            mark.badge = {Mood::good, Icon::check, {}};
            break;
        case State::missing:
            mark.word = format(Text::months_missing,
                               {number(static_cast<std::int64_t>(month.count(State::missing)))});
            mark.badge = {Mood::bad, Icon::warning, {}};
            break;
        case State::open:
            mark.word = tr(Text::months_open);
            mark.badge = {Mood::plain, Icon::clock, {}};
            break;
        case State::ahead:
            mark.word = tr(Text::months_ahead);
            break;
        case State::none:
            mark.word = tr(Text::months_none);
            break;
    }
    mark.badge.word = mark.word;
}

void draw_month(Ui& ui, Rect r, const app::Month& month) {
    const std::string label = format(Text::months_month, {number(month.month.month)});
    MonthMark mark;
    mark_of(month, mark);
    const bool asked =
        month.state != app::MonthState::none && month.state != app::MonthState::ahead;
    const Press p = press_card(ui, label, label + " " + mark.word, r, asked);
    if (month.state == app::MonthState::missing) {
        ui.paint.box(r, p.held ? Tone::accent_soft : Tone::bad_soft, ui.m.radius_card);
        ui.paint.outline(r, Tone::bad, ui.m.radius_card, ui.m.stroke);
        ui.focus_ring(p, r, ui.m.radius_card);
    }
    const float title = ui.m.line_tight(Type::title);
    const float gap = ui.space(kTiny);
    const float y = r.y + (r.h - title - gap - ui.m.badge) / 2;
    ui.label({r.x, y, r.w, title}, label,
             {.type = Type::title,
              .tone = asked ? Tone::ink : Tone::ink_soft,
              .align = Align::center,
              .strong = true,
              .silent = true});
    const Rect below = {r.x, y + title + gap, r.w, ui.m.badge};
    if (!asked) {
        ui.label(
            below, mark.word,
            {.type = Type::small, .tone = Tone::ink_soft, .align = Align::center, .silent = true});
    } else {
        const float width = badge_width(ui, mark.badge);
        badge(ui, {below.x + (below.w - width) / 2, below.y, width, below.h}, mark.badge);
    }
    if (p) ui.submit(app::OpenMonth{month.month});
}

/// The years beside, at both ends of a row.
float draw_years(Ui& ui, Rect r, const app::MonthsView& v) {
    if (!v.earlier && !v.later) return 0;
    const std::string before = format(Text::months_year, {number(v.year - 1)});
    const std::string after = format(Text::months_year, {number(v.year + 1)});
    const ButtonSpec earlier = {.key = "earlier", .label = before, .icon = Icon::back};
    const ButtonSpec later = {.key = "later", .label = after, .icon = Icon::next};
    if (v.earlier && button(ui, {r.x, r.y, button_width(ui, earlier), ui.m.target}, earlier))
        ui.submit(app::OpenYear{static_cast<std::uint16_t>(v.year - 1)});
    const float width = button_width(ui, later);
    if (v.later && button(ui, {r.right() - width, r.y, width, ui.m.target}, later))
        ui.submit(app::OpenYear{static_cast<std::uint16_t>(v.year + 1)});
    return ui.m.target + ui.space(kMedium);
}

std::size_t late(const app::MonthsView& v) {
    std::size_t out = 0;
    for (const app::Month& month : v.months) out += month.count(app::MonthState::missing);
    return out;
}

BannerSpec late_banner(std::size_t count) {
    return {.mood = Mood::bad,
            .icon = Icon::warning,
            .title = format(Text::months_late, {number(static_cast<std::int64_t>(count))}),
            .detail = std::string(tr(Text::months_late_detail))};
}

/// As many beside each other as have room for what a month says.
int columns_of(const Ui& ui) {
    if (ui.m.compact()) return ui.m.narrow(ui.m.width) ? 2 : 3;
    return ui.m.wide() ? 4 : 3;
}

float gap_of(const Ui& ui) { return ui.m.compact() ? ui.space(kSmall) : ui.space(kMedium); }

float needed(Ui& ui, float width, const app::MonthsView& v, UnixTime now) {
    const int columns = columns_of(ui);
    const int rows = (static_cast<int>(v.months.size()) + columns - 1) / columns;
    const float cell = std::max(ui.m.target, ui.m.line_tight(Type::title) + ui.m.badge +
                                                 ui.space(kTiny) + ui.space(kSmall));
    float height = static_cast<float>(rows) * (cell + gap_of(ui));
    if (v.log.verdict == app::LogState::Verdict::changed)
        height += banner_height(ui, width, banner_of(v.log, now)) + ui.space(kMedium);
    if (const std::size_t count = late(v); count > 0)
        height += banner_height(ui, width, late_banner(count)) + ui.space(kMedium);
    if (v.earlier || v.later) height += ui.m.target + ui.space(kMedium);
    return height;
}

}  // namespace

void draw(const app::MonthsView& v, const app::Snapshot& s, Ui& ui) {
    Rect r = page(ui, s,
                  {.title = format(Text::months_title, {number(v.year)}),
                   .hint = std::string(tr(Text::months_hint)),
                   .column = ui.m.column});
    if (v.log.size > 0) r = at_least(ui, r, needed(ui, r.w, v, s.now));
    r = below_alarm(ui, r, v.log, s.now);
    if (v.log.size == 0)
        return void(empty_state(ui, r, Icon::calendar, tr(Text::months_empty),
                                tr(Text::months_empty_detail)));
    float used = 0;
    if (const std::size_t count = late(v); count > 0)
        used += banner(ui, r, late_banner(count)) + ui.space(kMedium);
    used += draw_years(ui, {r.x, r.y + used, r.w, 0}, v);
    r = {r.x, r.y + used, r.w, r.h - used};
    const int columns = columns_of(ui);
    const Group list(ui, Role::group, "months", tr(Text::months_months), r);
    for (int i = 0; const app::Month& month : v.months)
        draw_month(ui,
                   grid_cell(r, i++, static_cast<int>(v.months.size()), columns, gap_of(ui),
                             ui.m.tile_max * kCellShare),
                   month);
}

}  // namespace xf::kiosk::screens
