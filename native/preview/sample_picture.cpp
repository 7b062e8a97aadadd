#include "native/preview/sample_picture.hpp"

#include <cmath>

#include "native/preview/raster.hpp"

namespace xf::preview {
namespace {

constexpr int kWidth = 480, kHeight = 360;

struct Rgb {
    std::uint8_t r, g, b;
};
constexpr Rgb kSky{0xBF, 0xD9, 0xE6}, kFar{0x8C, 0xA8, 0x9A}, kNear{0x6E, 0x8F, 0x6B},
    kWall{0xE9, 0xE0, 0xD0}, kRoof{0x6B, 0x5B, 0x55}, kDoor{0x9A, 0x4A, 0x3A},
    kYard{0xC9, 0xB8, 0x9B};

/// Height of a line of hills at `x`.
float hills(float x, float base, float swing, float phase) {
    return base + swing * std::sin(x * 0.021f + phase) + swing / 2 * std::sin(x * 0.047f + phase);
}

Rgb color_at(int x, int y) {
    const auto fx = static_cast<float>(x), fy = static_cast<float>(y);
    if (fy > 270) return kYard;
    const bool in_house = x > 150 && x < 340 && fy > 170;
    if (in_house && x > 230 && x < 270 && fy > 205) return kDoor;
    if (in_house) return kWall;
    if (fy > 120 && fy <= 170 && std::abs(fx - 245) < 70 + (fy - 120)) return kRoof;
    if (fy > hills(fx, 190, 14, 2)) return kNear;
    if (fy > hills(fx, 140, 22, 0)) return kFar;
    return kSky;
}

}  // namespace

kiosk::Texture sample_picture() {
    static const std::uint64_t kId = [] {
        std::vector<std::uint8_t> rgba;
        for (int y = 0; y < kHeight; ++y)
            for (int x = 0; x < kWidth; ++x) {
                const Rgb c = color_at(x, y);
                rgba.insert(rgba.end(), {c.r, c.g, c.b, 255});
            }
        return add_texture(kWidth, kHeight, rgba);
    }();
    return {kId, kWidth, kHeight};
}

}  // namespace xf::preview
