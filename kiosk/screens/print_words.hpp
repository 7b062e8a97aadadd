// 打印, as every screen offers it that can be put on paper.
#pragma once

#include "kiosk/widgets/button.hpp"

namespace xf::kiosk::screens {

/// `first`: what it is called before anything was printed. REQUIRES: printing is offered.
ButtonSpec print_button(app::PrintState state, Text first);

/// What is said in place of the screen's hint, if there is something to say.
std::string_view print_hint(app::PrintState state, std::string_view hint);

}  // namespace xf::kiosk::screens
