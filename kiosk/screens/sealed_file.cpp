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

}  // namespace

float sealed_file_height(Ui& ui, float width, app::SealedState state, const std::string& name) {
    if (state == app::SealedState::none) return 0;
    if (state == app::SealedState::done) return banner_height(ui, width, banner_of(name));
    return ui.m.target_primary;
}

void sealed_file(Ui& ui, Rect r, app::SealedState state, const std::string& name) {
    if (state == app::SealedState::none) return;
    if (state == app::SealedState::done) {
        banner(ui, r, banner_of(name));
        return;
    }
    const bool busy = state == app::SealedState::busy;
    const ButtonSpec seal = {.key = "seal",
                             .label = tr(busy ? Text::damaged_sealing : Text::damaged_seal),
                             .enabled = !busy};
    if (button(ui, r, seal)) ui.submit(app::SealAside{});
}

}  // namespace xf::kiosk::screens
