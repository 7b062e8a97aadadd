// What a list says when nothing is in it: why, and what to do.
#pragma once

#include "kiosk/widgets/icon.hpp"

namespace xf::kiosk {

/// In the middle of `r`; returns the bottom of what was drawn.
/// The picture is left out where there is no room for it.
float empty_state(Ui& ui, Rect r, Icon icon, std::string_view title, std::string_view detail);

/// What it needs at least.
float empty_state_height(Ui& ui, float width, std::string_view title, std::string_view detail);

}  // namespace xf::kiosk
