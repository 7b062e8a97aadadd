// One key press as the DOM reports it, and what it means to us.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "kiosk/host.hpp"

namespace xf::web {

/// Whose the key is. The numbers are program.js's too.
enum class KeyTarget : std::uint8_t {
    field,   ///< a text field's element has the focus and takes it
    beside,  ///< the browser moves with it, in the accessibility mirror or outside of the stage
    stage,   ///< the program's
};

struct KeyPress {
    std::string_view key;   ///< KeyboardEvent.key
    std::string_view code;  ///< KeyboardEvent.code
    bool shift = false;
    KeyTarget target = KeyTarget::stage;
    std::int64_t time_ms = 0;

    bool modifier() const { return key == "Shift" || key == "CapsLock"; }
    /// With an active IME the terminator of a scan may come as "Process" as well.
    bool enters() const { return key == "Enter" || code == "Enter" || code == "NumpadEnter"; }
    /// The ASCII character, 0 if it has none. An active Chinese IME hides it behind "Process"; the
    /// physical key still tells it, for the alphabet that codes are made of.
    char character() const;
    /// What it does in the interface outside of text fields.
    std::optional<kiosk::Key> moving_key() const;
};

}  // namespace xf::web
