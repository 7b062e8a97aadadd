// The course of a request: what happened, who did it, when, and what they wrote.
#pragma once

#include <vector>

#include "kiosk/widgets/badge.hpp"

namespace xf::kiosk {

/// From the top of `r`; returns its height.
float timeline(Ui& ui, Rect r, const std::vector<app::RequestStep>& steps, UnixTime now);

}  // namespace xf::kiosk
