#include "kiosk/screens/privacy_notice.hpp"

#include "kiosk/widgets/button.hpp"
#include "kiosk/widgets/list_row.hpp"
#include "kiosk/widgets/page.hpp"
#include "kiosk/widgets/scroll_area.hpp"

namespace xf::kiosk::screens {
namespace {

struct Item {
    std::string_view key;
    Icon icon;
    Text title, detail;
};
constexpr Item kPoints[] = {
    {"kept", Icon::pencil, Text::privacy_kept, Text::privacy_kept_detail},
    {"why", Icon::hand, Text::privacy_why, Text::privacy_why_detail},
    {"who", Icon::people, Text::privacy_who, Text::privacy_who_detail},
    {"how_long", Icon::clock, Text::privacy_how_long, Text::privacy_how_long_detail},
    {"rights", Icon::person, Text::privacy_rights, Text::privacy_rights_detail},
};

}  // namespace

void draw_privacy_notice(const app::IdentifyView& v, const app::Snapshot& s, Ui& ui) {
    const Rect r = page(ui, s,
                        {.title = std::string(tr(Text::privacy_title)),
                         .hint = format(Text::privacy_hint, {v.for_whom}),
                         .column = ui.m.column});
    const ButtonSpec choices[] = {
        {.key = "decline", .label = tr(Text::privacy_decline), .icon = Icon::leave},
        {.key = "accept",
         .label = tr(Text::privacy_accept),
         .kind = ButtonKind::primary,
         .icon = Icon::check}};
    const float foot = button_row_height(ui, r.w, choices);
    const int pressed = button_row(ui, {r.x, r.bottom() - foot, r.w, foot}, choices);
    if (pressed == 0) ui.submit(app::SignOff{});
    if (pressed == 1) ui.submit(app::AcceptNotice{});
    card_grid(ui, {r.x, r.y, r.w, r.h - foot - ui.space(kMedium)}, "points", Text::privacy_title,
              kPoints, ui.m.wide() ? 2 : 1, [&](Rect place, const Item& point) {
                  return list_row(ui, place,
                                  {.key = point.key,
                                   .icon = point.icon,
                                   .title = std::string(tr(point.title)),
                                   .detail = std::string(tr(point.detail))})
                      .height;
              });
}

}  // namespace xf::kiosk::screens
