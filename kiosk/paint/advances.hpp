// How wide characters are: all that breaking lines needs of a font.
#pragma once

namespace xf::kiosk {

class Advances {
public:
    virtual ~Advances() = default;

    /// Width of a character at that em, in pixels.
    virtual float advance(char32_t c, float em) const = 0;
};

}  // namespace xf::kiosk
