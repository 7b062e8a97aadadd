// A device that belongs to no village yet asks for its one-time code.
#include "kiosk/screens/screens.hpp"
#include "kiosk/screens/sealed_file.hpp"
#include "kiosk/widgets/button.hpp"
#include "kiosk/widgets/card.hpp"
#include "kiosk/widgets/page.hpp"
#include "kiosk/widgets/text_field.hpp"

namespace xf::kiosk::screens {
namespace {

constexpr std::size_t kCodeBytes = 64;
constexpr float kFormShare = 0.8f;  // of the measure

}  // namespace

void draw(const app::EnrolView& view, const app::Snapshot& s, Ui& ui) {
    Rect r = page(ui, s,
                  {.title = std::string(tr(Text::enrol_title)),
                   .hint = std::string(tr(Text::enrol_hint)),
                   .navigation = view.again,
                   .column = ui.m.measure * kFormShare});
    float y = r.y + ui.space(kLarge);
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
    y += banner(ui, {r.x, y, r.w, 0},
                {.mood = Mood::warn,
                 .title = std::string(tr(Text::enrol_aside)),
                 .detail = std::string(tr(Text::enrol_aside_detail))}) +
         ui.space(kMedium);
    sealed_file(ui, {r.x, y, r.w, sealed_file_height(ui, r.w, view.sealed, s.sealed_as)},
                view.sealed, s.sealed_as);
}

}  // namespace xf::kiosk::screens
