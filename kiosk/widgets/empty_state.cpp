#include "kiosk/widgets/empty_state.hpp"

#include <algorithm>

namespace xf::kiosk {
namespace {

constexpr float kUpper = 0.42f;  // of what is left over: a little above the middle

}  // namespace

float empty_state(Ui& ui, Rect r, Icon icon, std::string_view title, std::string_view detail) {
    const float disc = ui.m.icon_large * 1.7f;
    const TextStyle head = {.type = Type::title, .align = Align::center, .strong = true};
    const TextStyle body = {.tone = Tone::ink_soft, .align = Align::center, .loose = true};
    const float width = std::min(r.w, ui.m.measure * 0.8f);
    const float x = r.x + (r.w - width) / 2;
    const float gap = ui.space(kMedium);
    const float words =
        ui.text_height(title, width, head) + gap / 2 + ui.text_height(detail, width, body);
    const float picture = words + disc + 2 * gap <= r.h ? disc + gap : 0;
    float y = r.y + std::max(gap / 2, (r.h - words - picture) * kUpper);
    if (picture > 0) {
        draw_icon_disc(ui, {r.x + r.w / 2, y + disc / 2}, disc, icon, Tone::accent,
                       Tone::accent_soft, Tone::surface);
        y += picture;
    }
    y += ui.text({x, y, width, 0}, title, head) + gap / 2;
    y += ui.text({x, y, width, 0}, detail, body);
    return y;
}

}  // namespace xf::kiosk
