// A device that belongs to no village yet asks for its one-time code.
#include "kiosk/screens/screens.hpp"
#include "kiosk/screens/sealed_file.hpp"
#include "kiosk/widgets/button.hpp"
#include "kiosk/widgets/card.hpp"
#include "kiosk/widgets/page.hpp"
#include "kiosk/widgets/scroll_area.hpp"
#include "kiosk/widgets/text_field.hpp"

namespace xf::kiosk::screens {
namespace {

constexpr std::size_t kCodeBytes = 64;
constexpr float kFormShare = 0.8f;  // of the measure

BannerSpec aside() {
    return {.mood = Mood::warn,
            .title = std::string(tr(Text::enrol_aside)),
            .detail = std::string(tr(Text::enrol_aside_detail))};
}

/// Of what was set aside, below the form.
float aside_height(Ui& ui, float width, const app::EnrolView& view, const app::Snapshot& s) {
    if (view.sealed == app::SealedState::none) return 0;
    return ui.space(kLarge) + banner_height(ui, width, aside()) + ui.space(kMedium) +
           sealed_file_height(ui, width, view.sealed, s.sealed_as);
}

float form_height(Ui& ui) {
    return ui.m.line_tight(Type::body) + ui.space(kTiny) + text_field_height(ui, 1) +
           ui.space(kMedium) + ui.m.target_primary;
}

}  // namespace

void draw(const app::EnrolView& view, const app::Snapshot& s, Ui& ui) {
    Rect r = page(ui, s,
                  {.title = std::string(tr(Text::enrol_title)),
                   .hint = std::string(tr(Text::enrol_hint)),
                   .navigation = view.again,
                   .column = ui.m.measure * kFormShare});
    const float lead = ui.space(kLarge);
    if (!view.busy) r = at_least(ui, r, lead + form_height(ui) + aside_height(ui, r.w, view, s));
    float y = r.y + lead;
    if (view.busy) {
        banner(ui, {r.x, y, r.w, 0},
               {.icon = Icon::sync,
                .title = std::string(tr(Text::enrol_busy)),
                .detail = std::string(tr(Text::enrol_busy_detail))});
        return;
    }
    y += ui.text({r.x, y, r.w, 0}, tr(Text::enrol_code), {.strong = true}) + ui.space(kTiny);
    const Rect field = {r.x, y, r.w, text_field_height(ui, 1)};
    TextModel& code = text_field(ui, field,
                                 {.key = "code",
                                  .label = tr(Text::enrol_code),
                                  .placeholder = tr(Text::enrol_placeholder),
                                  .mode = InputMode::capitals,
                                  .max_bytes = kCodeBytes});
    y += field.h + ui.space(kMedium);
    const ButtonSpec go = {.key = "enrol",
                           .label = tr(Text::enrol_action),
                           .kind = ButtonKind::primary,
                           .enabled = !code.value.empty()};
    const bool entered = code.submitted && !code.value.empty();
    if (button(ui, {r.x, y, r.w, ui.m.target_primary}, go) || entered)
        ui.submit(app::Enrol{code.value});
    if (view.sealed == app::SealedState::none) return;
    y += ui.m.target_primary + ui.space(kLarge);
    y += banner(ui, {r.x, y, r.w, 0}, aside()) + ui.space(kMedium);
    sealed_file(ui, {r.x, y, r.w, sealed_file_height(ui, r.w, view.sealed, s.sealed_as)},
                view.sealed, s.sealed_as);
}

}  // namespace xf::kiosk::screens
