// Tables on paper: every line of a row of cells is a row of the page, so that a cell longer than a page
// goes on at the next, below the table's head.
#include <algorithm>
#include <cmath>
#include <numeric>

#include "kiosk/paint/table_columns.hpp"
#include "kiosk/paint/text_layout.hpp"
#include "native/printer/rows.hpp"

namespace xf::native {
namespace {

using kiosk::TextLine;

// Of body type, the largest with which all columns fit on the paper.
constexpr float kSizes[] = {0.8f, 0.65f, 0.5f};
constexpr float kPadEm = 0.35f;
constexpr float kLeading = 1.4f;

struct Table {
    std::vector<float> columns;
    float em = 0, pad = 0, line = 0, rule = 0;
    float width = 0;
};

Result<Table> table_of(const kiosk::TableRows& rows, const Setting& setting) {
    const float room = setting.sheet.text_width();
    for (const float size : kSizes) {
        Table out;
        out.em = std::round(setting.sheet.body * size);
        out.pad = std::round(out.em * kPadEm);
        out.line = std::round(out.em * kLeading);
        out.rule = setting.sheet.line;
        out.columns = kiosk::table_columns(setting.font, rows, {out.em, out.pad, room});
        out.width = std::accumulate(out.columns.begin(), out.columns.end(), 0.0f);
        if (out.width <= room + 1) return out;
    }
    return Error{ErrorCode::print_too_long, "a table with too many columns"};
}

void add_box(Row& row, float x, float y, float width, float height) {
    Mark mark;
    mark.x = x;
    mark.y = y;
    mark.width = width;
    mark.height = height;
    row.marks.push_back(std::move(mark));
}

/// The lines between columns, and at both edges.
void add_uprights(Row& row, const Table& table) {
    float x = 0;
    for (const float column : table.columns) {
        add_box(row, x, 0, table.rule, row.height);
        x += column;
    }
    add_box(row, table.width - table.rule, 0, table.rule, row.height);
}

/// One row of cells as rows of the page.
std::vector<Row> rows_of(const std::vector<std::string>& cells, const Table& table, bool strong,
                         const kiosk::Advances& font) {
    std::vector<std::vector<TextLine>> lines;
    std::size_t most = 1;
    for (std::size_t c = 0; c < cells.size(); ++c) {
        lines.push_back(
            kiosk::break_lines(font, cells[c], table.em, table.columns[c] - 2 * table.pad));
        most = std::max(most, lines.back().size());
    }
    std::vector<Row> out(most);
    for (std::size_t i = 0; i < most; ++i) {
        Row& row = out[i];
        const float above = i == 0 ? table.pad : 0;
        row.height = above + table.line + (i + 1 == most ? table.pad : 0);
        row.with_next = i + 1 < most;
        float x = table.pad;
        for (std::size_t c = 0; c < cells.size(); ++c) {
            if (i < lines[c].size()) {
                const TextLine& line = lines[c][i];
                Mark mark;
                mark.x = x;
                mark.y = above + (table.line - table.em) / 2;
                mark.text = cells[c].substr(line.begin, line.end - line.begin);
                mark.em = table.em;
                mark.strong = strong;
                row.marks.push_back(std::move(mark));
            }
            x += table.columns[c];
        }
        add_uprights(row, table);
    }
    // The line below lies where the next row has its line above: between rows there is one.
    add_box(out.front(), 0, 0, table.width, table.rule);
    add_box(out.back(), 0, out.back().height, table.width, table.rule);
    return out;
}

}  // namespace

Status add_table(const ports::PrintedBlock& block, const Setting& setting, std::vector<Row>& rows) {
    XF_ASSIGN(const Table table, table_of(block.rows, setting));
    if (table.columns.empty()) return {};
    add_space(setting.sheet.gap, rows);
    std::shared_ptr<const std::vector<Row>> head;
    for (std::size_t i = 0; i < block.rows.size(); ++i) {
        const bool first = block.header_row && i == 0;
        std::vector<Row> lines = rows_of(block.rows[i], table, first, setting.font);
        if (first) {
            for (Row& row : lines) row.with_next = true;
            head = std::make_shared<const std::vector<Row>>(lines);
        } else {
            for (Row& row : lines) row.head = head;
        }
        std::move(lines.begin(), lines.end(), std::back_inserter(rows));
    }
    add_space(setting.sheet.gap, rows);
    return {};
}

}  // namespace xf::native
