// The household's requests, or at a desk everybody's.
#include "kiosk/screens/screens.hpp"
#include "kiosk/widgets/badge.hpp"
#include "kiosk/widgets/button.hpp"
#include "kiosk/widgets/empty_state.hpp"
#include "kiosk/widgets/list_controls.hpp"
#include "kiosk/widgets/list_row.hpp"
#include "kiosk/widgets/page.hpp"
#include "kiosk/widgets/request_words.hpp"
#include "kiosk/widgets/scroll_area.hpp"

namespace xf::kiosk::screens {
namespace {

std::string key_of(const EventKey& id) {
    return "request" + std::to_string(id.device.value) + "-" + std::to_string(id.epoch.value) +
           "-" + std::to_string(id.seq.value);
}

float draw_item(Ui& ui, Rect r, const app::RequestItem& item, UnixTime now, bool desk) {
    std::vector<BadgeSpec> badges = {badge_of(item.state), badge_of(item.record)};
    if (item.level != app::RequestLevel::village)
        badges.push_back({Mood::plain, Icon::flag, level_text(item.level)});
    const std::string clock = clock_text(item);
    if (desk && item.late()) badges.push_back({Mood::bad, Icon::clock, clock});
    std::string detail =
        std::string(word_of(item.category)) + " · " + format(Text::request_number, {item.number}) +
        " · " + (item.anonymous ? day_text(china_day(item.at), now) : moment_text(item.at, now));
    if (item.anonymous) detail += " · " + std::string(tr(Text::request_anonymous));
    if (!item.person.empty()) detail += " · " + item.person;
    if (desk && !item.holder.empty()) detail += " · " + holder_text(item, false);
    const std::string key = key_of(item.id);
    const RowResult row = list_row(ui, r,
                                   {.key = key,
                                    .icon = icon_of(item.category),
                                    .title = item.summary,
                                    .detail = detail,
                                    .badges = badges,
                                    .pressable = true});
    if (row.press) ui.submit(app::OpenRequest{item.id});
    return row.height;
}

/// At a desk: to file for somebody, and how many there were. In the same place as every primary action.
Rect draw_desk_buttons(Ui& ui, Rect r, bool can_file) {
    std::vector<ButtonSpec> specs = {
        {.key = "figures", .label = tr(Text::figures_title), .icon = Icon::audit}};
    if (can_file)
        specs.push_back({.key = "behalf",
                         .label = tr(Text::requests_behalf),
                         .kind = ButtonKind::primary,
                         .icon = Icon::plus});
    const float height = button_row_height(ui, r.w, specs);
    const int pressed = button_row(ui, {r.x, r.bottom() - height, r.w, height}, specs);
    if (pressed == 0) ui.submit(app::ShowFigures{app::FiguresPeriod::month});
    if (pressed == 1) ui.submit(app::GoTo{app::Place::households});
    return {r.x, r.y, r.w, r.h - height - ui.space(kMedium)};
}

/// The button for a new one stands at the foot, in the same place as every primary action.
Rect draw_new_button(Ui& ui, Rect r) {
    const float height = ui.m.target_primary;
    const ButtonSpec spec = {.key = "new",
                             .label = tr(Text::requests_new),
                             .kind = ButtonKind::primary,
                             .icon = Icon::plus};
    if (button(ui, {r.x, r.bottom() - height, r.w, height}, spec))
        ui.submit(app::GoTo{app::Place::request_form});
    return {r.x, r.y, r.w, r.h - height - ui.space(kMedium)};
}

}  // namespace

void draw(const app::RequestsView& v, const app::Snapshot& s, Ui& ui) {
    const bool desk = s.role == app::DeviceRole::desk;
    Rect r =
        page(ui, s,
             {.title = std::string(tr(desk ? Text::requests_desk_title : Text::requests_title)),
              .hint = std::string(tr(desk ? Text::requests_desk_hint : Text::requests_hint)),
              .column = ui.m.column});
    r = desk ? draw_desk_buttons(ui, r, v.can_file) : draw_new_button(ui, r);
    if (v.controls) r = list_controls(ui, r, *v.controls, Text::requests_search);
    if (v.items.empty()) {
        if (v.controls && nothing_found(ui, r, *v.controls)) return;
        empty_state(ui, r, Icon::requests, tr(Text::requests_empty),
                    tr(desk ? Text::requests_desk_empty_detail : Text::requests_empty_detail));
        return;
    }
    scroll_list(ui, r, "requests", Text::requests_title, v.items,
                [&](Rect place, const app::RequestItem& item) {
                    return draw_item(ui, place, item, s.now, desk);
                });
}

}  // namespace xf::kiosk::screens
