// Buttons: one primary a screen, secondary beside it, quiet ones for what is rarely wanted.
#pragma once

#include "kiosk/widgets/icon.hpp"

namespace xf::kiosk {

enum class ButtonKind : std::uint8_t { primary, secondary, quiet };

struct ButtonSpec {
    std::string_view key;
    std::string_view label;
    ButtonKind kind = ButtonKind::secondary;
    Icon icon = Icon::none;
    bool enabled = true;
    std::string_view name = {};  ///< in the semantic tree, where the label alone says too little
    bool stacked = false;        ///< icon above the label
    Type type = Type::body;
};

Press button(Ui& ui, Rect r, const ButtonSpec& spec);

/// Width that its label wants.
float button_width(Ui& ui, const ButtonSpec& spec);

/// Two or more in a row over the whole width, or below each other where it is too narrow. The
/// first is the leftmost. Returns the index pressed, or -1.
int button_row(Ui& ui, Rect r, std::span<const ButtonSpec> specs);
/// Height that button_row takes in that width.
float button_row_height(Ui& ui, float width, std::span<const ButtonSpec> specs);

}  // namespace xf::kiosk
