#include "kiosk/widgets/dialog.hpp"

#include <algorithm>

namespace xf::kiosk {

int dialog(Ui& ui, const DialogSpec& spec, std::span<const ButtonSpec> buttons) {
    ui.raise_layer();
    const Rect surface = {0, 0, ui.m.width, ui.m.height};
    ui.paint.box(surface, spec.covers ? Tone::sunken : Tone::scrim);
    if (spec.covers) ui.tree.nodes.clear();

    const float pad = ui.space(kHuge);
    const float margin = ui.space(kLarge);
    const float width = std::min(ui.m.width - 2 * margin, ui.m.measure * 0.86f);
    const float inner = width - 2 * pad;
    const float gap = ui.space(kMedium);
    const float disc = ui.m.icon_large * 1.2f;
    const TextStyle head = {.type = Type::title,
                            .align = Align::center,
                            .strong = true,
                            .role = Role::heading,
                            .level = 1};
    const TextStyle body = {.align = Align::center, .loose = true};
    const TextStyle figure = {
        .type = Type::display, .tone = Tone::accent, .align = Align::center, .strong = true};
    const float head_h = ui.text_height(spec.title, inner, head);
    const float body_h = ui.text_height(spec.body, inner, body);
    const float figure_h = spec.figure.empty() ? 0 : ui.text_height(spec.figure, inner, figure);
    const float buttons_h = button_row_height(ui, inner, buttons);
    const float height =
        2 * pad + disc + gap + head_h + gap / 2 + figure_h + body_h + 1.5f * gap + buttons_h;
    // Within reach on a tall kiosk, near the thumb on a phone.
    const float low = ui.m.tall() ? 0.62f : ui.m.compact() ? 1.0f : 0.5f;
    const float share = spec.covers ? std::min(low, 0.62f) : low;
    const Rect sheet = {(ui.m.width - width) / 2,
                        std::max(margin, (ui.m.height - height - margin) * share), width, height};
    const Group group(ui, Role::dialog, spec.key, spec.title, sheet);
    draw_card(ui, sheet);

    const bool plain = spec.mood == Mood::plain;
    float y = sheet.y + pad;
    const float x = sheet.x + pad;
    draw_icon_disc(ui, {sheet.x + width / 2, y + disc / 2}, disc, spec.icon,
                   plain ? Tone::accent : text_of(spec.mood),
                   plain ? Tone::accent_soft : ground_of(spec.mood));
    y += disc + gap;
    y += ui.text({x, y, inner, 0}, spec.title, head) + gap / 2;
    if (!spec.figure.empty()) y += ui.text({x, y, inner, 0}, spec.figure, figure);
    y += ui.text({x, y, inner, 0}, spec.body, body) + 1.5f * gap;
    return button_row(ui, {x, y, inner, buttons_h}, buttons);
}

}  // namespace xf::kiosk
