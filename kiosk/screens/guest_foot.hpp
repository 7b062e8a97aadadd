// What stands at the foot of a guest's screens: the way for staff to make a device of this browser.
#pragma once

#include "kiosk/ui/ui.hpp"

namespace xf::kiosk::screens {

/// Draws it at the bottom of `r`; what is left above.
Rect above_enrolment(Ui& ui, Rect r);

}  // namespace xf::kiosk::screens
