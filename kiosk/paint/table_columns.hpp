// How wide the columns of a table of texts are: what each needs, within what there is.
#pragma once

#include <string>
#include <vector>

#include "kiosk/paint/advances.hpp"

namespace xf::kiosk {

using TableRows = std::vector<std::vector<std::string>>;

struct ColumnRoom {
    float em = 0;     ///< of the type
    float pad = 0;    ///< at each side of a cell's text
    float width = 0;  ///< of the whole table
};

/// Widths with padding, one for each column. Together they are as wide as the room, or wider where the
/// columns would have to be narrower than a few characters.
std::vector<float> table_columns(const Advances& font, const TableRows& rows,
                                 const ColumnRoom& room);

}  // namespace xf::kiosk
