// What is written about a request: each with its question, its choices, a field, 取消 and the button
// that sends it.
#pragma once

#include "kiosk/ui/ui.hpp"

namespace xf::kiosk::screens {

/// What is being written, kept by the screen.
enum Writing : int {
    kNothing = 0,
    kResult,
    kReason,
    kVisit,
    kHandOn,  ///< to the village; + 1 to the town, + 2 to the county
    kWritings = kHandOn + 3
};

/// Whether this person may still write that.
bool may_write(const app::RequestView& v, int writing);

/// From the top of `r`; returns its height. Sets `writing` to kNothing when it is given up.
float draw_writing(Ui& ui, Rect r, int& writing);

}  // namespace xf::kiosk::screens
