// Tables of a text: found by their tabs, and made equally wide.
#pragma once

#include <string>
#include <vector>

#include "shared/disclosure/import_lines.hpp"

namespace xf::disclosure {

using TableRow = std::vector<std::u32string>;

struct Table {
    std::vector<TableRow> rows;
    bool header = false;  ///< the first row names the columns
};

/// Rows as they came, and the line after them.
struct TableLines {
    std::vector<TableRow> rows;
    std::size_t end = 0;
};

/// The table that begins at line `first`: rows with tabs between their cells, or one cell a line,
/// each behind a tab, and a blank line after each row. Page breaks may have left blank lines in it.
/// Without a table there, `end` is `first`.
TableLines find_table(const std::vector<Line>& lines, std::size_t first);

/// Cells keep their order; only empty ones are added or removed. In lists of names the office that
/// was spread over two cells (组 | 长：示例甲) is put together again.
Table make_table(std::vector<TableRow> rows);

}  // namespace xf::disclosure
