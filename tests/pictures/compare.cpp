#include "tests/pictures/compare.hpp"

#include <algorithm>
#include <cstdint>
#include <cstdlib>

namespace xf::pictures {
namespace {

constexpr std::uint32_t kWhite = 0xFFFFFF;
constexpr std::uint32_t kRed = 0xE00000;

/// Of the three channels, the one that is farthest off.
int distance(std::uint32_t a, std::uint32_t b) {
    int most = 0;
    for (int shift = 0; shift <= 16; shift += 8)
        most = std::max(most, std::abs(static_cast<int>((a >> shift) & 0xFF) -
                                       static_cast<int>((b >> shift) & 0xFF)));
    return most;
}

}  // namespace

bool Difference::acceptable() const {
    return !size && far <= kMostFar && near * 1000 <= pixels * kMostNearPermille;
}

std::string Difference::words() const {
    if (size) return "another size";
    std::string out = std::to_string(far) + " pixels of another colour, " + std::to_string(near) +
                      " of another shade, off by up to " + std::to_string(most);
    if (far > 0) out += ", first at " + std::to_string(left) + "," + std::to_string(top);
    return out;
}

Difference compare(const preview::Picture& actual, const preview::Picture& expected) {
    Difference d;
    d.pixels = actual.pixels.size();
    d.picture = {actual.width, actual.height, std::vector<std::uint32_t>(d.pixels, kWhite)};
    d.size = actual.width != expected.width || actual.height != expected.height;
    if (d.size) return d;
    for (std::size_t i = 0; i < d.pixels; ++i) {
        const int off = distance(actual.pixels[i], expected.pixels[i]);
        if (off == 0) continue;
        d.most = std::max(d.most, off);
        if (off > kNear) ++d.near;
        // 0 to kFar as greys that can be told from white and from each other.
        const auto shade = static_cast<std::uint32_t>(std::max(0, 230 - off * 8));
        d.picture.pixels[i] = off > kFar ? kRed : shade << 16 | shade << 8 | shade;
        if (off <= kFar || d.far++ > 0) continue;
        d.left = static_cast<int>(i) % actual.width;
        d.top = static_cast<int>(i) / actual.width;
    }
    return d;
}

}  // namespace xf::pictures
