// Who did what, when, where and with which verdict.
#include "kiosk/screens/screens.hpp"
#include "kiosk/widgets/badge.hpp"
#include "kiosk/widgets/empty_state.hpp"
#include "kiosk/widgets/list_controls.hpp"
#include "kiosk/widgets/list_row.hpp"
#include "kiosk/widgets/page.hpp"
#include "kiosk/widgets/scroll_area.hpp"

namespace xf::kiosk::screens {
namespace {

Icon icon_of_area(std::string_view area) {
    if (area == "requests") return Icon::requests;
    if (area == "points") return Icon::points;
    if (area == "shop") return Icon::shop;
    if (area == "people") return Icon::people;
    if (area == "devices") return Icon::window;
    return Icon::audit;
}

std::string_view text_of(app::AuditMethod method) {
    switch (method) {
        case app::AuditMethod::card_and_pin:
            return tr(Text::audit_method_card);
        case app::AuditMethod::staff_pin:
            return tr(Text::audit_method_staff);
        case app::AuditMethod::hub:
            return tr(Text::audit_method_hub);
        case app::AuditMethod::claim_code:
            return tr(Text::audit_method_claim);
        case app::AuditMethod::none:
            break;
    }
    return tr(Text::audit_by_device);
}

std::string detail_of(const app::AuditItem& item, UnixTime now) {
    std::string out = item.who;
    const auto add = [&out](std::string_view part) {
        if (part.empty()) return;
        if (!out.empty()) out += " · ";
        out += part;
    };
    add(item.post);
    add(moment_text(item.at, now));
    add(item.device.empty() ? tr(Text::audit_hub) : std::string_view(item.device));
    add(text_of(item.method));
    add(format(Text::request_number, {item.number}));
    return out;
}

float draw_item(Ui& ui, Rect r, const app::AuditItem& item, UnixTime now) {
    const std::string_view event = event_text(item.event);
    const BadgeSpec states[] = {badge_of(item.state)};
    const std::string key = "record" + item.number;
    RowSpec row = {.key = key,
                   .icon = icon_of_area(item.area),
                   .title = item.household.empty()
                                ? std::string(event)
                                : format(Text::audit_about, {event, item.household}),
                   .detail = detail_of(item, now),
                   .badges = states};
    if (item.reason) row.note = error_text(*item.reason);
    return list_row(ui, r, row).height;
}

}  // namespace

void draw(const app::AuditView& v, const app::Snapshot& s, Ui& ui) {
    Rect r = page(ui, s,
                  {.title = std::string(tr(Text::audit_title)),
                   .hint = std::string(tr(Text::audit_hint)),
                   .column = ui.m.column});
    r = at_least(ui, r, list_controls_height(ui, v.controls));
    r = list_controls(ui, r, v.controls, Text::audit_search);
    if (v.items.empty()) {
        if (!nothing_found(ui, r, v.controls))
            empty_state(ui, r, Icon::audit, tr(Text::audit_empty), tr(Text::audit_empty_detail));
        return;
    }
    const std::string key = "records" + std::to_string(v.controls.first);
    scroll_list(
        ui, r, key, Text::audit_title, v.items,
        [&](Rect place, const app::AuditItem& item) { return draw_item(ui, place, item, s.now); });
}

}  // namespace xf::kiosk::screens
