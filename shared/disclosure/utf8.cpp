#include "shared/disclosure/utf8.hpp"

#include <cstdint>

namespace xf::disclosure {

std::u32string to_utf32(std::string_view text) {
    std::u32string out;
    out.reserve(text.size() / 2);
    for (std::size_t at = 0; at < text.size();) {
        const auto lead = static_cast<std::uint8_t>(text[at++]);
        const int more = lead < 0xC0 ? 0 : lead < 0xE0 ? 1 : lead < 0xF0 ? 2 : 3;
        char32_t c = more == 0 ? lead : lead & (0x3F >> more);
        for (int i = 0; i < more && at < text.size(); ++i)
            c = c << 6 | (static_cast<std::uint8_t>(text[at++]) & 0x3F);
        out += c;
    }
    return out;
}

std::string to_utf8(std::u32string_view text) {
    std::string out;
    out.reserve(text.size() * 3);
    const auto byte = [&](char32_t value) { out += static_cast<char>(value); };
    for (const char32_t c : text) {
        if (c < 0x80) {
            byte(c);
        } else if (c < 0x800) {
            byte(0xC0 | c >> 6);
            byte(0x80 | (c & 0x3F));
        } else if (c < 0x10000) {
            byte(0xE0 | c >> 12);
            byte(0x80 | (c >> 6 & 0x3F));
            byte(0x80 | (c & 0x3F));
        } else {
            byte(0xF0 | c >> 18);
            byte(0x80 | (c >> 12 & 0x3F));
            byte(0x80 | (c >> 6 & 0x3F));
            byte(0x80 | (c & 0x3F));
        }
    }
    return out;
}

std::string_view trimmed_utf8(std::string_view text) {
    constexpr std::string_view kSpaces[] = {" ", "\t", "\n", "\r", "\v", "\f", "\u00a0", "\u3000"};
    for (bool again = true; again;) {
        again = false;
        for (const std::string_view space : kSpaces) {
            while (text.substr(0, space.size()) == space) {
                text.remove_prefix(space.size());
                again = true;
            }
            while (text.size() >= space.size() &&
                   text.substr(text.size() - space.size()) == space) {
                text.remove_suffix(space.size());
                again = true;
            }
        }
    }
    return text;
}

}  // namespace xf::disclosure
