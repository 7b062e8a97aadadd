// The exact document before it is published, and the question whether it is to be. Also the script
// for the loudspeaker.
#include "kiosk/screens/publish_words.hpp"
#include "kiosk/screens/screens.hpp"
#include "kiosk/widgets/card.hpp"
#include "kiosk/widgets/dialog.hpp"
#include "kiosk/widgets/document.hpp"
#include "kiosk/widgets/empty_state.hpp"
#include "kiosk/widgets/page.hpp"
#include "kiosk/widgets/picture.hpp"
#include "kiosk/widgets/scroll_area.hpp"
#include "shared/base/money.hpp"

namespace xf::kiosk::screens {
namespace {

constexpr int kSheetLines = 8;  // of the document that are in sight at least

/// Sure? What was published stays for ever.
void ask(Ui& ui, const app::PreviewView& v, int& asked) {
    const ButtonSpec choices[] = {{.key = "wait", .label = tr(Text::preview_wait)},
                                  {.key = "publish",
                                   .label = tr(Text::preview_publish_now),
                                   .kind = ButtonKind::primary,
                                   .icon = Icon::check}};
    std::string body = std::string(tr(Text::preview_sure_detail));
    if (v.corrects) body += "\n" + std::string(tr(Text::preview_sure_correct));
    const int pressed = dialog(ui,
                               {.key = "sure",
                                .mood = Mood::warn,
                                .icon = Icon::warning,
                                .title = std::string(tr(Text::preview_sure)),
                                .body = std::move(body)},
                               choices);
    if (pressed >= 0) asked = 0;
    if (pressed == 1) ui.submit(app::ConfirmPublication{});
}

BannerSpec gap_banner(const app::PreviewView::Gap& gap) {
    return {.mood = Mood::warn,
            .icon = Icon::warning,
            .title = std::string(tr(Text::preview_opening)),
            .detail = format(Text::preview_opening_detail, {yuan(gap.left), yuan(gap.opening)})};
}

}  // namespace

void draw(const app::PreviewView& v, const app::Snapshot& s, Ui& ui) {
    Rect r = page(ui, s,
                  {.title = std::string(tr(Text::preview_title)),
                   .hint = std::string(tr(Text::preview_hint)),
                   .reading = true,
                   .column = ui.m.column});
    int& asked = ui.local("asked");
    const ButtonSpec choices[] = {
        {.key = "edit", .label = tr(Text::preview_edit), .icon = Icon::back},
        {.key = "publish",
         .label = tr(Text::preview_publish),
         .kind = ButtonKind::primary,
         .icon = Icon::verified}};
    const float foot = button_row_height(ui, r.w, choices);
    const float gap = v.gap ? banner_height(ui, r.w, gap_banner(*v.gap)) + ui.space(kMedium) : 0;
    r = at_least(ui, r, gap + foot + ui.space(kMedium) + ui.m.line(Type::body) * kSheetLines);
    const int pressed = button_row(ui, {r.x, r.bottom() - foot, r.w, foot}, choices);
    if (pressed == 0) ui.submit(app::GoBack{});
    if (pressed == 1) asked = 1;
    if (v.gap) {
        const float used = banner(ui, r, gap_banner(*v.gap)) + ui.space(kMedium);
        r = {r.x, r.y + used, r.w, r.h - used};
    }
    {
        ScrollArea area(ui, "document", {r.x, r.y, r.w, r.h - foot - ui.space(kMedium)});
        const Rect c = area.column();
        const float pad = ui.m.compact() ? ui.space(kMedium) : ui.space(kVast);
        auto& layout = ui.cache<DocumentLayout>("layout");
        layout.prepare(ui, v.document, c.w - 2 * pad);
        const Rect sheet = {
            c.x, c.y + ui.space(kTiny), c.w,
            layout.height() + pictures_below(ui, c.w - 2 * pad, v.pictures) + 2 * pad};
        ui.paint.shadow(sheet, ui.m.radius_control, ui.m.shadow_blur, ui.m.shadow_drop);
        ui.paint.box(sheet, Tone::surface, ui.m.radius_control);
        layout.draw(ui, {sheet.x + pad, sheet.y + pad, sheet.w - 2 * pad, 0}, v.document);
        draw_pictures_below(ui, inset(sheet, pad), v.pictures);
        area.end(sheet.bottom() + ui.space(kMedium));
    }
    if (asked != 0) ask(ui, v, asked);
}

void draw(const app::ScriptView& v, const app::Snapshot& s, Ui& ui) {
    Rect r = page(ui, s,
                  {.title = std::string(tr(Text::script_title)),
                   .hint = format(Text::script_hint, {number(v.month.year), number(v.month.month)}),
                   .reading = true,
                   .column = ui.m.measure});
    if (v.paragraphs.empty())
        return void(empty_state(ui, r, Icon::loudspeaker, tr(Text::script_empty),
                                tr(Text::script_empty_detail)));
    ScrollArea area(ui, "script", r);
    const Rect c = area.column();
    float y = c.y + ui.space(kTiny);
    for (const std::string& paragraph : v.paragraphs)
        y += ui.text({c.x, y, c.w, 0}, paragraph, {.type = Type::title, .loose = true}) +
             ui.space(kMedium);
    area.end(y);
}

}  // namespace xf::kiosk::screens
