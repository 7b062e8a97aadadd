#include "kiosk/screens/screens.hpp"

#include "kiosk/screens/overlay.hpp"
#include "kiosk/widgets/list_controls.hpp"
#include "kiosk/widgets/page.hpp"
#include "kiosk/widgets/picture.hpp"

namespace xf::kiosk::screens {

std::string name_of(const app::View& view) {
    std::string name = "screen" + std::to_string(view.index());
    if (const auto* v = std::get_if<app::RequestView>(&view)) {
        const EventKey& id = v->item.id;
        name += "." + std::to_string(id.device.value) + "-" + std::to_string(id.epoch.value) + "-" +
                std::to_string(id.seq.value);
    } else if (const auto* d = std::get_if<app::DocumentView>(&view)) {
        name += "." + std::to_string(d->item.leaf);
    } else if (const auto* form = std::get_if<app::FormView>(&view)) {
        name += "." + form->draft + "." + std::to_string(static_cast<int>(form->part));
    } else if (const auto* f = std::get_if<app::FinanceView>(&view)) {
        name += "." + std::to_string(f->item.leaf);
    } else if (const auto* m = std::get_if<app::MatterView>(&view)) {
        name += "." + m->matter.matter.text();
    } else if (const auto* month = std::get_if<app::MonthView>(&view)) {
        name += "." + std::to_string(month->month.month.number());
    } else if (const auto* i = std::get_if<app::IdentifyView>(&view)) {
        name += "." + std::to_string(static_cast<int>(i->step));
    } else if (const auto* login = std::get_if<app::LoginView>(&view)) {
        name += "." + std::to_string(static_cast<int>(login->step));
    } else if (const auto* h = std::get_if<app::HouseholdView>(&view)) {
        name += "." + std::to_string(h->no.value);
    } else if (const auto* a = std::get_if<app::AwardView>(&view)) {
        const EventKey& id = a->item.id;
        name += "." + std::to_string(id.device.value) + "-" + std::to_string(id.epoch.value) + "-" +
                std::to_string(id.seq.value) + (a->objecting ? ".objecting" : "");
    } else if (const auto* award = std::get_if<app::AwardFormView>(&view)) {
        name += "." + award->draft + "." + std::to_string(static_cast<int>(award->question));
    }
    return name;
}

namespace {

constexpr float kSealShare = 1.5f;       // of the large icon
constexpr float kOpticalMiddle = 0.45f;  // a little above the middle looks like the middle

bool enters_pin(const app::Snapshot& s) {
    const auto* identify = std::get_if<app::IdentifyView>(&s.view);
    return identify && identify->step == app::IdentifyView::Step::pin && !s.message &&
           s.idle_countdown_s == 0;
}

/// A card's number or a PIN, on the keys of a login.
bool enters_login(const app::Snapshot& s) {
    using Step = app::LoginView::Step;
    const auto* login = std::get_if<app::LoginView>(&s.view);
    return login && (login->step == Step::number || login->step == Step::pin) && !s.message;
}

/// A character of a claim code, in whichever case it was typed; 0 where none is asked for.
char claim_character(char32_t c, const app::Snapshot& s) {
    const auto* entry = std::get_if<app::ClaimEntryView>(&s.view);
    const bool asked = entry && entry->step == app::ClaimEntryView::Step::typing && !s.message &&
                       s.idle_countdown_s == 0;
    const char32_t upper = c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c;
    const bool known = upper < 128 && app::kClaimCharacters.find(static_cast<char>(upper)) !=
                                          std::string_view::npos;
    return asked && known ? static_cast<char>(upper) : '\0';
}

}  // namespace

std::optional<app::Command> command_of(char32_t c, const app::Snapshot& s) {
    if (c >= '0' && c <= '9' && enters_pin(s))
        return app::PinDigit{static_cast<std::uint8_t>(c - '0')};
    if (c >= '0' && c <= '9' && enters_login(s))
        return app::LoginDigit{static_cast<std::uint8_t>(c - '0')};
    if (const char character = claim_character(c, s)) return app::ClaimKey{character};
    return std::nullopt;
}

std::optional<app::Command> command_of(Key key, const app::Snapshot& s) {
    if (key == Key::backspace && enters_pin(s)) return app::PinErase{};
    if (key == Key::backspace && enters_login(s)) return app::LoginErase{};
    if (key == Key::backspace && std::holds_alternative<app::ClaimEntryView>(s.view))
        return app::ClaimErase{};
    if (key != Key::escape) return std::nullopt;
    if (s.idle_countdown_s > 0) return app::StillHere{};
    if (s.message) return app::DismissMessage{};
    if (const auto* list = controls_of(s.view); list && list->open)
        return app::OpenChooser{std::nullopt};
    return app::GoBack{};
}

void draw_opening(Ui& ui) {
    const Rect surface = {0, 0, ui.m.width, ui.m.height};
    ui.paint.box(surface, Tone::paper);
    const float seal = ui.m.icon_large * kSealShare;
    const float y = (surface.h - seal) * kOpticalMiddle;
    draw_seal(ui, {(surface.w - seal) / 2, y, seal, seal}, false);
    ui.text({0, y + seal + ui.space(kMedium), surface.w, 0}, tr(Text::opening),
            {.tone = Tone::ink_soft, .align = Align::center, .role = Role::status});
}

void draw_all(const app::Snapshot& snapshot, Ui& ui) {
    const Rect surface = {0, 0, ui.m.width, ui.m.height};
    {
        const Group screen(ui, Role::group, name_of(snapshot.view), snapshot.village, surface);
        std::visit([&](const auto& view) { draw(view, snapshot, ui); }, snapshot.view);
        ui.end_screen();
    }
    if (const auto* list = controls_of(snapshot.view)) draw_open_chooser(ui, *list);
    draw_open_picture(ui);
    draw_overlay(snapshot, ui);
}

}  // namespace xf::kiosk::screens
