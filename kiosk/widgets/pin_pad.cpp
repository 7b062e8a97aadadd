#include "kiosk/widgets/pin_pad.hpp"

#include <algorithm>
#include <cmath>

namespace xf::kiosk {
namespace {

constexpr int kColumns = 3;
constexpr int kRows = 4;
constexpr float kTallKeyShare = 1.25f;  // a standing panel has the room
constexpr float kKeyShape = 1.35f;      // width of a key to its height

// Positions of the pad from the top left; -1 stays empty.
constexpr int kOrder[kColumns * kRows] = {1, 2, 3, 4, 5, 6, 7, 8, 9, -1, 0, 10};

}  // namespace

void pin_dots(Ui& ui, Rect r, std::size_t entered, std::size_t all) {
    const float size = ui.m.icon_small;
    const float step = size * 1.9f;
    const float left = r.x + (r.w - step * static_cast<float>(all - 1)) / 2;
    for (std::size_t i = 0; i < all; ++i) {
        const Point center = {left + step * static_cast<float>(i), r.y + r.h / 2};
        if (i < entered)
            ui.paint.circle(center, size / 2, Tone::accent);
        else
            ui.paint.ring(center, size / 2 - ui.m.stroke / 2, Tone::edge, ui.m.stroke);
    }
    ui.node(Role::progressbar, "digits",
            format(Text::pin_entered, {number(static_cast<std::int64_t>(entered))}), r, 0, 0,
            number(static_cast<std::int64_t>(entered)));
}

Point pin_pad_size(const Ui& ui, float width, float height) {
    const float gap = ui.space(kSmall);
    const float widest = ui.m.tall() ? ui.m.key * kTallKeyShare : ui.m.key;
    const float key = std::min({widest, std::floor((height - gap * (kRows - 1)) / kRows),
                                std::floor((width - gap * (kColumns - 1)) / kColumns / kKeyShape)});
    return {std::floor(key * kKeyShape) * kColumns + gap * (kColumns - 1),
            key * kRows + gap * (kRows - 1)};
}

PinPresses pin_pad(Ui& ui, Rect r, bool enabled) {
    const Group group(ui, Role::group, "keys", tr(Text::pin_keys), r);
    const float gap = ui.space(kSmall);
    const float width = (r.w - gap * (kColumns - 1)) / kColumns;
    const float height = (r.h - gap * (kRows - 1)) / kRows;
    PinPresses presses;
    for (int i = 0; i < kColumns * kRows; ++i) {
        const int key = kOrder[i];
        if (key < 0) continue;
        const Rect place = grid_place({r.x, r.y, width, height}, gap, kColumns, i);
        const bool erase = key == static_cast<int>(PinKey::erase);
        const std::string digit = erase ? std::string(tr(Text::action_erase)) : number(key);
        const Press p = ui.press(digit, digit, place, enabled);
        const float radius = ui.m.radius_card;
        if (enabled && !p.held)
            ui.paint.shadow(place, radius, ui.m.shadow_blur / 2, ui.m.shadow_drop / 2);
        ui.paint.box(place,
                     p.held  ? Tone::accent_soft
                     : erase ? Tone::sunken
                             : Tone::surface,
                     radius);
        ui.paint.outline(place, Tone::rim, radius, ui.m.hairline);
        if (erase)
            draw_icon(ui, place, ui.m.icon, Icon::erase, Tone::ink, Tone::surface);
        else
            ui.label(place, digit,
                     {.type = Type::title,
                      .tone = enabled ? Tone::ink : Tone::ink_soft,
                      .align = Align::center,
                      .strong = true,
                      .silent = true});
        ui.focus_ring(p, place, radius);
        presses.count[key] = static_cast<std::uint8_t>(p.count);
    }
    return presses;
}

}  // namespace xf::kiosk
