// Breaks a text into lines. Nothing is drawn here; widgets keep a layout when the text is long.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "kiosk/paint/advances.hpp"

namespace xf::kiosk {

/// Bytes [begin, end) of the text; `x` is the first line's indent.
struct TextLine {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    float x = 0;
    float width = 0;
};

/// At least one line, also of an empty text. A newline begins a new line without indent.
std::vector<TextLine> break_lines(const Advances& font, std::string_view text, float em,
                                  float width, float first_indent = 0);

/// The same number of lines, but of nearly one length (排列对称), for titles and centred words: a
/// last line of two characters looks like a mistake. Texts of many lines are left as they are.
std::vector<TextLine> balanced_lines(const Advances& font, std::string_view text, float em,
                                     float width);

/// Width of a text on one line.
float text_width(const Advances& font, std::string_view text, float em);

/// The longest beginning that fits in `width`; a cut is shown by an ellipsis, counted in.
struct Fitted {
    std::size_t bytes = 0;
    bool cut = false;
};
Fitted fit(const Advances& font, std::string_view text, float em, float width);

}  // namespace xf::kiosk
