// What a list says when nothing is in it: why, and what to do.
#pragma once

#include "kiosk/widgets/icon.hpp"

namespace xf::kiosk {

/// In the middle of `r`; returns the bottom of what was drawn.
float empty_state(Ui& ui, Rect r, Icon icon, std::string_view title, std::string_view detail);

}  // namespace xf::kiosk
