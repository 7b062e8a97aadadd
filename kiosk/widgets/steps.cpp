#include "kiosk/widgets/steps.hpp"

#include <algorithm>

namespace xf::kiosk {

float steps(Ui& ui, Rect r, int now, int all) {
    const float height = ui.m.badge;
    const float gap = ui.space(kTiny);
    const std::string words = format(Text::step_of, {number(now), number(all)});
    const float text = ui.width_of(words, Type::small) + ui.space(kSmall);
    const float bar = std::min(ui.m.target * 0.7f, (r.w - text) / static_cast<float>(all) - gap);
    const float thick = ui.space(kTiny);
    float x = r.x;
    for (int i = 1; i <= all; ++i, x += bar + gap)
        ui.paint.box({x, r.y + (height - thick) / 2, bar, thick},
                     i <= now ? Tone::accent : Tone::line, thick / 2);
    ui.label({x + ui.space(kTiny), r.y, text, height}, words,
             {.type = Type::small, .tone = Tone::ink_soft, .silent = true});
    ui.node(Role::progressbar, "steps", words, {r.x, r.y, r.w, height}, 0, 0, number(now));
    return height;
}

}  // namespace xf::kiosk
