// How far a task has come: "第 2 步，共 3 步" with its dots. Also the words for something under way.
#pragma once

#include "kiosk/ui/ui.hpp"

namespace xf::kiosk {

/// Width of all of it.
float steps_width(const Ui& ui, int all);

/// `now` counts from 1. Returns its height.
float steps(Ui& ui, Rect r, int now, int all);

}  // namespace xf::kiosk
