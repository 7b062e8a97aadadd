// The letters of the last frame as they were drawn: read from Dear ImGui's draw lists, so that nothing
// in the product has to tell of itself, and nothing that was drawn can be forgotten.
#pragma once

#include <vector>

#include "kiosk/host.hpp"
#include "kiosk/tokens/color.hpp"

namespace xf::kiosk::test {

struct Letter {
    char32_t character = 0;
    float em = 0;  ///< pixels
    Rect ink;      ///< of the glyph, pixels
    Color color;   ///< of the ink
    Color ground;  ///< of all that lies behind its middle, in the order of drawing
};

/// Those that can be seen: not the ones outside their clip, or with something drawn over them.
std::vector<Letter> letters_drawn(const Kiosk& kiosk);

}  // namespace xf::kiosk::test
