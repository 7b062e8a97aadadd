// What lies over every screen.
#pragma once

#include "kiosk/ui/ui.hpp"
#include "kiosk/widgets/card.hpp"

namespace xf::kiosk::screens {

/// The idle countdown, or else the message.
void draw_overlay(const app::Snapshot& snapshot, Ui& ui);

/// Warns where the browser may throw our data away; nothing where data is durable.
bool needs_persistence_warning(const app::Snapshot& snapshot);
BannerSpec persistence_warning(const app::Snapshot& snapshot);

/// Draws the warning at the top of `r` if there is one; returns what is left of `r`.
Rect below_warnings(Ui& ui, const app::Snapshot& snapshot, Rect r);

}  // namespace xf::kiosk::screens
