// A published document, on a sheet of paper, under the verdict on the log that it came from; or that
// it was withdrawn.
#include "kiosk/widgets/document.hpp"

#include "kiosk/screens/log_state.hpp"
#include "kiosk/screens/publish_words.hpp"
#include "kiosk/screens/screens.hpp"
#include "kiosk/widgets/empty_state.hpp"
#include "kiosk/widgets/page.hpp"
#include "kiosk/widgets/picture.hpp"
#include "kiosk/widgets/scroll_area.hpp"

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

}  // namespace

void draw(const app::DocumentView& v, const app::Snapshot& s, Ui& ui) {
    const std::string when = format(Text::notices_published, {day_text(v.item.published, s.now)});
    const std::string hint =
        v.item.document_number.empty() ? when : v.item.document_number + " · " + when;
    // Its own title stands on the sheet; only a document without one has it above.
    const bool titled = !v.blocks.empty() && v.blocks[0].kind == app::Block::Kind::title;
    Rect r = page(ui, s,
                  {.title = titled ? std::string(word_of_kind(v.item.kind)) : v.item.title,
                   .hint = ui.m.compact() ? std::string() : hint,
                   .reading = true,
                   .column = ui.m.column});
    // The verdict stays in sight; on a phone only a bad one does, a good one scrolls with the sheet.
    BannerSpec verdict = v.corrected ? correction() : banner_of(v.log, s.now);
    verdict.low = true;
    const bool pinned = !ui.m.compact() || verdict.alert || v.withdrawn;
    const float gap = ui.space(kMedium);
    if (pinned) {
        const float used = banner(ui, r, verdict) + gap;
        r = {r.x, r.y + used, r.w, r.h - used};
    }

    if (v.withdrawn) return draw_withdrawal(ui, r, *v.withdrawn, s.now);

    // The sheet runs to the screen's edges on a phone: every millimetre is for the text.
    const float bleed = ui.m.compact() ? ui.space(kLarge) - ui.space(kTiny) : 0;
    ScrollArea area(ui, "document", {r.x - bleed, r.y, r.w + 2 * bleed, r.h});
    Rect c = area.column();
    if (!pinned) c.y += banner(ui, {r.x, c.y, r.w, 0}, verdict) + gap / 2;
    const float pad = ui.m.compact() ? ui.space(kMedium) : ui.space(kVast);
    auto& layout = ui.cache<DocumentLayout>("layout");
    layout.prepare(ui, v, c.w - 2 * pad);
    const Rect sheet = {c.x, c.y + ui.space(kTiny), c.w,
                        layout.height() + pictures_below(ui, c.w - 2 * pad, v.papers) + 2 * pad};
    ui.paint.shadow(sheet, ui.m.radius_control, ui.m.shadow_blur, ui.m.shadow_drop);
    ui.paint.box(sheet, Tone::surface, ui.m.radius_control);
    layout.draw(ui, {sheet.x + pad, sheet.y + pad, sheet.w - 2 * pad, 0}, v);
    draw_pictures_below(ui, inset(sheet, pad), v.papers);
    area.end(sheet.bottom() + ui.space(kMedium));
}

}  // namespace xf::kiosk::screens
