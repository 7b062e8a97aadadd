// A household's own phone: card number, PIN, and a moment until its data is here.
#include <algorithm>

#include "kiosk/screens/screens.hpp"
#include "kiosk/widgets/button.hpp"
#include "kiosk/widgets/card.hpp"
#include "kiosk/widgets/page.hpp"
#include "kiosk/widgets/pin_pad.hpp"
#include "shared/base/limits.hpp"

namespace xf::kiosk::screens {
namespace {

using Step = app::LoginView::Step;

constexpr float kUpperThird = 0.3f;  // where a lone block stands in what is left over

/// What was typed, in a field of its own; a card's number is no secret.
void draw_number(Ui& ui, Rect r, const std::string& typed) {
    ui.paint.box(r, Tone::surface, ui.m.radius_control);
    ui.paint.outline(r, typed.empty() ? Tone::edge : Tone::accent, ui.m.radius_control,
                     ui.m.stroke);
    const bool empty = typed.empty();
    ui.label(r, empty ? tr(Text::login_number_empty) : std::string_view(typed),
             {.type = empty ? Type::body : Type::title,
              .tone = empty ? Tone::ink_soft : Tone::ink,
              .align = Align::center,
              .strong = !empty});
}

void draw_remember(Ui& ui, Rect r, bool on) {
    const Press p = press_card(ui, "remember", tr(Text::login_remember), r, true, on);
    const float side = ui.m.icon;
    const float pad = ui.space(kSmall);
    const Rect box = {r.x + pad, r.y + (r.h - side) / 2, side, side};
    if (on) {
        ui.paint.box(box, Tone::accent, ui.m.radius_control / 2);
        draw_icon(ui, box, side, Icon::check, Tone::on_accent, Tone::accent);
    } else {
        ui.paint.outline(box, Tone::edge, ui.m.radius_control / 2, ui.m.stroke);
    }
    const float x = box.right() + pad;
    ui.label({x, r.y, r.right() - x - pad, r.h}, tr(Text::login_remember),
             {.type = Type::small, .silent = true});
    if (p) ui.submit(app::SetRemember{!on});
}

/// The keys in what is left of `r` above `below`, centred.
void draw_keys(Ui& ui, Rect r, bool enabled) {
    const Point pad = pin_pad_size(ui, r.w, r.h);
    const PinPresses presses = pin_pad(ui, {r.x + (r.w - pad.x) / 2, r.y, pad.x, pad.y}, enabled);
    for (std::uint8_t digit = 0; digit <= 9; ++digit)
        for (int i = 0; i < presses.count[digit]; ++i) ui.submit(app::LoginDigit{digit});
    for (int i = 0; i < presses.count[static_cast<int>(PinKey::erase)]; ++i)
        ui.submit(app::LoginErase{});
}

/// On a large panel a lone block does not hang under the title.
Rect in_upper_third(Ui& ui, Rect r, float needed) {
    if (ui.m.compact()) return r;
    const float spare = std::max(0.0f, r.h - needed);
    return {r.x, r.y + spare * kUpperThird, r.w, r.h - spare * kUpperThird};
}

void draw_number_step(const app::LoginView& v, const app::Snapshot& s, Ui& ui) {
    Rect r = page(ui, s,
                  {.title = std::string(tr(Text::login_title)),
                   .hint = std::string(tr(Text::login_number_hint)),
                   .step = 1,
                   .steps = 3,
                   .column = ui.m.measure});
    const float gap = ui.space(kSmall);
    const float next_h = ui.m.target_primary;
    const float field_h = ui.m.target;
    const float chrome = field_h + next_h + 2 * gap;
    r = in_upper_third(ui, r, chrome + pin_pad_size(ui, r.w, r.h - chrome).y);
    draw_number(ui, {r.x, r.y, r.w, field_h}, v.number);
    float y = r.y + field_h + gap;
    const Point pad = pin_pad_size(ui, r.w, r.bottom() - y - next_h - gap);
    draw_keys(ui, {r.x, y, r.w, pad.y}, true);
    y += pad.y + gap;
    const ButtonSpec next = {.key = "next",
                             .label = tr(Text::login_next),
                             .kind = ButtonKind::primary,
                             .icon = Icon::next,
                             .enabled = !v.number.empty()};
    if (button(ui, {r.x, y, r.w, next_h}, next)) ui.submit(app::LoginNext{});
}

void draw_pin_step(const app::LoginView& v, const app::Snapshot& s, Ui& ui) {
    const bool checking = v.step == Step::checking;
    const std::string hint = v.scanned ? std::string(tr(Text::login_pin_scanned))
                                       : format(Text::login_pin_hint, {v.number});
    Rect r = page(ui, s,
                  {.title = std::string(tr(Text::identify_pin_title)),
                   .hint = checking ? std::string(tr(Text::identify_checking)) : hint,
                   .step = 2,
                   .steps = 3,
                   .column = ui.m.measure});
    const float gap = ui.space(kSmall);
    const float dots = ui.m.target;
    const float keep = ui.m.target;
    const float chrome = dots + keep + 2 * gap;
    r = in_upper_third(ui, r, chrome + pin_pad_size(ui, r.w, r.h - chrome).y);
    pin_dots(ui, {r.x, r.y, r.w, dots}, checking ? limits::kPinDigits : v.digits,
             limits::kPinDigits);
    float y = r.y + dots + gap;
    const Point pad = pin_pad_size(ui, r.w, r.bottom() - y - keep - gap);
    draw_keys(ui, {r.x, y, r.w, pad.y}, !checking);
    y += pad.y + gap;
    draw_remember(ui, {r.x, y, r.w, keep}, v.remember);
}

void draw_loading(const app::Snapshot& s, Ui& ui) {
    Rect r = page(ui, s,
                  {.title = std::string(tr(Text::login_loading_title)),
                   .step = 3,
                   .steps = 3,
                   .column = ui.m.measure});
    const bool online = s.freshness.online || !s.freshness.synced_at;
    banner(ui, {r.x, r.y, r.w, 0},
           {.icon = online ? Icon::sync : Icon::offline,
            .title = std::string(tr(Text::login_loading)),
            .detail = std::string(tr(Text::login_loading_detail))});
}

}  // namespace

void draw(const app::LoginView& v, const app::Snapshot& s, Ui& ui) {
    switch (v.step) {
        case Step::number:
            draw_number_step(v, s, ui);
            break;
        case Step::pin:
        case Step::checking:
            draw_pin_step(v, s, ui);
            break;
        case Step::loading:
            draw_loading(s, ui);
            break;
    }
}

}  // namespace xf::kiosk::screens
