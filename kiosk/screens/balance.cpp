// What the household has, and the history in which every line explains itself.
#include "kiosk/screens/balance.hpp"

#include <algorithm>

#include "kiosk/screens/award_rows.hpp"
#include "kiosk/screens/screens.hpp"
#include "kiosk/widgets/badge.hpp"
#include "kiosk/widgets/empty_state.hpp"
#include "kiosk/widgets/list_controls.hpp"
#include "kiosk/widgets/list_row.hpp"
#include "kiosk/widgets/page.hpp"
#include "kiosk/widgets/scroll_area.hpp"

namespace xf::kiosk::screens {
namespace {

constexpr float kFiguresShare = 0.33f;  // of the width, on a wide panel
constexpr int kDetailLines = 3;         // of what a figure means, in a narrow place

/// One large figure with what it means.
void draw_figure(Ui& ui, Rect r, Text name, Points points, Text meaning, bool leading) {
    const Group group(ui, Role::group, tr(name), tr(name), r);
    if (leading) {
        ui.paint.shadow(r, ui.m.radius_card, ui.m.shadow_blur, ui.m.shadow_drop);
        ui.paint.box(r, Tone::accent, ui.m.radius_card);
    } else {
        ui.paint.box(r, Tone::sunken, ui.m.radius_card);
    }
    const Tone tone = leading ? Tone::on_accent : Tone::ink;
    const Tone soft = leading ? Tone::on_accent_soft : Tone::ink_soft;
    const float pad = ui.space(kMedium);
    const float line = ui.m.line_tight(Type::body);
    const float figure = ui.m.line_tight(Type::display);
    const float detail = ui.text_height(tr(meaning), r.w - 2 * pad, {.type = Type::small});
    float y = r.y + std::max(pad, (r.h - line - figure - detail) / 2);
    ui.label({r.x + pad, y, r.w - 2 * pad, line}, tr(name), {.tone = tone});
    y += line;
    const float width = ui.label({r.x + pad, y, r.w - 2 * pad, figure}, number(points),
                                 {.type = Type::display, .tone = tone, .strong = true});
    ui.label({r.x + pad + width + ui.space(kSmall), y + figure - line - line / 4, pad * 4, line},
             tr(Text::points_unit), {.tone = tone, .silent = true});
    y += figure;
    ui.text({r.x + pad, y, r.w - 2 * pad, 0}, tr(meaning), {.type = Type::small, .tone = soft});
}

float figure_height(const Ui& ui, int detail_lines) {
    return ui.m.line_tight(Type::body) + ui.m.line_tight(Type::display) +
           ui.m.line_tight(Type::small) * static_cast<float>(detail_lines) + 2 * ui.space(kMedium);
}

int detail_lines(const Ui& ui) { return ui.m.compact() ? kDetailLines : 2; }

std::string detail_of(const app::LineView& line, UnixTime now) {
    std::string out = moment_text(line.at, now);
    const auto add = [&out](const std::string& part) {
        if (!part.empty()) out += " · " + part;
    };
    add(line.who);
    if (!line.reviewer.empty()) add(format(Text::balance_reviewed_by, {line.reviewer}));
    add(line.person);
    return out;
}

float draw_line(Ui& ui, Rect r, std::size_t index, const app::LineView& line, UnixTime now) {
    const bool award = line.kind == app::LineView::Kind::award;
    const bool gain = line.points > Points(0);
    const BadgeSpec states[] = {badge_of(line.state)};
    const std::string key = "line" + std::to_string(index);
    RowSpec row = {
        .key = key,
        .icon = award ? Icon::points : Icon::shop,
        .icon_tone = award ? Tone::good : Tone::accent,
        .icon_ground = award ? Tone::good_soft : Tone::accent_soft,
        .title = line.reversal ? format(Text::balance_reversal, {line.title}) : line.title,
        .detail = detail_of(line, now),
        .amount = signed_number(line.points),
        .amount_tone = gain ? Tone::good : Tone::ink,
        .badges = states,
        .pressable = line.award.has_value()};
    if (line.moved) row.note = format(Text::balance_moved, {signed_number(*line.moved)});
    if (line.reason) row.note = error_text(*line.reason);
    const RowResult drawn = list_row(ui, r, row);
    if (drawn.press) ui.submit(app::OpenAward{*line.award});
    return drawn.height;
}

/// Of the history: what is still under way comes first.
struct Entry {
    const app::AwardItem* award = nullptr;
    const app::LineView* line = nullptr;
};

float draw_entry(Ui& ui, Rect r, std::size_t row_no, const Entry& entry, UnixTime now) {
    if (entry.line) return draw_line(ui, r, row_no, *entry.line, now);
    const RowResult row = award_row(ui, r, *entry.award, now, false);
    if (row.press) ui.submit(app::OpenAward{entry.award->id});
    return row.height;
}

void draw_history(Ui& ui, Rect r, const app::BalanceView& v, UnixTime now) {
    std::vector<Entry> entries;
    entries.reserve(v.awaiting.size() + v.lines.size());
    for (const app::AwardItem& award : v.awaiting) entries.push_back({&award, nullptr});
    for (const app::LineView& line : v.lines) entries.push_back({nullptr, &line});
    if (entries.empty()) {
        empty_state(ui, r, Icon::points, tr(Text::balance_empty), tr(Text::balance_empty_detail));
        return;
    }
    scroll_list(ui, r, "history", Text::balance_history, entries,
                [&](Rect place, const Entry& entry, std::size_t row) {
                    return draw_entry(ui, place, row, entry, now);
                });
}

}  // namespace

void draw(const app::BalanceView& v, const app::Snapshot& s, Ui& ui) {
    const Rect r = page(ui, s, {.title = std::string(tr(Text::balance_title))});
    draw_balance(ui, at_least(ui, r, balance_height(ui)), v, s.now);
}

float balance_height(const Ui& ui) {
    if (ui.m.wide()) return 2 * figure_height(ui, 2) + ui.space(kMedium);
    return figure_height(ui, detail_lines(ui)) + ui.space(kMedium) + rows_height(ui);
}

void draw_balance(Ui& ui, Rect r, const app::BalanceView& v, UnixTime now) {
    const float gap = ui.space(kMedium);
    if (ui.m.wide()) {
        const float left = r.w * kFiguresShare;
        const float first = std::min(r.h / 2, figure_height(ui, kDetailLines) + ui.space(kLarge));
        draw_figure(ui, {r.x, r.y, left, first}, Text::balance_available, v.available,
                    Text::balance_available_detail, true);
        draw_figure(ui, {r.x, r.y + first + gap, left, figure_height(ui, 2)}, Text::balance_score,
                    v.score, Text::balance_score_detail, false);
        const float x = r.x + left + ui.space(kHuge);
        draw_history(ui, {x, r.y, r.right() - x, r.h}, v, now);
        return;
    }
    const float height = figure_height(ui, detail_lines(ui));
    const float width = (r.w - gap) / 2;
    draw_figure(ui, {r.x, r.y, width, height}, Text::balance_available, v.available,
                Text::balance_available_detail, true);
    draw_figure(ui, {r.x + width + gap, r.y, width, height}, Text::balance_score, v.score,
                Text::balance_score_detail, false);
    const float y = r.y + height + gap;
    draw_history(ui, {r.x, y, r.w, r.bottom() - y}, v, now);
}

}  // namespace xf::kiosk::screens
