// A household's points, wherever they are shown.
#pragma once

#include "kiosk/ui/ui.hpp"

namespace xf::kiosk::screens {

/// Height of the figures, with a row of the history.
float balance_height(const Ui& ui);
/// The two figures and the history.
void draw_balance(Ui& ui, Rect r, const app::BalanceView& view, UnixTime now);

}  // namespace xf::kiosk::screens
