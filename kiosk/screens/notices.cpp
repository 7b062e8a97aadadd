// What the village has published, newest first, and whether the log of it holds.
#include "kiosk/screens/log_state.hpp"
#include "kiosk/screens/screens.hpp"
#include "kiosk/widgets/empty_state.hpp"
#include "kiosk/widgets/list_row.hpp"
#include "kiosk/widgets/page.hpp"
#include "kiosk/widgets/scroll_area.hpp"

namespace xf::kiosk::screens {
namespace {

float draw_item(Ui& ui, Rect r, const app::NoticeItem& item, UnixTime now) {
    std::string detail = format(Text::notices_published, {day_text(item.published, now)});
    if (!item.document_number.empty()) detail += " · " + item.document_number;
    if (!item.readable) detail += " · " + std::string(tr(Text::notices_not_here));
    const std::string key = "leaf" + std::to_string(item.leaf);
    const RowResult row = list_row(ui, r,
                                   {.key = key,
                                    .icon = Icon::notices,
                                    .title = item.title,
                                    .detail = detail,
                                    .pressable = true,
                                    .enabled = item.readable});
    if (row.press) ui.submit(app::OpenNotice{item.leaf});
    return row.height;
}

}  // namespace

void draw(const app::NoticesView& v, const app::Snapshot& s, Ui& ui) {
    Rect r = page(ui, s,
                  {.title = std::string(tr(Text::notices_title)),
                   .hint = std::string(tr(Text::notices_hint)),
                   .column = ui.m.column});
    const float used = banner(ui, r, banner_of(v.log, s.now)) + ui.space(kMedium);
    r = {r.x, r.y + used, r.w, r.h - used};
    if (v.items.empty()) {
        empty_state(ui, r, Icon::notices, tr(Text::notices_empty), tr(Text::notices_empty_detail));
        return;
    }
    scroll_list(
        ui, r, "notices", Text::notices_title, v.items,
        [&](Rect place, const app::NoticeItem& item) { return draw_item(ui, place, item, s.now); });
}

}  // namespace xf::kiosk::screens
