// Our own text field: the host's input element has the keyboard, this draws what it holds.
#pragma once

#include "kiosk/ui/ui.hpp"

namespace xf::kiosk {

struct TextFieldSpec {
    std::string_view key;
    std::string_view label;  ///< its name; drawn by the screen
    std::string_view placeholder = {};
    bool multiline = false;
    InputMode mode = InputMode::text;
    std::size_t max_bytes = 0;
};

/// Returns its model: `value`, and `submitted` for one frame after Enter.
TextModel& text_field(Ui& ui, Rect r, const TextFieldSpec& spec);

/// Height for that many lines.
float text_field_height(const Ui& ui, int lines);

}  // namespace xf::kiosk
