// A table of texts: columns as wide as they need and have, cells wrapped, scrolled sideways where
// even that is too wide.
#pragma once

#include <string>
#include <vector>

#include "kiosk/paint/table_columns.hpp"
#include "kiosk/ui/ui.hpp"

namespace xf::kiosk {

/// Laid out once for a width; rows must not change while it is used.
struct TableLayout {
    std::vector<float> columns;                             ///< widths with padding
    std::vector<float> rows;                                ///< heights with padding
    std::vector<std::vector<std::vector<TextLine>>> cells;  ///< by row and column
    float em = 0;                                           ///< of its type
    float width = 0;  ///< of the whole table; may exceed what there is
    float height = 0;
};

/// `scale`: of its type.
TableLayout lay_out_table(const Ui& ui, const TableRows& rows, float width, float scale = 1);

void draw_table(Ui& ui, Rect r, std::string_view key, const TableRows& rows, bool header_row,
                const TableLayout& layout);

}  // namespace xf::kiosk
