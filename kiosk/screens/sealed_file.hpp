// Makes a file of a database that was set aside, which only its hub can open: the button, and what has
// become of it.
#pragma once

#include "kiosk/screens/screens.hpp"

namespace xf::kiosk::screens {

/// 0 where there is nothing to seal.
float sealed_file_height(Ui& ui, float width, app::SealedState state, const std::string& name);
void sealed_file(Ui& ui, Rect r, app::SealedState state, const std::string& name);

}  // namespace xf::kiosk::screens
