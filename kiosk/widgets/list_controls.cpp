#include "kiosk/widgets/list_controls.hpp"

#include <algorithm>

#include "kiosk/widgets/button.hpp"
#include "kiosk/widgets/empty_state.hpp"
#include "kiosk/widgets/list_choices.hpp"
#include "kiosk/widgets/text_field.hpp"
#include "shared/base/limits.hpp"

namespace xf::kiosk {
namespace {

constexpr float kSearchShare = 0.36f;  // of the width, beside the choosers
constexpr int kNarrowColumns = 3;

/// What is searched for goes to the core as it is typed; characters still being composed do not.
void draw_search(Ui& ui, Rect r, const app::ListControls& controls, Text placeholder) {
    const NodeId asked_id = ui.id("search.asked");
    // Back at a list that was left: the words are still in force.
    if (int& met = ui.local("search.met"); met == 0) {
        met = 1;
        ui.memory().texts[ui.id("search")].set(controls.search);
        ui.memory().texts[asked_id].set(controls.search);
    }
    const TextModel& model = text_field(ui, r,
                                        {.key = "search",
                                         .label = tr(Text::list_search),
                                         .placeholder = tr(placeholder),
                                         .max_bytes = limits::kNameBytes});
    const float icon = ui.m.icon_small;
    const float words = ui.width_of(tr(placeholder), Type::body);
    if (model.value.empty() && words + icon + 3 * ui.space(kMedium) <= r.w)
        draw_icon(ui, {r.right() - icon - ui.space(kMedium), r.y, icon, r.h}, icon, Icon::search,
                  Tone::ink_soft);
    const bool composing = model.composition_begin != model.composition_end;
    TextModel& asked = ui.memory().texts[asked_id];
    if (composing || model.value == asked.value) return;
    asked.set(model.value);
    ui.submit(app::SearchList{asked.value});
}

std::string word_of_chosen(const app::ListChooser& chooser) {
    app::ListChoice chosen{chooser.chosen, {}};
    for (const app::ListChoice& choice : chooser.choices)
        if (choice.value == chooser.chosen) chosen = choice;
    return choice_text(chooser.about, chosen);
}

void draw_chooser(Ui& ui, Rect r, const app::ListControls& controls, std::size_t index) {
    const std::string key = "chooser" + std::to_string(index);
    const app::ListChooser& chooser = controls.choosers[index];
    const std::string word = word_of_chosen(chooser);
    const std::string name = format(Text::choosing_now, {tr(chooser_text(chooser.about)), word});
    // A choice and an order say by themselves what they are about.
    const bool says = is_order(chooser.about) || chooser.chosen != 0;
    const std::string label = says ? word : std::string(tr(chooser_text(chooser.about)));
    ButtonSpec spec = {
        .key = key, .label = label, .icon = Icon::down, .name = name, .type = Type::small};
    if (button_width(ui, spec) > r.w) spec.icon = Icon::none;  // the words say more
    if (button(ui, r, spec)) ui.submit(app::OpenChooser{index});
}

/// So many of its choosers stand in a line below the search.
int chooser_columns(const Ui& ui, int count) {
    return ui.m.wide() ? count : std::min(count, kNarrowColumns);
}

/// Height of all above the rows.
float draw_above(Ui& ui, Rect r, const app::ListControls& controls, Text placeholder) {
    const float line = text_field_height(ui, 1);
    const float gap = ui.space(kSmall);
    const auto count = static_cast<int>(controls.choosers.size());
    const bool beside = ui.m.wide() && count > 0 && count <= 2;
    const float search = beside ? r.w * kSearchShare : r.w;
    draw_search(ui, {r.x, r.y, search, line}, controls, placeholder);
    if (count == 0) return line;
    const Rect rest = beside ? Rect{r.x + search + gap, r.y, r.w - search - gap, line}
                             : Rect{r.x, r.y + line + gap, r.w, ui.m.target};
    const int columns = chooser_columns(ui, count);
    const float width =
        (rest.w - gap * static_cast<float>(columns - 1)) / static_cast<float>(columns);
    for (int i = 0; i < count; ++i) {
        const int line_no = i / columns;
        const auto column = static_cast<float>(i % columns), row = static_cast<float>(line_no);
        draw_chooser(
            ui, {rest.x + column * (width + gap), rest.y + row * (rest.h + gap), width, rest.h},
            controls, static_cast<std::size_t>(i));
    }
    const int lines = (count + columns - 1) / columns;
    const auto rows = static_cast<float>(lines);
    return beside ? line : line + rows * (rest.h + gap);
}

/// Height of the way to the other parts; 0 where there are none.
float draw_below(Ui& ui, Rect r, const app::ListControls& controls) {
    if (controls.first == 0 && controls.shown >= controls.total) return 0;
    const float line = ui.m.target;
    const Rect foot = {r.x, r.bottom() - line, r.w, line};
    const Group group(ui, Role::group, "pages", tr(Text::list_page), foot);
    const ButtonSpec previous = {.key = "previous",
                                 .label = tr(Text::list_previous),
                                 .enabled = controls.first > 0,
                                 .type = Type::small};
    const ButtonSpec next = {.key = "next",
                             .label = tr(Text::list_next),
                             .enabled = controls.first + controls.shown < controls.total,
                             .type = Type::small};
    const float width = std::max(button_width(ui, previous), button_width(ui, next));
    if (button(ui, {foot.x, foot.y, width, line}, previous)) ui.submit(app::TurnList{false});
    if (button(ui, {foot.right() - width, foot.y, width, line}, next))
        ui.submit(app::TurnList{true});
    const auto count = [](std::size_t n) { return number(static_cast<std::int64_t>(n)); };
    const std::string range =
        format(ui.m.compact() ? Text::list_range_short : Text::list_range,
               {count(controls.first + (controls.shown > 0 ? 1 : 0)),
                count(controls.first + controls.shown), count(controls.total)});
    Rect between = {foot.x + width, foot.y, foot.w - 2 * width, line};
    float height = line + ui.space(kSmall);
    if (ui.width_of(range, Type::small) > between.w) {  // then above both
        const float words = ui.m.line_tight(Type::small);
        between = {foot.x, foot.y - words, foot.w, words};
        height += words;
    }
    ui.label(between, range, {.type = Type::small, .tone = Tone::ink_soft, .align = Align::center});
    return height;
}

/// Whether rows may be missing because of what was asked for.
bool narrowed(const app::ListControls& controls) {
    for (const app::ListChooser& chooser : controls.choosers)
        if (chooser.chosen != 0 && !is_order(chooser.about)) return true;
    return !controls.search.empty();
}

}  // namespace

Rect list_controls(Ui& ui, Rect r, const app::ListControls& controls, Text placeholder) {
    const float above = draw_above(ui, r, controls, placeholder) + ui.space(kMedium);
    const float below = draw_below(ui, r, controls);
    return {r.x, r.y + above, r.w, r.h - above - below};
}

float rows_height(const Ui& ui) {
    constexpr int kLines = 6;
    return ui.m.line(Type::body) * kLines;
}

float list_controls_height(Ui& ui, const app::ListControls& controls) {
    const auto count = static_cast<int>(controls.choosers.size());
    const int columns = std::max(1, chooser_columns(ui, count));
    const int lines = (count + columns - 1) / columns;
    const float gap = ui.space(kSmall);
    return text_field_height(ui, 1) + static_cast<float>(lines) * (ui.m.target + gap) +
           ui.space(kMedium) + rows_height(ui) + ui.m.target + gap + ui.m.line_tight(Type::small);
}

bool nothing_found(Ui& ui, Rect r, const app::ListControls& controls) {
    if (!narrowed(controls)) return false;
    empty_state(ui, r, Icon::search, tr(Text::list_none), tr(Text::list_none_detail));
    return true;
}

const app::ListControls* controls_of(const app::View& view) {
    return std::visit(
        []<typename V>(const V& one) -> const app::ListControls* {
            if constexpr (requires { one.controls.has_value(); })
                return one.controls ? &*one.controls : nullptr;
            else if constexpr (requires { one.controls; })
                return &one.controls;
            else
                return nullptr;
        },
        view);
}

}  // namespace xf::kiosk
