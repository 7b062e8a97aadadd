#include "kiosk/widgets/bars.hpp"

#include <algorithm>

namespace xf::kiosk {

float bars(Ui& ui, Rect r, std::string_view key, std::string_view name, std::span<const Bar> bars,
           double all) {
    const float line = ui.m.line_tight(Type::body);
    const float thick = ui.space(kSmall);
    const float step = line + thick + ui.space(kTiny) + ui.space(kSmall);
    const Group list(ui, Role::list, key, name,
                     {r.x, r.y, r.w, step * static_cast<float>(bars.size())});
    float y = r.y;
    for (std::size_t i = 0; i < bars.size(); ++i, y += step) {
        const Bar& bar = bars[i];
        const float value = std::min(r.w, ui.width_of(bar.value, Type::body) + ui.space(kTiny));
        const float room = r.w - value - ui.space(kSmall);
        ui.label({r.x, y, room, line}, bar.name, {.silent = true});
        ui.label({r.right() - value, y, value, line}, bar.value,
                 {.align = Align::right, .strong = true, .silent = true});
        ui.node(Role::listitem, "bar" + std::to_string(i), bar.name + " " + bar.value,
                {r.x, y, r.w, step});
        const Rect track = {r.x, y + line + ui.space(kTiny) / 2, r.w, thick};
        ui.paint.box(track, Tone::sunken, thick / 2);
        const double share = all > 0 ? std::clamp(bar.amount / all, 0.0, 1.0) : 0;
        // Never so short that it can't be seen.
        const float length = std::max(thick, track.w * static_cast<float>(share));
        ui.paint.box({track.x, track.y, length, thick}, bar.tone, thick / 2);
    }
    return y - r.y;
}

float share_bar(Ui& ui, Rect r, std::span<const Share> shares, double all) {
    const float thick = r.h > 0 ? r.h : ui.space(kSmall);
    ui.paint.box({r.x, r.y, r.w, thick}, Tone::sunken, thick / 2);
    float x = r.x;
    for (const Share& share : shares) {
        if (share.amount <= 0 || all <= 0) continue;
        const auto length = static_cast<float>(std::clamp(share.amount / all, 0.0, 1.0) * r.w);
        const float width = std::min(length, r.right() - x);
        ui.paint.box({x, r.y, width, thick}, share.tone, std::min(thick, width) / 2);
        // Between two parts a gap, so that they are told apart without colour.
        x += width + ui.m.stroke;
    }
    return thick;
}

}  // namespace xf::kiosk
