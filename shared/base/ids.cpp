#include "shared/base/ids.hpp"

#include <algorithm>

#include "shared/base/assert.hpp"

namespace xf {

std::string Uuid::text() const {
    const std::string hex = to_hex(bytes);
    std::string out;
    for (std::size_t i = 0; i < hex.size(); ++i) {
        if (i == 8 || i == 12 || i == 16 || i == 20) out += '-';
        out += hex[i];
    }
    return out;
}

std::optional<Uuid> Uuid::from(ByteView bytes) {
    Uuid id;
    if (bytes.size() != id.bytes.size()) return std::nullopt;
    std::copy(bytes.begin(), bytes.end(), id.bytes.begin());
    return id;
}

Uuid Uuid::v7(std::uint64_t unix_ms, ByteView random10) {
    XF_ASSERT(random10.size() == 10);
    Uuid id;
    for (std::size_t i = 0; i < 6; ++i)
        id.bytes[i] = static_cast<std::uint8_t>(unix_ms >> (40 - 8 * i));
    std::copy(random10.begin(), random10.end(), id.bytes.begin() + 6);
    id.bytes[6] = static_cast<std::uint8_t>((id.bytes[6] & 0x0F) | 0x70);
    id.bytes[8] = static_cast<std::uint8_t>((id.bytes[8] & 0x3F) | 0x80);
    return id;
}

}  // namespace xf
