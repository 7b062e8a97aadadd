#include "kiosk/widgets/steps.hpp"

#include <algorithm>

namespace xf::kiosk {

namespace {

constexpr float kBarShare = 0.6f;  // of a target

std::string words_of(int now, int all) { return format(Text::step_of, {number(now), number(all)}); }

}  // namespace

float steps_width(const Ui& ui, int all) {
    const float bar = ui.m.target * kBarShare + ui.space(kTiny);
    return bar * static_cast<float>(all) + ui.space(kTiny) +
           ui.width_of(words_of(all, all), Type::small) + ui.space(kHair);
}

float steps(Ui& ui, Rect r, int now, int all) {
    const float height = r.h > 0 ? r.h : ui.m.badge;
    const std::string words = words_of(now, all);
    // The words come first: the bars share what those leave.
    const float gap = ui.space(kTiny);
    const float room = r.w - ui.width_of(words, Type::small) - gap - ui.space(kHair);
    const float bar =
        std::max(gap, std::min(ui.m.target * kBarShare, room / static_cast<float>(all) - gap));
    const float thick = ui.space(kTiny);
    float x = r.x;
    for (int i = 1; i <= all; ++i, x += bar + ui.space(kTiny))
        ui.paint.box({x, r.y + (height - thick) / 2, bar, thick},
                     i <= now ? Tone::accent : Tone::line, thick / 2);
    ui.label({x + ui.space(kTiny), r.y, r.right() - x, height}, words,
             {.type = Type::small, .tone = Tone::ink_soft, .silent = true});
    ui.node(Role::progressbar, "steps", words, {r.x, r.y, r.w, height}, 0, 0, number(now));
    return height;
}

}  // namespace xf::kiosk
