// One month: 党务, 村务 and 财务, each with its document, or said to be late.
#include "kiosk/screens/log_state.hpp"
#include "kiosk/screens/publish_words.hpp"
#include "kiosk/screens/screens.hpp"
#include "kiosk/widgets/button.hpp"
#include "kiosk/widgets/list_row.hpp"
#include "kiosk/widgets/page.hpp"
#include "kiosk/widgets/scroll_area.hpp"

namespace xf::kiosk::screens {
namespace {

/// What is not there: late, or not yet.
float draw_absent(Ui& ui, Rect r, const app::MonthPart& part, Day deadline, UnixTime now) {
    const std::string_view what = word_of_kind(part.kind);
    const std::string day = day_text(deadline, now);
    RowSpec row = {.key = "absent", .title = format(Text::month_none, {what})};
    BadgeSpec mark;
    if (part.state == app::MonthState::missing) {
        mark = {Mood::bad, Icon::warning, tr(Text::month_missing_badge)};
        row.icon = Icon::warning;
        row.icon_tone = Tone::bad;
        row.icon_ground = Tone::bad_soft;
        row.title = format(Text::month_missing, {what});
        row.detail = format(Text::month_missing_detail, {day});
        row.badges = {&mark, 1};
    } else if (part.state == app::MonthState::open) {
        mark = {Mood::plain, Icon::clock, tr(Text::month_open_badge)};
        row.icon = Icon::clock;
        row.title = format(Text::month_open, {what});
        row.detail = format(Text::month_open_detail, {day});
        row.badges = {&mark, 1};
    }
    return list_row(ui, r, row).height;
}

float draw_item(Ui& ui, Rect r, const app::NoticeItem& item, UnixTime now) {
    const BadgeSpec mark = {Mood::good, Icon::check, tr(Text::month_published_badge)};
    std::string detail =
        item.title + " · " + format(Text::notices_published, {day_text(item.published, now)});
    if (!item.readable) detail += " · " + std::string(tr(Text::notices_not_here));
    const std::string key = "leaf" + std::to_string(item.leaf);
    const RowResult row = list_row(ui, r,
                                   {.key = key,
                                    .icon = icon_of_kind(item.kind),
                                    .title = std::string(word_of_kind(item.kind)),
                                    .detail = detail,
                                    .badges = {&mark, 1},
                                    .pressable = true,
                                    .enabled = item.readable});
    const bool accounts = item.kind == app::LeafKind::finance && item.has_figures;
    if (row.press && accounts) ui.submit(app::OpenFinance{item.leaf});
    if (row.press && !accounts) ui.submit(app::OpenNotice{item.leaf});
    return row.height;
}

float draw_part(Ui& ui, Rect r, const app::MonthPart& part, Day deadline, UnixTime now) {
    const std::string key = "part" + std::to_string(static_cast<int>(part.kind));
    const Group group(ui, Role::group, key, word_of_kind(part.kind), r);
    if (part.items.empty()) return draw_absent(ui, r, part, deadline, now);
    float y = r.y;
    for (const app::NoticeItem& item : part.items)
        y += draw_item(ui, {r.x, y, r.w, 0}, item, now) + ui.space(kSmall);
    return y - r.y - ui.space(kSmall);
}

/// 还用过：公开栏 11月7日（财务）、…
float draw_channels(Ui& ui, Rect r, const app::MonthView& v, UnixTime now) {
    if (v.channels.empty()) return 0;
    std::string all;
    for (const app::ChannelView& used : v.channels) {
        if (!all.empty()) all += "、";
        all += format(Text::channel_one,
                      {word_of(used.channel), day_text(used.day, now), word_of_kind(used.kind)});
    }
    return ui.text(r, format(Text::channel_used, {all}), {.tone = Tone::ink_soft, .loose = true}) +
           ui.space(kMedium);
}

/// What staff does with a month besides; what is left of `r` above.
Rect draw_desk(Ui& ui, Rect r) {
    const ButtonSpec choices[] = {
        {.key = "channel", .label = tr(Text::channel_write), .icon = Icon::board},
        {.key = "script", .label = tr(Text::script_open), .icon = Icon::loudspeaker}};
    const float height = button_row_height(ui, r.w, choices);
    const int pressed = button_row(ui, {r.x, r.bottom() - height, r.w, height}, choices);
    if (pressed == 0) ui.submit(app::OpenChannelForm{});
    if (pressed == 1) ui.submit(app::OpenScript{});
    return {r.x, r.y, r.w, r.h - height - ui.space(kMedium)};
}

}  // namespace

void draw(const app::MonthView& v, const app::Snapshot& s, Ui& ui) {
    Rect r = page(ui, s,
                  {.title = format(Text::month_title,
                                   {number(v.month.month.year), number(v.month.month.month)}),
                   .column = ui.m.column});
    r = below_alarm(ui, r, v.log, s.now);
    if (v.desk) r = draw_desk(ui, r);
    const float used = draw_channels(ui, r, v, s.now);
    r = {r.x, r.y + used, r.w, r.h - used};
    scroll_list(ui, r, "parts", Text::month_parts, v.month.parts,
                [&](Rect place, const app::MonthPart& part) {
                    return draw_part(ui, place, part, v.deadline, s.now);
                });
}

}  // namespace xf::kiosk::screens
