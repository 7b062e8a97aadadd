// A QR code on white, drawn with rectangles.
#pragma once

#include "kiosk/ui/ui.hpp"

namespace xf::kiosk {

/// In the largest square in the middle of `r`, quiet zone included; false if the text is too long.
bool qr_code(Ui& ui, Rect r, std::string_view key, std::string_view name, std::string_view text);

}  // namespace xf::kiosk
