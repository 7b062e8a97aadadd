// Who is there: card (or the staff's names), PIN, person. One question a screen.
#include <algorithm>

#include "kiosk/screens/privacy_notice.hpp"
#include "kiosk/screens/screens.hpp"
#include "kiosk/widgets/badge.hpp"
#include "kiosk/widgets/card_picture.hpp"
#include "kiosk/widgets/empty_state.hpp"
#include "kiosk/widgets/list_controls.hpp"
#include "kiosk/widgets/list_row.hpp"
#include "kiosk/widgets/page.hpp"
#include "kiosk/widgets/pin_pad.hpp"
#include "kiosk/widgets/scroll_area.hpp"
#include "shared/base/limits.hpp"

namespace xf::kiosk::screens {
namespace {

using Step = app::IdentifyView::Step;

// Wide panel: the picture at the left, the demo's cards at the right.
constexpr float kPictureShare = 0.42f;
constexpr float kCardsFrom = 0.48f;
// Of the height that the picture may take elsewhere.
constexpr float kPictureAlone = 0.72f;
constexpr float kPictureAbove = 0.30f;
constexpr float kUpperThird = 0.3f;  // where a lone block stands in what is left over
constexpr float kTwoColumns = 0.9f;  // of the measure: from there on two cards beside each other

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
    const int columns = c.w > ui.m.measure * kTwoColumns ? 2 : 1;
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
    const bool beside = ui.m.wide() && demo;
    const float share = beside ? 1 : demo ? kPictureAbove : kPictureAlone;
    const Rect room = {r.x, r.y, beside ? r.w * kPictureShare : r.w, r.h * share};
    const Point size = card_picture_size(ui, room.w, room.h);
    const float y =
        ui.m.wide() ? room.y + (room.h - size.y) * kUpperThird : room.y + ui.space(kTiny);
    card_picture(ui, {room.x + (room.w - size.x) / 2, y, size.x, size.y});
    if (!demo) return;
    const float below = y + size.y + ui.space(kLarge);
    draw_demo_cards(ui,
                    ui.m.wide() ? Rect{r.x + r.w * kCardsFrom, r.y, r.w * (1 - kCardsFrom), r.h}
                                : Rect{r.x, below, r.w, r.bottom() - below},
                    v);
}

float draw_staff(Ui& ui, Rect r, const app::StaffItem& person) {
    const std::string key = "staff" + std::to_string(person.no.value);
    const BadgeSpec marks[] = {demo_badge()};
    RowSpec row = {.key = key,
                   .icon = Icon::person,
                   .title = person.name,
                   .detail = person.post,
                   .pressable = true};
    if (!person.pin.empty()) {
        row.detail += " · " + format(Text::identify_demo_pin, {person.pin});
        row.badges = marks;
    }
    const RowResult drawn = list_row(ui, r, row);
    if (drawn.press) ui.submit(app::ChooseStaff{person.no});
    return drawn.height;
}

void draw_staff_step(const app::IdentifyView& v, const app::Snapshot& s, Ui& ui) {
    Rect r = page(ui, s,
                  {.title = std::string(tr(Text::identify_staff_title)),
                   .hint = std::string(tr(Text::identify_staff_hint)),
                   .step = 1,
                   .steps = 2,
                   .column = ui.m.column});
    r = list_controls(ui, r, v.controls, Text::identify_staff_search);
    if (v.staff.empty()) {
        if (!nothing_found(ui, r, v.controls))
            empty_state(ui, r, Icon::person, tr(Text::identify_no_staff),
                        tr(Text::identify_no_staff_detail));
        return;
    }
    card_grid(
        ui, r, "staff", Text::identify_staff_title, v.staff, ui.m.compact() ? 1 : 2,
        [&](Rect place, const app::StaffItem& person) { return draw_staff(ui, place, person); });
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
    if (!ui.m.compact()) y += std::max(0.0f, (r.h - dots - note - pad.y) * kUpperThird);
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
    Rect r = page(
        ui, s,
        {.title = std::string(tr(s.role == app::DeviceRole::phone ? Text::login_person_title
                                                                  : Text::identify_person_title)),
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
        case Step::notice:
            draw_privacy_notice(v, s, ui);
            break;
    }
}

}  // namespace xf::kiosk::screens
