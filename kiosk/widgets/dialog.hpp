// A sheet above everything: one thing to read, one or two things to press.
#pragma once

#include "kiosk/widgets/button.hpp"
#include "kiosk/widgets/card.hpp"

namespace xf::kiosk {

struct DialogSpec {
    std::string_view key;
    Mood mood = Mood::plain;
    Icon icon = Icon::info;
    std::string title;
    std::string body;
    std::string figure = {};  ///< very large, e.g. the seconds of a countdown
    bool covers = false;      ///< hides what lies below, also from the semantic tree
};

/// Returns the index of the button pressed, or -1. Nothing below can be pressed any more.
int dialog(Ui& ui, const DialogSpec& spec, std::span<const ButtonSpec> buttons);

}  // namespace xf::kiosk
