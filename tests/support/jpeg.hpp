// The smallest pictures that pass for JPEGs: segments as ITU-T T.81 lays them out, and coded data that
// nobody decodes here.
#pragma once

#include <cstdint>

#include "shared/base/bytes.hpp"

namespace xf::test {

/// One segment: marker, length, payload.
inline Bytes jpeg_segment(std::uint8_t marker, const Bytes& payload) {
    const std::size_t length = payload.size() + 2;
    Bytes out = {0xFF, marker, static_cast<std::uint8_t>(length >> 8),
                 static_cast<std::uint8_t>(length)};
    out.insert(out.end(), payload.begin(), payload.end());
    return out;
}

/// A frame header of that size. 0xC0 is baseline, 0xC2 progressive.
inline Bytes jpeg_frame(std::uint16_t width, std::uint16_t height, std::uint8_t marker = 0xC0) {
    const auto high = [](std::uint16_t side) { return static_cast<std::uint8_t>(side >> 8); };
    const auto low = [](std::uint16_t side) { return static_cast<std::uint8_t>(side); };
    return jpeg_segment(marker,
                        {8, high(height), low(height), high(width), low(width), 1, 1, 17, 0});
}

/// A whole picture with `segments` before its scan; `bytes` of coded data, none of which is 0xFF.
inline Bytes jpeg_of(const Bytes& segments, std::size_t bytes = 40) {
    Bytes out = {0xFF, 0xD8};
    out.insert(out.end(), segments.begin(), segments.end());
    const Bytes scan = jpeg_segment(0xDA, {1, 1, 0, 0, 63, 0});
    out.insert(out.end(), scan.begin(), scan.end());
    for (std::size_t i = 0; i < bytes; ++i) out.push_back(static_cast<std::uint8_t>(i * 7 % 251));
    out.insert(out.end(), {0xFF, 0xD9});
    return out;
}

}  // namespace xf::test
