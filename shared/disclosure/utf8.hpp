// Chinese text is looked at character by character; UTF-32 is where a character is one element.
#pragma once

#include <string>
#include <string_view>

namespace xf::disclosure {

/// REQUIRES: valid UTF-8 (cbor::valid_utf8).
std::u32string to_utf32(std::string_view text);
std::string to_utf8(std::u32string_view text);

/// Without the white space at both ends: ASCII, U+00A0 and U+3000, with which paragraphs are
/// indented by hand.
std::string_view trimmed_utf8(std::string_view text);

}  // namespace xf::disclosure
