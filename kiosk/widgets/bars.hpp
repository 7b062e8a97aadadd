// Horizontal bars with their names and amounts: legible in grayscale and without colour, because the
// words say everything; the bars only show how much more one is than another.
#pragma once

#include <span>

#include "kiosk/ui/ui.hpp"

namespace xf::kiosk {

struct Bar {
    std::string name;
    std::string value;  ///< as it is read: "12,300.00 元"
    double amount = 0;  ///< its length, against `all`
    Tone tone = Tone::accent;
};

/// From the top of `r`, under each other; `all` is the amount of a full bar. Returns the height.
float bars(Ui& ui, Rect r, std::string_view key, std::string_view name, std::span<const Bar> bars,
           double all);

/// One bar of parts beside each other, as long as their shares of `all`; what is left of it is pale.
/// Without words of its own: a sentence beside it says them.
struct Share {
    double amount = 0;
    Tone tone = Tone::good;
};
float share_bar(Ui& ui, Rect r, std::span<const Share> shares, double all);

}  // namespace xf::kiosk
