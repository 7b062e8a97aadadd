// Byte sequences as every layer passes them: owned (Bytes) or borrowed (ByteView).
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace xf {

using Bytes = std::vector<std::uint8_t>;
using ByteView = std::span<const std::uint8_t>;

inline ByteView as_bytes(std::string_view text) {
    return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

inline std::string_view as_text(ByteView bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

inline void append(Bytes& to, ByteView more) { to.insert(to.end(), more.begin(), more.end()); }

bool equal(ByteView a, ByteView b);

/// Lower-case hexadecimal, two characters a byte.
std::string to_hex(ByteView bytes);

/// RFC 4648 base64 with padding, as signed notes use it.
std::string to_base64(ByteView bytes);

/// Crockford's base32, upper case, without padding: every character is in QR's alphanumeric set.
std::string to_base32(ByteView bytes);
/// Nothing for any character outside the alphabet. Trailing bits that fill no byte are dropped.
std::optional<Bytes> from_base32(std::string_view text);

}  // namespace xf
