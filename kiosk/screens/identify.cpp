// Who is there: card (or the staff's names), PIN, person. One question a screen.
#include <algorithm>

#include "kiosk/screens/screens.hpp"
#include "kiosk/widgets/badge.hpp"
#include "kiosk/widgets/empty_state.hpp"
#include "kiosk/widgets/list_row.hpp"
#include "kiosk/widgets/page.hpp"
#include "kiosk/widgets/pin_pad.hpp"
#include "kiosk/widgets/scroll_area.hpp"
#include "shared/base/limits.hpp"

namespace xf::kiosk::screens {
namespace {

using Step = app::IdentifyView::Step;

/// A household card as it looks in the hand.
void draw_card_picture(Ui& ui, Rect r) {
    ui.paint.shadow(r, ui.m.radius_card, ui.m.shadow_blur, ui.m.shadow_drop);
    ui.paint.box(r, Tone::accent, ui.m.radius_card);
    const float pad = r.h * 0.11f;
    const float code = r.h * 0.5f;
    const Rect white = {r.right() - pad - code, r.bottom() - pad - code, code, code};
    ui.paint.box(white, Tone::on_accent, ui.m.radius_control);
    draw_icon(ui, white, code * 0.78f, Icon::scan, Tone::accent);
    const float line = ui.m.line_tight(Type::body);
    ui.label({r.x + pad, r.y + pad, r.w - 2 * pad, line}, tr(Text::identify_card_name),
             {.tone = Tone::on_accent, .strong = true, .silent = true});
    const float bar = r.h * 0.06f;
    ui.paint.box({r.x + pad, r.bottom() - pad - bar, r.w * 0.34f, bar}, Tone::accent_held, bar / 2);
    ui.paint.box({r.x + pad, r.bottom() - pad - 3 * bar, r.w * 0.24f, bar}, Tone::accent_held,
                 bar / 2);
}

/// The demo's cards, to press instead of scanning.
void draw_demo_cards(Ui& ui, Rect r, const app::IdentifyView& v) {
    ScrollArea area(ui, "cards", r);
    const Rect c = area.column();
    float y = c.y + ui.space(kHair);
    badge(ui, {c.x, y, 0, ui.m.badge}, demo_badge());
    const float x = badge_width(ui, demo_badge()) + ui.space(kSmall);
    ui.label({c.x + x, y, c.w - x, ui.m.badge}, tr(Text::identify_demo_hint),
             {.type = Type::small, .tone = Tone::ink_soft});
    y += ui.m.badge + ui.space(kSmall);
    const Group list(ui, Role::list, "demo", tr(Text::identify_demo_hint), c);
    const int columns = c.w > ui.m.measure * 0.9f ? 2 : 1;
    const float gap = ui.space(kSmall);
    const float width = (c.w - gap * static_cast<float>(columns - 1)) / static_cast<float>(columns);
    float tallest = 0;
    for (std::size_t i = 0; i < v.demo_cards.size(); ++i) {
        const app::DemoCard& card = v.demo_cards[i];
        const auto column = static_cast<int>(i) % columns;
        const std::string key = "card" + std::to_string(i);
        const RowResult row =
            list_row(ui, {c.x + static_cast<float>(column) * (width + gap), y, width, 0},
                     {.key = key,
                      .icon = Icon::card,
                      .title = card.household,
                      .detail = format(Text::identify_demo_pin, {card.pin}),
                      .pressable = true});
        if (row.press) ui.submit(app::UseDemoCard{static_cast<std::uint32_t>(i)});
        tallest = std::max(tallest, row.height);
        if (column + 1 == columns || i + 1 == v.demo_cards.size()) {
            y += tallest + gap;
            tallest = 0;
        }
    }
    area.end(y + ui.space(kTiny));
}

void draw_card_step(const app::IdentifyView& v, const app::Snapshot& s, Ui& ui) {
    Rect r = page(ui, s,
                  {.title = std::string(tr(Text::identify_card_title)),
                   .hint = std::string(tr(Text::identify_card_hint)),
                   .step = 1,
                   .steps = 3,
                   .column = ui.m.column});
    const bool demo = !v.demo_cards.empty();
    const float shape = 1.586f;  // ISO/IEC 7810 ID-1
    const float share = demo ? (ui.m.wide() ? 1.0f : 0.30f) : 0.72f;
    const Rect left =
        ui.m.wide() && demo ? Rect{r.x, r.y, r.w * 0.42f, r.h} : Rect{r.x, r.y, r.w, r.h * share};
    const float height = std::min({left.h * 0.8f, left.w * 0.86f / shape, ui.m.tile_max * 0.9f});
    const float y = ui.m.wide() ? left.y + (left.h - height) * 0.3f : left.y + ui.space(kTiny);
    draw_card_picture(ui, {left.x + (left.w - height * shape) / 2, y, height * shape, height});
    if (!demo) return;
    const float below = y + height + ui.space(kLarge);
    draw_demo_cards(ui,
                    ui.m.wide() ? Rect{r.x + r.w * 0.48f, r.y, r.w * 0.52f, r.h}
                                : Rect{r.x, below, r.w, r.bottom() - below},
                    v);
}

void draw_staff_step(const app::IdentifyView& v, const app::Snapshot& s, Ui& ui) {
    Rect r = page(ui, s,
                  {.title = std::string(tr(Text::identify_staff_title)),
                   .hint = std::string(tr(Text::identify_staff_hint)),
                   .step = 1,
                   .steps = 2,
                   .column = ui.m.measure});
    if (v.staff.empty()) {
        empty_state(ui, r, Icon::person, tr(Text::identify_no_staff),
                    tr(Text::identify_no_staff_detail));
        return;
    }
    ScrollArea area(ui, "staff", r);
    const Rect c = area.column();
    float y = c.y + ui.space(kHair);
    const Group list(ui, Role::list, "staff", tr(Text::identify_staff_title), c);
    for (const app::DemoStaff& person : v.staff) {
        const std::string key = "staff" + std::to_string(person.no.value);
        const BadgeSpec marks[] = {demo_badge()};
        RowSpec row = {.key = key, .icon = Icon::person, .title = person.name, .pressable = true};
        if (!person.pin.empty()) {
            row.detail = format(Text::identify_demo_pin, {person.pin});
            row.badges = marks;
        }
        const RowResult drawn = list_row(ui, {c.x, y, c.w, 0}, row);
        if (drawn.press) ui.submit(app::ChooseStaff{person.no});
        y += drawn.height + ui.space(kSmall);
    }
    area.end(y);
}

void submit_digits(Ui& ui, const PinPresses& presses) {
    for (std::uint8_t digit = 0; digit <= 9; ++digit)
        for (int i = 0; i < presses.count[digit]; ++i) ui.submit(app::PinDigit{digit});
    for (int i = 0; i < presses.count[static_cast<int>(PinKey::erase)]; ++i)
        ui.submit(app::PinErase{});
}

void draw_pin_step(const app::IdentifyView& v, const app::Snapshot& s, Ui& ui) {
    const bool checking = v.step == Step::checking;
    const bool staff = s.role == app::DeviceRole::desk;
    Rect r = page(ui, s,
                  {.title = std::string(tr(Text::identify_pin_title)),
                   .hint = format(Text::identify_pin_hint, {v.for_whom}),
                   .step = 2,
                   .steps = staff ? 2 : 3});
    const float dots = ui.m.target;
    const float note = ui.m.line_tight(Type::body) + ui.space(kSmall);
    const Point pad = pin_pad_size(ui, r.w, r.h - dots - note - ui.space(kSmall));
    float y = r.y;
    if (!ui.m.compact()) y += std::max(0.0f, (r.h - dots - note - pad.y) * 0.3f);
    pin_dots(ui, {r.x, y, r.w, dots}, v.digits, limits::kPinDigits);
    y += dots;
    ui.label({r.x, y, r.w, note},
             tr(checking ? Text::identify_checking : Text::identify_pin_secret),
             {.tone = checking ? Tone::accent : Tone::ink_soft,
              .align = Align::center,
              .role = checking ? Role::status : Role::text});
    y += note + ui.space(kSmall);
    const PinPresses presses = pin_pad(ui, {r.x + (r.w - pad.x) / 2, y, pad.x, pad.y}, !checking);
    submit_digits(ui, presses);
}

void draw_person_step(const app::IdentifyView& v, const app::Snapshot& s, Ui& ui) {
    Rect r = page(ui, s,
                  {.title = std::string(tr(Text::identify_person_title)),
                   .hint = v.for_whom,
                   .step = 3,
                   .steps = 3,
                   .column = ui.m.measure});
    ScrollArea area(ui, "persons", r);
    const Rect c = area.column();
    float y = c.y + ui.space(kHair);
    const Group list(ui, Role::list, "persons", tr(Text::identify_person_title), c);
    for (const app::PersonView& person : v.persons) {
        const std::string key = "person" + std::to_string(person.no.value);
        const RowResult row =
            list_row(ui, {c.x, y, c.w, 0},
                     {.key = key, .icon = Icon::person, .title = person.name, .pressable = true});
        if (row.press) ui.submit(app::ChoosePerson{person.no});
        y += row.height + ui.space(kSmall);
    }
    area.end(y);
}

}  // namespace

void draw(const app::IdentifyView& v, const app::Snapshot& s, Ui& ui) {
    switch (v.step) {
        case Step::card:
            draw_card_step(v, s, ui);
            break;
        case Step::staff:
            draw_staff_step(v, s, ui);
            break;
        case Step::pin:
        case Step::checking:
            draw_pin_step(v, s, ui);
            break;
        case Step::person:
            draw_person_step(v, s, ui);
            break;
    }
}

}  // namespace xf::kiosk::screens
