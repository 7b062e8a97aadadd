// The words of what a list is narrowed down by.
#pragma once

#include <string>

#include "kiosk/text/format.hpp"
#include "shared/app/list_screens.hpp"

namespace xf::kiosk {

/// It decides the order of the list, and is not about its rows.
bool is_order(app::Choosing about);
Text chooser_text(app::Choosing about);
std::string choice_text(app::Choosing about, const app::ListChoice& choice);

/// "第 2 网格"
std::string grid_text(std::uint32_t grid);

}  // namespace xf::kiosk
