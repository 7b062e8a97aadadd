// A published document, on a sheet of paper, under the verdict on the log that it came from.
#include "kiosk/widgets/document.hpp"

#include "kiosk/screens/log_state.hpp"
#include "kiosk/screens/screens.hpp"
#include "kiosk/widgets/page.hpp"
#include "kiosk/widgets/scroll_area.hpp"

namespace xf::kiosk::screens {

void draw(const app::DocumentView& v, const app::Snapshot& s, Ui& ui) {
    const std::string when = format(Text::notices_published, {day_text(v.item.published, s.now)});
    const std::string hint =
        v.item.document_number.empty() ? when : v.item.document_number + " · " + when;
    Rect r = page(
        ui, s,
        {.title = v.item.title, .hint = ui.m.compact() ? std::string() : hint, .reading = true});
    r = column_of(r, ui.m.column);
    const float used = banner(ui, r, banner_of(v.log, s.now)) + ui.space(kMedium);
    r = {r.x, r.y + used, r.w, r.h - used};

    // The sheet runs to the screen's edges on a phone: every millimetre is for the text.
    const float bleed = ui.m.compact() ? ui.space(kLarge) - ui.space(kTiny) : 0;
    ScrollArea area(ui, "document", {r.x - bleed, r.y, r.w + 2 * bleed, r.h});
    const Rect c = area.column();
    const float pad = ui.m.compact() ? ui.space(kMedium) : ui.space(kVast);
    auto& layout = ui.cache<DocumentLayout>("layout");
    layout.prepare(ui, v, c.w - 2 * pad);
    const Rect sheet = {c.x, c.y + ui.space(kTiny), c.w, layout.height() + 2 * pad};
    ui.paint.shadow(sheet, ui.m.radius_control, ui.m.shadow_blur, ui.m.shadow_drop);
    ui.paint.box(sheet, Tone::surface, ui.m.radius_control);
    layout.draw(ui, {sheet.x + pad, sheet.y + pad, sheet.w - 2 * pad, 0}, v);
    area.end(sheet.bottom() + ui.space(kMedium));
}

}  // namespace xf::kiosk::screens
