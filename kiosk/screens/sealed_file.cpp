#include "kiosk/screens/sealed_file.hpp"

#include "kiosk/widgets/button.hpp"
#include "kiosk/widgets/card.hpp"

namespace xf::kiosk::screens {
namespace {

BannerSpec banner_of(const std::string& name) {
    return {.mood = Mood::good,
            .icon = Icon::saved,
            .title = std::string(tr(Text::damaged_sealed)),
            .detail = name};
}

/// Of the file that was made, with white below it where there is another one to make.
float made_height(Ui& ui, float width, app::SealedState state, const std::string& name) {
    if (name.empty()) return 0;
    const float more = state == app::SealedState::done ? 0 : ui.space(kMedium);
    return banner_height(ui, width, banner_of(name)) + more;
}

bool has_button(app::SealedState state) {
    return state == app::SealedState::offered || state == app::SealedState::busy;
}

}  // namespace

float sealed_file_height(Ui& ui, float width, app::SealedState state, const std::string& name) {
    if (state == app::SealedState::none) return 0;
    const float button_h = has_button(state) ? ui.m.target_primary : 0;
    return made_height(ui, width, state, name) + button_h;
}

void sealed_file(Ui& ui, Rect r, app::SealedState state, const std::string& name) {
    if (state == app::SealedState::none) return;
    if (!name.empty()) banner(ui, r, banner_of(name));
    if (!has_button(state)) return;
    const bool busy = state == app::SealedState::busy;
    const Text offer = name.empty() ? Text::damaged_seal : Text::damaged_seal_next;
    const ButtonSpec seal = {
        .key = "seal", .label = tr(busy ? Text::damaged_sealing : offer), .enabled = !busy};
    const float above = made_height(ui, r.w, state, name);
    if (button(ui, {r.x, r.y + above, r.w, r.h - above}, seal)) ui.submit(app::SealAside{});
}

}  // namespace xf::kiosk::screens
