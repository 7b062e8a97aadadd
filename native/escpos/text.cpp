#include "native/escpos/text.hpp"

#include "kiosk/paint/utf8.hpp"
#include "native/platform/gb18030.hpp"

namespace xf::native::escpos {
namespace {

constexpr std::string_view kNone = "\xA1\xFE";  // 〓
// Ext A, U+3400 to U+4DB5, in four bytes; they are in the order of Unicode.
constexpr std::string_view kFirstExtA = "\x81\x39\xEE\x39", kLastExtA = "\x82\x35\x87\x38";

bool is_control(char32_t c) { return c < 0x20 || c == 0x7F; }

/// Of a whole character in GB18030.
std::size_t size_of(std::string_view at) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(at[i]); };
    if (byte(0) < 0x80) return 1;
    return byte(1) < 0x40 ? 4 : 2;
}

void add_known(std::string_view coded, std::string& out) {
    for (std::size_t at = 0; at < coded.size();) {
        const std::string_view one = coded.substr(at, size_of(coded.substr(at)));
        const bool known = one.size() < 4 || (kFirstExtA <= one && one <= kLastExtA);
        out += known ? one : kNone;
        at += one.size();
    }
}

}  // namespace

std::string printable(std::string_view words) {
    std::string out;
    for (std::size_t at = 0; at < words.size();) {
        const std::size_t begin = at;
        const char32_t c = kiosk::next_character(words, at);
        if (is_control(c)) continue;
        if (c == U'−')
            out += '-';
        else if (c == U'\u00A0')
            out += ' ';
        else
            out += words.substr(begin, at - begin);
    }
    return out;
}

std::optional<std::string> encoded(std::string_view words) {
    std::string out;
    for (std::size_t at = 0; at < words.size();) {
        const auto part = gb18030_from_utf8(words.substr(at));
        if (!part) return std::nullopt;
        add_known(part->text, out);
        at += part->taken;
        if (at == words.size()) break;
        kiosk::next_character(words, at);  // of the few that the system's table leaves out
        out += kNone;
    }
    return out;
}

}  // namespace xf::native::escpos
