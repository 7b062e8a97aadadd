#include "kiosk/widgets/table.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace xf::kiosk {
namespace {

constexpr Type kType = Type::small;

float line_of(const Ui& ui, float em) { return std::round(em * ui.m.leading); }

float sum(const std::vector<float>& values) {
    return std::accumulate(values.begin(), values.end(), 0.0f);
}

}  // namespace

TableLayout lay_out_table(const Ui& ui, const TableRows& rows, float width, float scale) {
    TableLayout t;
    const float pad = ui.space(kSmall);
    const float em = t.em = std::round(ui.m.em(kType) * scale);
    t.columns = table_columns(ui.paint.font(), rows, {em, pad, width});
    t.width = sum(t.columns);
    const float line = line_of(ui, em);
    for (const auto& row : rows) {
        auto& cells = t.cells.emplace_back();
        std::size_t most = 1;
        for (std::size_t c = 0; c < row.size(); ++c) {
            cells.push_back(break_lines(ui.paint.font(), row[c], em, t.columns[c] - 2 * pad));
            most = std::max(most, cells.back().size());
        }
        t.rows.push_back(line * static_cast<float>(most) + pad);
    }
    t.height = sum(t.rows);
    return t;
}

void draw_table(Ui& ui, Rect r, std::string_view key, const TableRows& rows, bool header_row,
                const TableLayout& t) {
    const Rect view = {r.x, r.y, std::min(r.w, t.width), t.height};
    const Group table(ui, Role::table, key, {}, view);
    Scroller& scroller = ui.enter_scroller("across", view);
    const float pad = ui.space(kSmall);
    const float em = t.em;
    const float line = line_of(ui, em);
    const Rect clip = ui.paint.clip();
    float y = r.y;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const bool head = header_row && i == 0;
        const bool seen = y + t.rows[i] >= clip.y && y <= clip.bottom();
        const Rect whole = {view.x - scroller.x(), y, t.width, t.rows[i]};
        const Group row(ui, Role::row, "row" + std::to_string(i), {}, whole);
        if (head) ui.paint.box(whole, Tone::sunken);
        float x = whole.x;
        for (std::size_t c = 0; c < rows[i].size(); ++c) {
            ui.node(Role::cell, "cell" + std::to_string(c), rows[i][c],
                    {x, y, t.columns[c], t.rows[i]});
            float top = y + pad / 2 + (line - em) / 2;
            for (const TextLine& l : t.cells[i][c]) {
                if (!seen) break;
                const auto words = std::string_view(rows[i][c]).substr(l.begin, l.end - l.begin);
                ui.paint.text(x + pad, top, words, em, Tone::ink, head);
                top += line;
            }
            x += t.columns[c];
        }
        y += t.rows[i];
        ui.paint.box({view.x, y - ui.m.hairline, view.w, ui.m.hairline}, Tone::line);
    }
    scroller.set_content(t.width, t.height);
    ui.leave_scroller();
    ui.paint.outline(view, Tone::line, 0, ui.m.hairline);
    if (t.width <= view.w + 1) return;
    // A bar below says that there is more beside.
    const float share = view.w / t.width;
    const float thick = ui.space(kTiny) / 2;
    ui.paint.box({view.x + (t.width > 0 ? scroller.x() * share : 0), view.bottom() + thick,
                  view.w * share, thick},
                 Tone::edge, thick / 2);
}

}  // namespace xf::kiosk
