// The household's requests, or at a desk everybody's.
#include <array>

#include "kiosk/screens/screens.hpp"
#include "kiosk/widgets/badge.hpp"
#include "kiosk/widgets/button.hpp"
#include "kiosk/widgets/card.hpp"
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
    // Two have room on a phone: being late counts for more than having been reported.
    const std::string clock = clock_text(item);
    const bool late = desk && item.late();
    const BadgeSpec badges[] = {badge_of(item.state), late
                                                          ? BadgeSpec{Mood::bad, Icon::clock, clock}
                                                          : badge_of(item.record)};
    std::string detail =
        std::string(word_of(item.category)) + " · " + format(Text::request_number, {item.number}) +
        " · " + (item.anonymous ? day_text(china_day(item.at), now) : moment_text(item.at, now));
    if (item.level != app::RequestLevel::village)
        detail += " · " + std::string(level_text(item.level));
    if (item.anonymous) detail += " · " + std::string(tr(Text::request_anonymous));
    if (!item.person.empty()) detail += " · " + item.person;
    if (desk && !item.holder.empty()) detail += " · " + holder_text(item, false);
    const std::string key = key_of(item.id);
    const RowResult row = list_row(
        ui, r,
        {.key = key,
         .icon = icon_of(item.category),
         .title = item.summary.empty() ? std::string(tr(Text::privacy_erased_text)) : item.summary,
         .detail = detail,
         .badges = badges,
         .pressable = true});
    if (row.press) ui.submit(app::OpenRequest{item.id});
    return row.height;
}

std::vector<ButtonSpec> desk_buttons(bool can_file) {
    std::vector<ButtonSpec> specs = {
        {.key = "figures", .label = tr(Text::figures_title), .icon = Icon::audit}};
    if (can_file)
        specs.push_back({.key = "behalf",
                         .label = tr(Text::requests_behalf),
                         .kind = ButtonKind::primary,
                         .icon = Icon::plus});
    return specs;
}

/// At a desk: to file for somebody, and how many there were. In the same place as every primary action.
Rect draw_desk_buttons(Ui& ui, Rect r, bool can_file) {
    const std::vector<ButtonSpec> specs = desk_buttons(can_file);
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

BannerSpec kept_banner(const app::KeptText& kept) {
    return {.mood = Mood::warn,
            .icon = Icon::pencil,
            .title = std::string(tr(Text::requests_kept)),
            .detail = kept.text};
}

std::array<ButtonSpec, 2> kept_choices() {
    return {ButtonSpec{.key = "kept_drop", .label = tr(Text::requests_kept_drop)},
            ButtonSpec{.key = "kept_file",
                       .label = tr(Text::requests_kept_file),
                       .kind = ButtonKind::primary,
                       .icon = Icon::check}};
}

/// What was written when a login ended: it is filed now, or thrown away.
Rect below_kept(Ui& ui, Rect r, const app::KeptText& kept) {
    float y = r.y + banner(ui, r, kept_banner(kept)) + ui.space(kSmall);
    const auto choices = kept_choices();
    const float height = button_row_height(ui, r.w, choices);
    const int pressed = button_row(ui, {r.x, y, r.w, height}, choices);
    if (pressed == 0) ui.submit(app::DropKept{kept.id});
    if (pressed == 1) ui.submit(app::FileKept{kept.id});
    y += height + ui.space(kMedium);
    return {r.x, y, r.w, r.bottom() - y};
}

/// Height of everything, with a row of the list.
float needed(Ui& ui, float width, const app::RequestsView& v, bool desk) {
    float height = ui.space(kMedium);
    height += desk ? button_row_height(ui, width, desk_buttons(v.can_file)) : ui.m.target_primary;
    if (v.kept)
        height += banner_height(ui, width, kept_banner(*v.kept)) +
                  button_row_height(ui, width, kept_choices()) + 2 * ui.space(kMedium);
    if (v.controls) return height + list_controls_height(ui, *v.controls);
    return height + rows_height(ui);
}

}  // namespace

void draw(const app::RequestsView& v, const app::Snapshot& s, Ui& ui) {
    const bool desk = s.role == app::DeviceRole::desk;
    Rect r =
        page(ui, s,
             {.title = std::string(tr(desk ? Text::requests_desk_title : Text::requests_title)),
              .hint = std::string(tr(desk ? Text::requests_desk_hint : Text::requests_hint)),
              .column = ui.m.column});
    r = at_least(ui, r, needed(ui, r.w, v, desk));
    r = desk ? draw_desk_buttons(ui, r, v.can_file) : draw_new_button(ui, r);
    if (v.kept) r = below_kept(ui, r, *v.kept);
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
