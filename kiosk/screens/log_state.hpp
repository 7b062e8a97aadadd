// What the village's public log says about itself, in a sentence.
#pragma once

#include "kiosk/widgets/card.hpp"

namespace xf::kiosk::screens {

BannerSpec banner_of(const app::LogState& log, UnixTime now);

}  // namespace xf::kiosk::screens
