// Requests counted: each number beside what it is a part of; and a sentence that may be read out.
#include "kiosk/screens/screens.hpp"
#include "kiosk/widgets/bars.hpp"
#include "kiosk/widgets/button.hpp"
#include "kiosk/widgets/card.hpp"
#include "kiosk/widgets/page.hpp"
#include "kiosk/widgets/scroll_area.hpp"

namespace xf::kiosk::screens {
namespace {

constexpr Text kPeriods[] = {Text::period_month, Text::period_year, Text::period_all};

float draw_periods(Ui& ui, Rect r, app::FiguresPeriod now) {
    const float gap = ui.space(kSmall);
    const float width = (r.w - 2 * gap) / 3;
    for (int i = 0; i < app::kFiguresPeriods; ++i) {
        const auto period = static_cast<app::FiguresPeriod>(i);
        const std::string key = "period" + std::to_string(i);
        const ButtonSpec spec = {
            .key = key,
            .label = tr(kPeriods[i]),
            .kind = period == now ? ButtonKind::primary : ButtonKind::secondary};
        if (button(ui, grid_place({r.x, r.y, width, ui.m.target}, gap, 3, i), spec))
            ui.submit(app::ShowFigures{period});
    }
    return ui.m.target + ui.space(kMedium);
}

struct Part {
    Text name;  ///< with {0} of {1}
    std::uint32_t count, of;
    Tone tone;
};

/// One number of another, in words and as a bar.
float draw_part(Ui& ui, Rect r, const Part& part) {
    float y = r.y;
    y += ui.text({r.x, y, r.w, 0}, format(part.name, {number(part.count), number(part.of)}),
                 {.strong = true}) +
         ui.space(kTiny);
    const Share share[] = {{static_cast<double>(part.count), part.tone}};
    y += share_bar(ui, {r.x, y, r.w, 0}, share, part.of);
    return y - r.y + ui.space(kLarge);
}

std::string public_sentence(const app::RequestFiguresView& v) {
    return format(Text::figures_sentence,
                  {tr(kPeriods[static_cast<int>(v.period)]), number(v.received), number(v.finished),
                   number(v.visited), number(v.answered), number(v.satisfied)});
}

}  // namespace

void draw(const app::RequestFiguresView& v, const app::Snapshot& s, Ui& ui) {
    Rect r = page(ui, s,
                  {.title = std::string(tr(Text::figures_title)),
                   .hint = std::string(tr(Text::figures_hint)),
                   .column = ui.m.measure});
    const float periods = draw_periods(ui, r, v.period);
    ScrollArea area(ui, "figures", {r.x, r.y + periods, r.w, r.h - periods});
    const Rect c = area.column();
    const float pad = ui.space(kMedium);
    float& height = ui.cache<float>("sheet");
    const Rect sheet = {c.x, c.y + ui.space(kHair), c.w, height};
    draw_card(ui, sheet);
    const Rect in = {sheet.x + pad, sheet.y + pad, sheet.w - 2 * pad, 0};
    float y = in.y;
    y += ui.text({in.x, y, in.w, 0},
                 format(Text::figures_received, {number(v.received), number(v.anonymous)}),
                 {.type = Type::title, .strong = true}) +
         ui.space(kLarge);
    const Part parts[] = {
        {Text::figures_finished, v.finished, v.received, Tone::good},
        {Text::figures_visited, v.visited, v.finished, Tone::good},
        {Text::figures_answered, v.answered, v.received, Tone::good},
        {Text::figures_satisfied, v.satisfied, v.answered, Tone::good},
        {Text::figures_late, v.late, v.received, Tone::bad},
    };
    for (const Part& part : parts) y += draw_part(ui, {in.x, y, in.w, 0}, part);
    height = y - sheet.y;
    y += ui.space(kMedium);
    y += ui.text({c.x, y, c.w, 0}, tr(Text::figures_public),
                 {.strong = true, .role = Role::heading, .level = 2}) +
         ui.space(kTiny);
    y += ui.text({c.x, y, c.w, 0}, public_sentence(v), {.loose = true});
    area.end(y + ui.space(kMedium));
}

}  // namespace xf::kiosk::screens
