// What the village's public log says about itself, in a sentence.
#pragma once

#include "kiosk/widgets/card.hpp"

namespace xf::kiosk::screens {

BannerSpec banner_of(const app::LogState& log, UnixTime now);

/// Says loudly that the log was altered, where it was; what is left of `r` below.
Rect below_alarm(Ui& ui, Rect r, const app::LogState& log, UnixTime now);

}  // namespace xf::kiosk::screens
