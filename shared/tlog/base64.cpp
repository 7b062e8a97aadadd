#include "shared/tlog/base64.hpp"

namespace xf::tlog {
namespace {

int digit_of(char c) {
    if (c >= 'A' && c <= 'Z') return c - 'A';
    if (c >= 'a' && c <= 'z') return c - 'a' + 26;
    if (c >= '0' && c <= '9') return c - '0' + 52;
    if (c == '+') return 62;
    return c == '/' ? 63 : -1;
}

}  // namespace

Result<Bytes> from_base64(std::string_view text) {
    const Error malformed{ErrorCode::malformed, "base64"};
    if (text.size() % 4 != 0) return malformed;
    std::size_t padding = 0;
    while (padding < 2 && padding < text.size() && text[text.size() - 1 - padding] == '=')
        ++padding;
    Bytes out;
    out.reserve(text.size() / 4 * 3);
    std::uint32_t group = 0;
    for (std::size_t i = 0; i < text.size() - padding; ++i) {
        const int digit = digit_of(text[i]);
        if (digit < 0) return malformed;
        group = group << 6 | static_cast<std::uint32_t>(digit);
        // The second, third and fourth digit of four each complete a byte.
        if (i % 4 != 0) out.push_back(static_cast<std::uint8_t>(group >> (6 - 2 * (i % 4))));
    }
    // Bits that belong to no byte must be zero: otherwise two spellings had one meaning.
    const std::uint32_t unused = padding == 2 ? 0xF : padding == 1 ? 0x3 : 0;
    if ((group & unused) != 0) return malformed;
    return out;
}

}  // namespace xf::tlog
