#include "shared/disclosure/import_table.hpp"

#include <algorithm>

#include "shared/disclosure/document.hpp"
#include "shared/disclosure/official_text.hpp"

namespace xf::disclosure {
namespace {

constexpr std::size_t kHeaderChars = 12;   // names of columns are short
constexpr std::size_t kHeaderColumns = 3;  // fewer are a list of names
constexpr std::size_t kOfficeChars = 2;    // 组 | 长：, 副 | 组 长：, 成 | 员：
constexpr std::size_t kOfficeEnd = 6;
constexpr std::size_t kSectionChars = 30;  // 一、… across the whole table

bool is_header(const TableRow& row) {
    return row.size() >= kHeaderColumns &&
           std::all_of(row.begin(), row.end(), [](const std::u32string& cell) {
               return !cell.empty() && cell.size() <= kHeaderChars &&
                      cell.find(U'：') == std::u32string::npos;
           });
}

/// 组 | 长：示例甲 | 书记  →  组长： | 示例甲 | 书记
void join_office(TableRow& row) {
    if (row.size() < 2 || row[0].empty() || row[0].size() > kOfficeChars) return;
    const std::size_t colon = row[1].find(U'：');
    if (colon == std::u32string::npos || colon > kOfficeEnd) return;
    std::u32string office = row[0] + row[1].substr(0, colon + 1);
    office.erase(std::remove_if(office.begin(), office.end(), is_space), office.end());
    row[0] = std::move(office);
    row[1] = std::u32string(trimmed(std::u32string_view(row[1]).substr(colon + 1)));
}

/// Cells that continue those above them are empty, and text from PDF files has now one too many of
/// them, now one too few: a row that begins with an empty cell is aligned at its end.
void fit(TableRow& row, std::size_t columns, bool at_end) {
    while (row.size() > columns && row.front().empty()) row.erase(row.begin());
    while (row.size() > columns && row.back().empty()) row.pop_back();
    if (row.size() >= columns) return;
    row.insert(at_end ? row.begin() : row.end(), columns - row.size(), std::u32string());
}

std::size_t widest(const std::vector<TableRow>& rows) {
    std::size_t columns = 0;
    for (const TableRow& row : rows) columns = std::max(columns, row.size());
    return columns;
}

/// Rows with tabs between their cells.
TableLines find_rows(const std::vector<Line>& lines, std::size_t first) {
    TableLines table{{}, first};
    if (lines[first].kind != Line::Kind::row) return table;
    for (std::size_t i = first; i < lines.size(); ++i) {
        if (may_be_row(lines[i])) {
            table.rows.push_back(lines[i].cells);
            table.end = i + 1;
        } else if (lines[i].kind != Line::Kind::blank) {
            break;
        }
    }
    return table;
}

/// The lines from `first` to the next blank one.
struct Group {
    TableRow cells;
    std::size_t end = 0;
    bool indented = true;  ///< every one of them by a tab
};

Group group_at(const std::vector<Line>& lines, std::size_t first) {
    Group group;
    for (group.end = first; group.end < lines.size(); ++group.end) {
        const Line& line = lines[group.end];
        if (line.kind != Line::Kind::text || group.cells.size() > kTableColumns) break;
        group.cells.push_back(line.text);
        group.indented = group.indented && line.indented_by_tab;
    }
    return group;
}

bool names_section(const Group& group) {
    return group.cells.size() == 1 && group.cells[0].size() <= kSectionChars;
}

/// One cell a line, one group of lines a row; a line by itself is a row that names a section.
TableLines find_groups(const std::vector<Line>& lines, std::size_t first) {
    TableLines table{{}, first};
    if (!lines[first].indented_by_tab) return table;
    const std::size_t columns = group_at(lines, first).cells.size();
    if (columns < kHeaderColumns) return table;
    std::size_t rows = 0;
    bool after_section = false;
    for (std::size_t i = first; i < lines.size();) {
        if (lines[i].kind == Line::Kind::blank) {
            ++i;
            continue;
        }
        Group group = group_at(lines, i);
        const bool row = group.indented && group.cells.size() == columns;
        if (!row && (after_section || !names_section(group))) break;
        after_section = !row;
        i = group.end;
        group.cells.resize(columns);
        table.rows.push_back(std::move(group.cells));
        if (!row) continue;
        rows = table.rows.size();  // a section counts once a row follows it
        table.end = i;
    }
    table.rows.resize(rows);
    return rows > 1 ? table : TableLines{{}, first};
}

}  // namespace

TableLines find_table(const std::vector<Line>& lines, std::size_t first) {
    TableLines table = find_rows(lines, first);
    return table.end > first ? table : find_groups(lines, first);
}

Table make_table(std::vector<TableRow> rows) {
    Table table;
    table.header = !rows.empty() && is_header(rows.front());
    if (!table.header)
        for (TableRow& row : rows) join_office(row);
    const std::size_t named = table.header ? rows.front().size() : widest(rows);
    const auto fit_all = [&](std::size_t columns) {
        for (TableRow& row : rows) fit(row, columns, !table.header || row.front().empty());
    };
    fit_all(named);
    fit_all(widest(rows));  // a row with more text than there are names of columns widens the table
    table.rows = std::move(rows);
    return table;
}

}  // namespace xf::disclosure
