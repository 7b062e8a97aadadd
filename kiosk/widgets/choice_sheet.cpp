#include <algorithm>

#include "kiosk/widgets/button.hpp"
#include "kiosk/widgets/card.hpp"
#include "kiosk/widgets/list_choices.hpp"
#include "kiosk/widgets/list_controls.hpp"
#include "kiosk/widgets/scroll_area.hpp"

namespace xf::kiosk {
namespace {

constexpr float kSheetShare = 0.86f;  // of the measure
constexpr float kTallest = 0.8f;      // of the surface
constexpr int kColumns = 2;

void draw_choice(Ui& ui, Rect r, std::size_t index, const app::ListChooser& chooser,
                 const app::ListChoice& choice) {
    const bool chosen = choice.value == chooser.chosen;
    const std::string key = "choice" + std::to_string(choice.value);
    const std::string word = choice_text(chooser.about, choice);
    const Press p = press_card(ui, key, word, r, true, chosen);
    const Rect in = inset(r, ui.space(kSmall));
    if (chosen)
        draw_icon(ui, {in.x, in.y, ui.m.icon_small, in.h}, ui.m.icon_small, Icon::check,
                  Tone::accent);
    ui.label(in, word,
             {.tone = chosen ? Tone::accent : Tone::ink,
              .align = Align::center,
              .strong = chosen,
              .silent = true});
    if (p) ui.submit(app::Choose{index, choice.value});
}

/// In two columns, read line by line.
void draw_choices(Ui& ui, Rect view, std::size_t index, const app::ListChooser& chooser,
                  float wanted) {
    const float cell = ui.m.target, gap = ui.space(kSmall);
    ScrollArea area(ui, "choices", view);
    const Rect c = area.column();
    const float width = (c.w - gap) / kColumns;
    for (std::size_t i = 0; i < chooser.choices.size(); ++i) {
        const auto column = static_cast<float>(i % kColumns);
        const std::size_t line = i / kColumns;
        const auto row = static_cast<float>(line);
        const Rect place = {c.x + column * (width + gap), c.y + gap / 2 + row * (cell + gap), width,
                            cell};
        draw_choice(ui, place, index, chooser, chooser.choices[i]);
    }
    area.end(c.y + wanted);
}

}  // namespace

void draw_open_chooser(Ui& ui, const app::ListControls& controls) {
    if (!controls.open || *controls.open >= controls.choosers.size()) return;
    const app::ListChooser& chooser = controls.choosers[*controls.open];
    ui.raise_layer();
    ui.paint.box({0, 0, ui.m.width, ui.m.height}, Tone::scrim);
    const float pad = ui.space(kLarge), gap = ui.space(kMedium);
    const float title = ui.m.line_tight(Type::title);
    const float around = 2 * pad + title + 2 * gap + ui.m.target;
    const std::size_t lines = (chooser.choices.size() + kColumns - 1) / kColumns;
    const auto rows = static_cast<float>(lines);
    const float wanted = rows * (ui.m.target + ui.space(kSmall));
    const float room = std::min(wanted, ui.m.height * kTallest - around);
    const float width = std::min(ui.m.width - 2 * pad, ui.m.measure * kSheetShare);
    const Rect sheet = {(ui.m.width - width) / 2, (ui.m.height - around - room) / 2, width,
                        around + room};
    const std::string_view name = tr(chooser_text(chooser.about));
    const Group group(ui, Role::dialog, "choosing", name, sheet);
    draw_card(ui, sheet);
    const Rect in = inset(sheet, pad);
    ui.label({in.x, in.y, in.w, title}, name,
             {.type = Type::title,
              .align = Align::center,
              .strong = true,
              .role = Role::heading,
              .level = 1});
    draw_choices(ui, {in.x, in.y + title + gap, in.w, room}, *controls.open, chooser, wanted);
    if (button(ui, {in.x, in.bottom() - ui.m.target, in.w, ui.m.target},
               {.key = "cancel", .label = tr(Text::action_cancel)}))
        ui.submit(app::OpenChooser{std::nullopt});
}

}  // namespace xf::kiosk
