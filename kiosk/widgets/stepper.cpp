#include "kiosk/widgets/stepper.hpp"

namespace xf::kiosk {

float day_stepper_height(const Ui& ui, float width, std::string_view name, Day day) {
    const float words = ui.width_of(name, Type::body) + ui.space(kSmall) +
                        ui.width_of(date_text(day, true), Type::body);
    const float line = ui.m.line(Type::body);
    return (words > width ? 2 * line : line) + ui.m.target;
}

Stepped day_stepper(Ui& ui, Rect r, std::string_view key, std::string_view name, Day day) {
    const float line = ui.m.line(Type::body);
    const float gap = ui.space(kSmall);
    const std::string date = date_text(day, true);
    Stepped out;
    out.height = day_stepper_height(ui, r.w, name, day);
    const float head = out.height - ui.m.target;
    const bool below = head > line;
    const float beside = ui.width_of(name, Type::body) + gap;
    const Group group(ui, Role::group, key, name, {r.x, r.y, r.w, out.height});
    ui.label({r.x, r.y, r.w, line}, name, {.tone = Tone::ink_soft});
    const Rect said =
        below ? Rect{r.x, r.y + line, r.w, line} : Rect{r.x + beside, r.y, r.w - beside, line};
    ui.label(said, date, {.strong = true});
    const struct {
        std::string_view key;
        Text label, spoken;
        int days;
    } steps[] = {{"week_back", Text::draft_minus_week, Text::draft_earlier_week, -7},
                 {"back", Text::draft_minus_day, Text::draft_earlier, -1},
                 {"on", Text::draft_plus_day, Text::draft_later, 1},
                 {"week_on", Text::draft_plus_week, Text::draft_later_week, 7}};
    const float width = (r.w - 3 * gap) / 4;
    float x = r.x;
    for (const auto& step : steps) {
        const std::string spoken = format(step.spoken, {name});
        const Press p =
            button(ui, {x, r.y + head, width, ui.m.target},
                   {.key = step.key, .label = tr(step.label), .name = spoken, .type = Type::small});
        out.days += step.days * p.count;
        x += width + gap;
    }
    return out;
}

}  // namespace xf::kiosk
