// The large tiles of the home screen and of choices: icon, two or four characters, a line below.
#pragma once

#include "kiosk/widgets/card.hpp"

namespace xf::kiosk {

struct TileSpec {
    std::string_view key;
    std::string_view label;
    std::string_view hint = {};
    Icon icon = Icon::none;
    bool primary = false;  ///< in the accent colour: the likeliest one
    bool alert = false;    ///< the hint is a warning
};

Press tile(Ui& ui, Rect r, const TileSpec& spec);

/// `count` equal places in `r`, in rows of at most `columns`; the last row keeps the grid.
Rect grid_cell(Rect r, int index, int count, int columns, float gap, float tallest);

}  // namespace xf::kiosk
