// What is kept about a person, said before they use anything for the first time; they may leave instead.
#pragma once

#include "kiosk/ui/ui.hpp"

namespace xf::kiosk::screens {

void draw_privacy_notice(const app::IdentifyView& view, const app::Snapshot& snapshot, Ui& ui);

}  // namespace xf::kiosk::screens
