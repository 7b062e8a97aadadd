// A browser that opens the town's page for the first time: which village is it about?
#include "kiosk/screens/guest_foot.hpp"
#include "kiosk/screens/screens.hpp"
#include "kiosk/widgets/button.hpp"
#include "kiosk/widgets/card.hpp"
#include "kiosk/widgets/empty_state.hpp"
#include "kiosk/widgets/list_row.hpp"
#include "kiosk/widgets/page.hpp"
#include "kiosk/widgets/scroll_area.hpp"

namespace xf::kiosk::screens {
namespace {

void draw_unreachable(Ui& ui, Rect r) {
    const float height = ui.m.target_primary;
    empty_state(ui, {r.x, r.y, r.w, r.h - height - ui.space(kMedium)}, Icon::offline,
                tr(Text::villages_unreachable), tr(Text::villages_unreachable_detail));
    const ButtonSpec again = {.key = "again",
                              .label = tr(Text::villages_again),
                              .kind = ButtonKind::primary,
                              .icon = Icon::sync};
    if (button(ui, {r.x, r.bottom() - height, r.w, height}, again)) ui.submit(app::SyncNow{});
}

}  // namespace

void draw(const app::VillagesView& v, const app::Snapshot& s, Ui& ui) {
    Rect r = page(ui, s,
                  {.title = std::string(tr(Text::villages_title)),
                   .hint = std::string(tr(Text::villages_hint)),
                   .navigation = false,
                   .column = ui.m.measure});
    r = above_enrolment(ui, r);
    if (v.villages.empty()) {
        if (!v.reachable) return draw_unreachable(ui, r);
        banner(ui, {r.x, r.y, r.w, 0},
               {.icon = Icon::sync, .title = std::string(tr(Text::villages_asking))});
        return;
    }
    ScrollArea area(ui, "villages", r);
    const Rect c = area.column();
    float y = c.y + ui.space(kHair);
    const Group list(ui, Role::list, "villages", tr(Text::villages_title), c);
    for (std::size_t i = 0; i < v.villages.size(); ++i) {
        const std::string key = "village" + std::to_string(i);
        const RowResult row = list_row(ui, {c.x, y, c.w, 0},
                                       {.key = key,
                                        .icon = Icon::home,
                                        .title = v.villages[i],
                                        .detail = v.town,
                                        .pressable = true});
        if (row.press) ui.submit(app::ChooseVillage{static_cast<std::uint32_t>(i)});
        y += row.height + ui.space(kSmall);
    }
    area.end(y);
}

}  // namespace xf::kiosk::screens
