// A published document, on a sheet of paper, under the verdict on the log that it came from; or that
// it was withdrawn.
#include "kiosk/widgets/document.hpp"

#include "kiosk/screens/log_state.hpp"
#include "kiosk/screens/print_words.hpp"
#include "kiosk/screens/publish_words.hpp"
#include "kiosk/screens/screens.hpp"
#include "kiosk/widgets/empty_state.hpp"
#include "kiosk/widgets/page.hpp"
#include "kiosk/widgets/page_rail.hpp"
#include "kiosk/widgets/picture.hpp"
#include "kiosk/widgets/scroll_area.hpp"
#include "kiosk/widgets/size_slider.hpp"

namespace xf::kiosk::screens {
namespace {

void draw_withdrawal(Ui& ui, Rect r, const app::Withdrawal& withdrawn, UnixTime now) {
    const std::string day = day_text(withdrawn.day, now);
    empty_state(ui, r, Icon::warning, tr(Text::document_withdrawn),
                withdrawn.reason.empty()
                    ? format(Text::document_withdrawn_on, {day})
                    : format(Text::document_withdrawn_why, {day, withdrawn.reason}));
}

BannerSpec correction() {
    return {.mood = Mood::warn,
            .icon = Icon::warning,
            .title = std::string(tr(Text::document_corrected)),
            .detail = std::string(tr(Text::document_corrected_detail)),
            .alert = true};
}

/// The size of the type, and beside it the way to paper where there is one; on a phone both would be too
/// narrow in one row. Returns the height taken.
float draw_controls(Ui& ui, Rect r, app::PrintState print) {
    const float target = ui.m.target, gap = ui.space(kMedium);
    float taken = target;
    if (print != app::PrintState::none) {
        const ButtonSpec spec = print_button(print, Text::print_document);
        const bool below = ui.m.compact();
        const float width = below ? r.w : button_width(ui, spec);
        const Rect place = {r.right() - width, below ? r.y + target + gap / 2 : r.y, width, target};
        if (button(ui, place, spec)) ui.submit(app::Print{});
        if (below)
            taken = place.bottom() - r.y;
        else
            r.w -= width + gap;
    }
    size_slider(ui, {r.x, r.y, r.w, target});
    return taken;
}

/// The document on its sheet, with what makes it easier to read: the size of its type above, its parts
/// at the side. On a phone all of that scrolls with the sheet, and it runs to the screen's edges: every
/// millimetre is for the text.
void draw_sheet(Ui& ui, Rect r, const app::DocumentView& v, const BannerSpec& verdict,
                bool pinned) {
    const float gap = ui.space(kMedium);
    const bool compact = ui.m.compact();
    if (!compact) {
        const float taken = draw_controls(ui, r, v.print) + gap;
        r = {r.x, r.y + taken, r.w, r.h - taken};
    }
    const float bleed = compact ? ui.space(kLarge) - ui.space(kTiny) : 0;
    const float rail = page_rail_width(ui);
    const Rect view = {r.x - bleed, r.y, r.w + 2 * bleed, r.h};
    const float beside = compact ? 0 : rail + gap;
    auto& layout = ui.cache<DocumentLayout>("layout");
    Scroller* scroller = nullptr;
    float top = 0;
    {
        ScrollArea area(ui, "document", {view.x, view.y, view.w - beside, view.h},
                        ScrollArea::Side::none);
        scroller = &area.scroller();
        Rect c = area.column();
        const float begin = c.y;
        // What is pressed there stands beside what a finger can press of the rail.
        const float under = r.w - (compact ? ui.m.target - bleed + gap / 2 : 0);
        if (!pinned) c.y += banner(ui, {r.x, c.y, under, 0}, verdict) + gap / 2;
        if (compact) {
            c.y += draw_controls(ui, {r.x, c.y, under, 0}, v.print) + gap / 2;
        }
        const float pad = compact ? ui.space(kMedium) : ui.space(kVast);
        const float right = compact ? pad / 2 + rail : pad;
        const float width = c.w - pad - right;
        layout.prepare(ui, v, width, reading_scale(ui));
        const Rect sheet = {c.x, c.y + ui.space(kTiny), c.w,
                            layout.height() + pictures_below(ui, width, v.papers) + 2 * pad};
        top = sheet.y + pad - begin;
        ui.paint.shadow(sheet, ui.m.radius_control, ui.m.shadow_blur, ui.m.shadow_drop);
        ui.paint.box(sheet, Tone::surface, ui.m.radius_control);
        const Rect inside = {sheet.x + pad, sheet.y + pad, width, sheet.h - 2 * pad};
        layout.draw(ui, inside, v);
        draw_pictures_below(ui, inside, v.papers);
        area.end(sheet.bottom() + gap);
    }
    page_rail(ui, {view.right() - ui.m.target, view.y, ui.m.target, view.h}, *scroller, layout,
              top - gap);
}

}  // namespace

void draw(const app::DocumentView& v, const app::Snapshot& s, Ui& ui) {
    const std::string when = format(Text::notices_published, {day_text(v.item.published, s.now)});
    const std::string hint =
        v.item.document_number.empty() ? when : v.item.document_number + " · " + when;
    // Its own title stands on the sheet; only a document without one has it above.
    const bool titled = !v.blocks.empty() && v.blocks[0].kind == app::Block::Kind::title;
    Rect r = page(ui, s,
                  {.title = titled ? std::string(word_of_kind(v.item.kind)) : v.item.title,
                   .hint = ui.m.compact() ? std::string() : std::string(print_hint(v.print, hint)),
                   .reading = true,
                   .column = ui.m.column});
    // The verdict stays in sight; on a phone only a bad one does, a good one scrolls with the sheet.
    BannerSpec verdict = v.corrected ? correction() : banner_of(v.log, s.now);
    verdict.low = true;
    const bool pinned = !ui.m.compact() || verdict.alert || v.withdrawn;
    if (pinned) {
        const float used = banner(ui, r, verdict) + ui.space(kMedium);
        r = {r.x, r.y + used, r.w, r.h - used};
    }

    if (v.withdrawn) return draw_withdrawal(ui, r, *v.withdrawn, s.now);

    draw_sheet(ui, r, v, verdict, pinned);
}

}  // namespace xf::kiosk::screens
