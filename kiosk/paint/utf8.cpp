#include "kiosk/paint/utf8.hpp"

#include <algorithm>

namespace xf::kiosk {
namespace {

constexpr char32_t kReplacement = 0xFFFD;

bool continues(std::string_view text, std::size_t at) {
    return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80;
}

}  // namespace

char32_t next_character(std::string_view text, std::size_t& at) {
    const auto lead = static_cast<unsigned char>(text[at++]);
    if (lead < 0x80) return lead;
    const int more = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : lead >= 0xC0 ? 1 : 0;
    if (more == 0 || lead >= 0xF8) return kReplacement;
    char32_t c = lead & (0x3Fu >> more);
    for (int i = 0; i < more; ++i) {
        if (!continues(text, at)) return kReplacement;
        c = c << 6 | (static_cast<unsigned char>(text[at++]) & 0x3Fu);
    }
    return c;
}

std::size_t boundary_before(std::string_view text, std::size_t at) {
    at = std::min(at, text.size());
    while (at > 0 && continues(text, at)) --at;
    return at;
}

}  // namespace xf::kiosk
