// A row of a list: icon, title, a line of detail, something at the right, badges.
#pragma once

#include <span>

#include "kiosk/widgets/badge.hpp"

namespace xf::kiosk {

struct RowSpec {
    std::string_view key;
    Icon icon = Icon::none;
    Tone icon_tone = Tone::accent;
    Tone icon_ground = Tone::accent_soft;
    std::string title;
    std::string detail = {};
    std::string amount = {};  ///< large, at the right
    Tone amount_tone = Tone::ink;
    std::span<const BadgeSpec> badges = {};
    std::string note = {};  ///< a sentence below, e.g. why it was rejected
    bool pressable = false;
    bool enabled = true;
};

/// Draws it from the top of `r`; the height it took.
struct RowResult {
    float height = 0;
    Press press;
};
RowResult list_row(Ui& ui, Rect r, const RowSpec& spec);
float list_row_height(Ui& ui, float width, const RowSpec& spec);

}  // namespace xf::kiosk
