#include "kiosk/widgets/button.hpp"

#include <algorithm>

namespace xf::kiosk {
namespace {

struct ButtonLook {
    Tone ground, held, text, edge;
};

ButtonLook look_of(ButtonKind kind, bool enabled) {
    if (!enabled) return {Tone::sunken, Tone::sunken, Tone::ink_soft, Tone::line};
    switch (kind) {
        case ButtonKind::primary:
            return {Tone::accent, Tone::accent_held, Tone::on_accent, Tone::clear};
        case ButtonKind::secondary:
            return {Tone::surface, Tone::accent_soft, Tone::ink, Tone::edge};
        case ButtonKind::quiet:
            break;
    }
    return {Tone::clear, Tone::accent_soft, Tone::accent, Tone::clear};
}

void draw_content(Ui& ui, Rect r, const ButtonSpec& spec, Tone tone) {
    const TextStyle style = {.type = spec.type,
                             .tone = tone,
                             .align = Align::center,
                             .strong = spec.kind == ButtonKind::primary,
                             .silent = true};
    if (spec.icon == Icon::none) {
        ui.label(inset(r, ui.space(kTiny)), spec.label, style);
        return;
    }
    const float gap = ui.space(kTiny);
    if (spec.stacked) {
        const float line = ui.m.line_tight(spec.type);
        const float top = r.y + (r.h - ui.m.icon - gap - line) / 2;
        draw_icon(ui, {r.x, top, r.w, ui.m.icon}, ui.m.icon, spec.icon, tone);
        ui.label({r.x, top + ui.m.icon + gap, r.w, line}, spec.label, style);
        return;
    }
    const float icon = ui.m.icon_small * 1.15f;
    const float room = r.w - icon - gap - 2 * ui.space(kSmall);
    const float width = std::min(ui.width_of(spec.label, spec.type), room);
    const float left = r.x + (r.w - icon - gap - width) / 2;
    draw_icon(ui, {left, r.y, icon, r.h}, icon, spec.icon, tone);
    TextStyle beside = style;
    beside.align = Align::left;
    ui.label({left + icon + gap, r.y, width + 1, r.h}, spec.label, beside);
}

}  // namespace

Press button(Ui& ui, Rect r, const ButtonSpec& spec) {
    const std::string_view name = spec.name.empty() ? spec.label : spec.name;
    const Press p = ui.press(spec.key, name, r, spec.enabled);
    const ButtonLook look = look_of(spec.kind, spec.enabled);
    const float radius = ui.m.radius_control;
    if (spec.kind == ButtonKind::primary && spec.enabled && !p.held)
        ui.paint.shadow(r, radius, ui.m.shadow_blur / 2, ui.m.shadow_drop / 2);
    const bool warm = p.held || (p.hovered && spec.kind != ButtonKind::primary);
    ui.paint.box(r, warm ? look.held : look.ground, radius);
    if (look.edge != Tone::clear) ui.paint.outline(r, look.edge, radius, ui.m.hairline);
    draw_content(ui, r, spec, look.text);
    ui.focus_ring(p, r, radius);
    return p;
}

float button_width(Ui& ui, const ButtonSpec& spec) {
    float width = ui.width_of(spec.label, spec.type) + 2 * ui.space(kLarge);
    if (spec.icon != Icon::none) width += ui.m.icon_small * 1.15f + ui.space(kTiny);
    return std::max(width, ui.m.target * 1.5f);
}

float button_row_height(Ui& ui, float width, std::span<const ButtonSpec> specs) {
    const auto count = static_cast<float>(specs.size());
    const float gap = ui.space(kSmall);
    float widest = 0;
    for (const ButtonSpec& s : specs) widest = std::max(widest, button_width(ui, s));
    const bool stacked = widest * count + gap * (count - 1) > width;
    return stacked ? ui.m.target_primary * count + gap * (count - 1) : ui.m.target_primary;
}

int button_row(Ui& ui, Rect r, std::span<const ButtonSpec> specs) {
    const auto count = static_cast<float>(specs.size());
    const float gap = ui.space(kSmall);
    const bool stacked =
        specs.size() > 1 && button_row_height(ui, r.w, specs) > ui.m.target_primary + gap;
    const float width = stacked ? r.w : (r.w - gap * (count - 1)) / count;
    int pressed = -1;
    for (std::size_t i = 0; i < specs.size(); ++i) {
        const auto n = static_cast<float>(i);
        const Rect place =
            stacked ? Rect{r.x, r.y + n * (ui.m.target_primary + gap), width, ui.m.target_primary}
                    : Rect{r.x + n * (width + gap), r.y, width, ui.m.target_primary};
        if (button(ui, place, specs[i])) pressed = static_cast<int>(i);
    }
    return pressed;
}

}  // namespace xf::kiosk
