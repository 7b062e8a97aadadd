// A day that is moved by buttons, so that nobody types one.
#pragma once

#include "kiosk/widgets/button.hpp"

namespace xf::kiosk {

/// From the top of `r`: its name and the day, and the buttons below. Returns by how many days it is
/// to move; `height` is what it took.
struct Stepped {
    int days = 0;
    float height = 0;
};
Stepped day_stepper(Ui& ui, Rect r, std::string_view key, std::string_view name, Day day);
/// The same height beforehand: it depends on whether name and day fit in one line.
float day_stepper_height(const Ui& ui, float width, std::string_view name, Day day);

}  // namespace xf::kiosk
