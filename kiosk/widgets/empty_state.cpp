#include "kiosk/widgets/empty_state.hpp"

#include <algorithm>

namespace xf::kiosk {
namespace {

constexpr float kUpper = 0.42f;  // of what is left over: a little above the middle
constexpr TextStyle kHead = {.type = Type::title, .align = Align::center, .strong = true};
constexpr TextStyle kBody = {.tone = Tone::ink_soft, .align = Align::center, .loose = true};

float words_width(const Ui& ui, float width) { return std::min(width, ui.m.measure * 0.8f); }

float words_height(const Ui& ui, float width, std::string_view title, std::string_view detail) {
    return ui.text_height(title, width, kHead) + ui.space(kMedium) / 2 +
           ui.text_height(detail, width, kBody);
}

}  // namespace

float empty_state_height(Ui& ui, float width, std::string_view title, std::string_view detail) {
    return words_height(ui, words_width(ui, width), title, detail) + ui.space(kMedium);
}

float empty_state(Ui& ui, Rect r, Icon icon, std::string_view title, std::string_view detail) {
    const float disc = ui.m.icon_large * 1.7f;
    const float width = words_width(ui, r.w);
    const float x = r.x + (r.w - width) / 2;
    const float gap = ui.space(kMedium);
    const float words = words_height(ui, width, title, detail);
    const float picture = words + disc + 2 * gap <= r.h ? disc + gap : 0;
    float y = r.y + std::max(gap / 2, (r.h - words - picture) * kUpper);
    if (picture > 0) {
        draw_icon_disc(ui, {r.x + r.w / 2, y + disc / 2}, disc, icon, Tone::accent,
                       Tone::accent_soft, Tone::surface);
        y += picture;
    }
    y += ui.text({x, y, width, 0}, title, kHead) + gap / 2;
    y += ui.text({x, y, width, 0}, detail, kBody);
    return y;
}

}  // namespace xf::kiosk
