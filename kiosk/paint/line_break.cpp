#include "kiosk/paint/line_break.hpp"

#include <string_view>

namespace xf::kiosk {
namespace {

constexpr std::u32string_view kNotFirst = U"，。、；：？！）】》」』〉〕｝”’…—·～％℃°々,.;:!?)]}%‰";
constexpr std::u32string_view kNotLast = U"（【《「『〈〔｛“‘([{￥¥＃#";

bool is_one_of(std::u32string_view set, char32_t c) { return set.find(c) != set.npos; }

bool is_word(char32_t c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.' ||
           c == ':' || c == '%' || c == '-' || c == '/' || c == '_' || c == '+' || c == '@' ||
           c == '\'' || c == ',' || (c >= 0xC0 && c < 0x250);
}

}  // namespace

bool break_allowed(char32_t before, char32_t after) {
    if (after == ' ' || after == U'\u3000') return false;  // spaces hang at the end of a line
    if (is_one_of(kNotFirst, after) || is_one_of(kNotLast, before)) return false;
    if (is_word(before) && is_word(after)) return false;
    return true;
}

bool is_full_width(char32_t c) {
    return (c >= 0x2E80 && c <= 0xA4CF) || (c >= 0xF900 && c <= 0xFAFF) ||
           (c >= 0xFE30 && c <= 0xFE4F) || (c >= 0xFF01 && c <= 0xFF60) ||
           (c >= 0x20000 && c <= 0x3FFFD);
}

}  // namespace xf::kiosk
