// Where a line of Chinese may end: 避头尾 (no closing mark at a line's start, no opening one at its
// end), words and numbers kept whole, —— and …… not torn.
#pragma once

namespace xf::kiosk {

/// May a new line begin between these two neighbours?
bool break_allowed(char32_t before, char32_t after);

/// As wide as the em square in every CJK font, whether the glyph is loaded or not.
bool is_full_width(char32_t c);

}  // namespace xf::kiosk
