#include "kiosk/widgets/tile.hpp"

#include <algorithm>
#include <cmath>

namespace xf::kiosk {
namespace {

constexpr float kDiscShare = 1.75f;        // of the large icon
constexpr float kDiscOfTile = 0.4f;        // a very tall tile has a larger one
constexpr float kDiscOfFlatWidth = 0.26f;  // of a low tile
constexpr float kDiscOfWidth = 0.56f;

/// The line below the label. A warning has its icon, and is part of what the tile is called.
void draw_hint(Ui& ui, Rect r, const TileSpec& spec, Tone tone, Align align) {
    if (!spec.alert) {
        ui.label(r, spec.hint, {.type = Type::small, .tone = tone, .align = align, .silent = true});
        return;
    }
    // In a narrow place the words come first.
    const float least =
        text_width(ui.paint.font(), spec.hint, ui.m.least_em(Type::small)) + ui.space(kTiny);
    const bool signed_too = ui.m.icon_small + least <= r.w;
    const float icon = signed_too ? ui.m.icon_small + ui.space(kTiny) : 0;
    const float width = std::min(r.w, icon + ui.width_of(spec.hint, Type::small));
    const float x = align == Align::center ? r.x + (r.w - width) / 2 : r.x;
    const Tone loud = spec.primary ? Tone::on_accent : Tone::bad;
    if (signed_too)
        draw_icon(ui, {x, r.y, ui.m.icon_small, r.h}, ui.m.icon_small, Icon::warning, loud);
    ui.label({x + icon, r.y, width - icon + 1, r.h}, spec.hint,
             {.type = Type::small, .tone = loud, .silent = true});
}

/// Icon at the left, words beside it: where a tile is low. Where it is narrow too, icon and type give
/// way to its name, and a hint that does not fit is left out.
void draw_flat(Ui& ui, Rect r, const TileSpec& spec, Tone tone, Tone soft, Tone ground) {
    const float disc = std::min(
        {ui.m.icon_large * kDiscShare, r.h - 2 * ui.space(kSmall), r.w * kDiscOfFlatWidth});
    const float left = r.x + ui.space(kMedium);
    draw_icon_disc(ui, {left + disc / 2, r.y + r.h / 2}, disc, spec.icon,
                   spec.primary ? Tone::on_accent : Tone::accent, ground);
    const float x = left + disc + ui.space(ui.m.compact() ? kSmall : kMedium);
    const float width = r.right() - ui.space(kSmall) - x;
    const Type type = ui.width_of(spec.label, Type::title) <= width ? Type::title : Type::body;
    const float title = ui.m.line_tight(type);
    const bool fits = spec.alert || ui.width_of(spec.hint, Type::small) <= width;
    const float hint = spec.hint.empty() || !fits ? 0 : ui.m.line_tight(Type::small);
    const float y = r.y + (r.h - title - hint) / 2;
    ui.label({x, y, width, title}, spec.label,
             {.type = type, .tone = tone, .strong = true, .silent = true});
    if (hint > 0) draw_hint(ui, {x, y + title, width, hint}, spec, soft, Align::left);
}

void draw_upright(Ui& ui, Rect r, const TileSpec& spec, Tone tone, Tone soft, Tone ground) {
    const float title = ui.m.line_tight(Type::title);
    const float hint = spec.hint.empty() ? 0 : ui.m.line_tight(Type::small) + ui.space(kHair);
    const float room = r.h - title - hint - 2 * ui.space(kMedium);
    const float wish = std::max(ui.m.icon_large * kDiscShare, r.h * kDiscOfTile);
    const float disc = std::min({wish, room - ui.space(kSmall), r.w * kDiscOfWidth});
    const float total = disc + ui.space(kSmall) + title + hint;
    float y = r.y + (r.h - total) / 2;
    draw_icon_disc(ui, {r.x + r.w / 2, y + disc / 2}, disc, spec.icon,
                   spec.primary ? Tone::on_accent : Tone::accent, ground);
    y += disc + ui.space(kSmall);
    const Rect line = {r.x + ui.space(kTiny), y, r.w - 2 * ui.space(kTiny), title};
    ui.label(line, spec.label,
             {.type = Type::title,
              .tone = tone,
              .align = Align::center,
              .strong = true,
              .silent = true});
    if (!spec.hint.empty())
        draw_hint(ui, {line.x, y + title + ui.space(kHair), line.w, ui.m.line_tight(Type::small)},
                  spec, soft, Align::center);
}

}  // namespace

Press tile(Ui& ui, Rect r, const TileSpec& spec) {
    const std::string name = spec.alert ? std::string(spec.label) + " " + std::string(spec.hint)
                                        : std::string(spec.label);
    const Press p = press_card(ui, spec.key, name, r);
    Tone tone = Tone::ink, soft = Tone::ink_soft, ground = Tone::accent_soft;
    if (spec.primary) {
        ui.paint.box(r, p.held ? Tone::accent_held : Tone::accent, ui.m.radius_card);
        tone = Tone::on_accent;
        soft = Tone::on_accent_soft;
        ground = Tone::accent_held;
    } else if (p.held) {
        ground = Tone::surface;
    }
    const float upright =
        ui.m.icon_large * kDiscShare + ui.m.line_tight(Type::title) + 3 * ui.space(kSmall);
    // Where the name would have to be small beside a disc, and there is height, it stands below one.
    const float beside = r.w * (1 - kDiscOfFlatWidth) - 3 * ui.space(kMedium);
    const bool squeezed = ui.width_of(spec.label, Type::body) > beside &&
                          r.h >= ui.m.icon_large + 2 * ui.m.line_tight(Type::title);
    if (r.h < upright && !squeezed)
        draw_flat(ui, r, spec, tone, soft, ground);
    else
        draw_upright(ui, r, spec, tone, soft, ground);
    return p;
}

Rect grid_cell(Rect r, int index, int count, int columns, float gap, float tallest) {
    const int rows = (count + columns - 1) / columns;
    const auto across = static_cast<float>(columns);
    const auto down = static_cast<float>(rows);
    const float width = std::floor((r.w - gap * (across - 1)) / across);
    const float height = std::min(tallest, std::floor((r.h - gap * (down - 1)) / down));
    return grid_place({r.x, r.y, width, height}, gap, columns, index);
}

}  // namespace xf::kiosk
