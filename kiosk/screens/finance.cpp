// A month's accounts: the sentence, the bars of each category, every line, and the way to the signed
// original.
#include <algorithm>

#include "kiosk/screens/log_state.hpp"
#include "kiosk/screens/screens.hpp"
#include "kiosk/widgets/bars.hpp"
#include "kiosk/widgets/button.hpp"
#include "kiosk/widgets/page.hpp"
#include "kiosk/widgets/picture.hpp"
#include "kiosk/widgets/scroll_area.hpp"
#include "kiosk/widgets/table.hpp"
#include "shared/base/money.hpp"

namespace xf::kiosk::screens {
namespace {

/// A card around what `draw(Rect)` puts in it and measures; one frame later it has the right height.
template <typename Draw>
float carded(Ui& ui, Rect r, std::string_view key, Draw draw) {
    const float pad = ui.space(kMedium);
    float& height = ui.cache<float>(key);
    draw_card(ui, {r.x, r.y, r.w, height});
    height = draw(Rect{r.x + pad, r.y + pad, r.w - 2 * pad, 0}) + 2 * pad;
    return height + ui.space(kMedium);
}

float heading(Ui& ui, Rect r, std::string_view words) {
    return ui.text(r, words, {.strong = true, .role = Role::heading, .level = 2}) +
           ui.space(kSmall);
}

float draw_sentence(Ui& ui, Rect r, const app::FinanceView& v) {
    return ui.text(r,
                   format(Text::finance_sentence,
                          {yuan(v.opening), yuan(v.income), yuan(v.spending), yuan(v.closing)}),
                   {.loose = true});
}

/// The four figures, largest type last: what is left.
float draw_figures(Ui& ui, Rect r, const app::FinanceView& v) {
    const struct {
        Text name;
        std::int64_t cents;
        Tone tone;
    } figures[] = {{Text::finance_opening, v.opening, Tone::ink},
                   {Text::finance_income, v.income, Tone::good},
                   {Text::finance_spending, v.spending, Tone::accent},
                   {Text::finance_closing, v.closing, Tone::ink}};
    const int columns = ui.m.wide() ? 4 : 2;
    const float line = ui.m.line_tight(Type::small);
    const Type type = ui.m.compact() ? Type::body : Type::title;
    const float height = line + ui.m.line_tight(type);
    const float gap = ui.space(kSmall);
    const float width = (r.w - gap * static_cast<float>(columns - 1)) / static_cast<float>(columns);
    Rect place = {};
    for (int i = 0; const auto& figure : figures) {
        place = grid_place({r.x, r.y, width, height}, gap, columns, i++);
        ui.label({place.x, place.y, width, line}, tr(figure.name),
                 {.type = Type::small, .tone = Tone::ink_soft, .silent = true});
        ui.label({place.x, place.y + line, width, height - line}, yuan(figure.cents),
                 {.type = type, .tone = figure.tone, .strong = true, .silent = true});
    }
    return place.bottom() - r.y;
}

std::vector<Bar> bars_of(const std::vector<app::CategorySum>& sums, Tone tone) {
    std::vector<Bar> out;
    out.reserve(sums.size());
    for (const app::CategorySum& sum : sums)
        out.push_back({sum.category, yuan_text(sum.cents), static_cast<double>(sum.cents), tone});
    return out;
}

/// Income and spending against one measure, so that the eye compares them.
float draw_chart(Ui& ui, Rect r, const app::FinanceView& v) {
    double most = 1;
    for (const auto* sums : {&v.incomes, &v.spendings})
        for (const app::CategorySum& sum : *sums)
            most = std::max(most, static_cast<double>(sum.cents));
    const struct {
        const std::vector<app::CategorySum>& sums;
        Text name;
        Tone tone;
        std::string_view key;
    } sides[] = {{v.incomes, Text::finance_income, Tone::good, "incomes"},
                 {v.spendings, Text::finance_spending, Tone::accent, "spendings"}};
    const bool beside = ui.m.wide();
    const float gap = ui.space(kHuge);
    const float width = beside ? (r.w - gap) / 2 : r.w;
    float y = r.y, x = r.x, height = 0;
    for (const auto& side : sides) {
        float used = heading(ui, {x, y, width, 0}, tr(side.name));
        if (side.sums.empty())
            used += ui.text({x, y + used, width, 0}, tr(Text::finance_no_lines),
                            {.tone = Tone::ink_soft});
        used += bars(ui, {x, y + used, width, 0}, side.key, tr(side.name),
                     bars_of(side.sums, side.tone), most);
        if (beside) {
            x += width + gap;
            height = std::max(height, used);
        } else {
            y += used + ui.space(kSmall);
            height = y - r.y;
        }
    }
    return height;
}

TableRows rows_of(const app::FinanceView& v) {
    TableRows rows = {{std::string(tr(Text::finance_column_direction)),
                       std::string(tr(Text::finance_column_category)),
                       std::string(tr(Text::finance_column_amount)),
                       std::string(tr(Text::finance_column_text)),
                       std::string(tr(Text::finance_column_voucher))}};
    for (const app::FinanceLine& line : v.lines)
        rows.push_back(
            {std::string(tr(line.direction == app::Direction::income ? Text::finance_in
                                                                     : Text::finance_out)),
             line.category, yuan(line.cents), line.text,
             line.paper ? format(Text::finance_voucher, {number(*line.paper + std::int64_t{1})})
                        : std::string()});
    return rows;
}

float draw_details(Ui& ui, Rect r, const app::FinanceView& v) {
    float y = r.y + heading(ui, r, tr(Text::finance_details));
    const TableRows rows = rows_of(v);
    const TableLayout layout = lay_out_table(ui, rows, r.w);
    draw_table(ui, {r.x, y, r.w, layout.height}, "lines", rows, true, layout);
    y += layout.height + ui.space(kMedium);
    const auto count = static_cast<std::int64_t>(v.vouchers.size());
    y += ui.text({r.x, y, r.w, 0},
                 count > 0 ? format(Text::finance_vouchers, {number(count)})
                           : std::string(tr(Text::finance_no_vouchers)),
                 {.type = Type::small, .tone = Tone::ink_soft});
    if (count == 0) return y - r.y;
    y += ui.space(kSmall);
    return y + picture_row(ui, {r.x, y, r.w, 0}, v.vouchers) - r.y;
}

}  // namespace

void draw(const app::FinanceView& v, const app::Snapshot& s, Ui& ui) {
    Rect r =
        page(ui, s,
             {.title = format(Text::finance_title, {number(v.month.year), number(v.month.month)}),
              .column = ui.m.column});
    r = below_alarm(ui, r, v.log, s.now);
    const float height = ui.m.target_primary;
    const ButtonSpec original = {.key = "original",
                                 .label = tr(Text::finance_original),
                                 .kind = ButtonKind::primary,
                                 .icon = Icon::verified};
    if (button(ui, {r.x, r.bottom() - height, r.w, height}, original))
        ui.submit(app::OpenNotice{v.item.leaf});
    ScrollArea area(ui, "accounts", {r.x, r.y, r.w, r.h - height - ui.space(kMedium)});
    const Rect c = area.column();
    float y = c.y + ui.space(kTiny);
    y += carded(ui, {c.x, y, c.w, 0}, "sums", [&](Rect in) {
        const float used = draw_figures(ui, in, v) + ui.space(kSmall);
        return used + draw_sentence(ui, {in.x, in.y + used, in.w, 0}, v);
    });
    y += carded(ui, {c.x, y, c.w, 0}, "chart", [&](Rect in) { return draw_chart(ui, in, v); });
    y += carded(ui, {c.x, y, c.w, 0}, "details", [&](Rect in) { return draw_details(ui, in, v); });
    area.end(y);
}

}  // namespace xf::kiosk::screens
