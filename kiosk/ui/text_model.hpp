// What stands in a text field: value, selection, composition. Fed by whoever has the keyboard.
#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "kiosk/host.hpp"

namespace xf::kiosk {

struct TextModel {
    std::string value;
    std::size_t selection_begin = 0, selection_end = 0;
    std::size_t composition_begin = 0, composition_end = 0;
    std::uint32_t revision = 0;  ///< rises when the program changed the value
    std::size_t max_bytes = 0;
    bool focused = false;
    bool submitted = false;  ///< Enter, since the last frame

    /// Takes over what the host's input element holds; offsets are brought to character boundaries,
    /// the text is cut to max_bytes (then the revision rises).
    void take(const TextState& state);
    void set(std::string_view text);

    friend bool operator==(const TextModel&, const TextModel&) = default;
};

using TextModels = std::map<NodeId, TextModel>;

}  // namespace xf::kiosk
