#include "kiosk/widgets/stepper.hpp"

namespace xf::kiosk {

Stepped day_stepper(Ui& ui, Rect r, std::string_view key, std::string_view name, Day day) {
    const float line = ui.m.line(Type::body);
    const float gap = ui.space(kSmall);
    const std::string date = date_text(day, true);
    const float beside = ui.width_of(name, Type::body) + gap;
    const bool below = beside + ui.width_of(date, Type::body) > r.w;
    const float head = below ? 2 * line : line;
    const Group group(ui, Role::group, key, name, {r.x, r.y, r.w, head + ui.m.target});
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
    Stepped out;
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
    out.height = head + ui.m.target;
    return out;
}

}  // namespace xf::kiosk
