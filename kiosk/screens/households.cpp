// The village's households, and one of them, as staff sees them.
#include <algorithm>

#include "kiosk/screens/balance.hpp"
#include "kiosk/screens/screens.hpp"
#include "kiosk/widgets/badge.hpp"
#include "kiosk/widgets/button.hpp"
#include "kiosk/widgets/empty_state.hpp"
#include "kiosk/widgets/list_choices.hpp"
#include "kiosk/widgets/list_controls.hpp"
#include "kiosk/widgets/list_row.hpp"
#include "kiosk/widgets/page.hpp"
#include "kiosk/widgets/scroll_area.hpp"

namespace xf::kiosk::screens {
namespace {

std::string title_of(const std::string& name) {
    return name.empty() ? std::string(tr(Text::privacy_erased_household)) : name;
}

float draw_item(Ui& ui, Rect r, const app::HouseholdItem& item) {
    const std::string key = "household" + std::to_string(item.no.value);
    const RowResult row = list_row(
        ui, r,
        {.key = key,
         .icon = Icon::people,
         .title = title_of(item.name),
         .detail = format(Text::households_detail,
                          {number(item.no.value), grid_text(item.grid), number(item.persons)}),
         .amount = format(Text::points_of, {number(item.available)}),
         .pressable = true});
    if (row.press) ui.submit(app::OpenHousehold{item.no});
    return row.height;
}

/// Its members, and beside them its card. The height of both.
float draw_facts(Ui& ui, Rect r, const app::HouseholdView& v) {
    std::string members;
    for (const std::string& name : v.persons) members += (members.empty() ? "" : "、") + name;
    if (members.empty()) members = tr(Text::household_no_members);
    const bool valid = v.cards > 0;
    const BadgeSpec states[] = {
        {valid ? Mood::good : Mood::warn, valid ? Icon::check : Icon::warning,
         tr(valid ? Text::household_card_valid : Text::household_card_none)}};
    const RowSpec who = {.key = "members",
                         .icon = Icon::people,
                         .title = std::string(tr(Text::household_members)),
                         .detail = members};
    const RowSpec card = {.key = "card",
                          .icon = Icon::card,
                          .title = std::string(tr(Text::household_card)),
                          .detail = std::string(tr(Text::household_card_detail)),
                          .badges = states};
    const float gap = ui.space(kSmall);
    if (ui.m.compact()) {
        const float first = list_row(ui, r, who).height + gap;
        return first + list_row(ui, {r.x, r.y + first, r.w, 0}, card).height;
    }
    const float half = (r.w - gap) / 2;
    const float first = list_row(ui, {r.x, r.y, half, 0}, who).height;
    return std::max(first, list_row(ui, {r.x + half + gap, r.y, half, 0}, card).height);
}

}  // namespace

void draw(const app::HouseholdsView& v, const app::Snapshot& s, Ui& ui) {
    Rect r = page(ui, s,
                  {.title = std::string(tr(Text::households_title)),
                   .hint = std::string(tr(Text::households_hint)),
                   .column = ui.m.column});
    r = at_least(ui, r, list_controls_height(ui, v.controls));
    r = list_controls(ui, r, v.controls, Text::households_search);
    if (v.items.empty()) {
        if (!nothing_found(ui, r, v.controls))
            empty_state(ui, r, Icon::people, tr(Text::households_empty),
                        tr(Text::households_empty_detail));
        return;
    }
    const std::string key = "households" + std::to_string(v.controls.first);
    scroll_list(
        ui, r, key, Text::households_title, v.items,
        [&](Rect place, const app::HouseholdItem& item) { return draw_item(ui, place, item); });
}

void draw(const app::HouseholdView& v, const app::Snapshot& s, Ui& ui) {
    Rect r = page(ui, s,
                  {.title = title_of(v.name),
                   .hint = format(Text::households_detail,
                                  {number(v.no.value), grid_text(v.grid),
                                   number(static_cast<std::int64_t>(v.persons.size()))})});
    // Its height is known one frame later; the settling frames take care of that.
    float& facts = ui.cache<float>("facts");
    const float foot = v.can_file ? ui.m.target_primary + ui.space(kMedium) : 0;
    r = at_least(ui, r, facts + balance_height(ui) + foot);
    if (v.can_file) {
        const float height = ui.m.target_primary;
        const ButtonSpec file = {.key = "file", .label = tr(Text::behalf), .icon = Icon::requests};
        if (button(ui, {r.x, r.bottom() - height, r.w, height}, file)) ui.submit(app::OpenBehalf{});
        r.h -= foot;
    }
    facts = draw_facts(ui, r, v) + ui.space(kMedium);
    draw_balance(ui, {r.x, r.y + facts, r.w, r.h - facts}, v.balance, s.now);
}

}  // namespace xf::kiosk::screens
