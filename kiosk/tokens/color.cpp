#include "kiosk/tokens/color.hpp"

#include <algorithm>
#include <cmath>

namespace xf::kiosk {
namespace {

constexpr Color rgb(std::uint32_t hex, std::uint8_t alpha = 255) {
    return {static_cast<std::uint8_t>(hex >> 16), static_cast<std::uint8_t>(hex >> 8),
            static_cast<std::uint8_t>(hex), alpha};
}

struct Row {
    Tone tone;
    Color color;
};

constexpr Palette palette(const std::array<Row, kTones>& rows) {
    Palette p;
    for (const Row& row : rows) p.colors[static_cast<std::size_t>(row.tone)] = row.color;
    return p;
}

constexpr Palette kStandard = palette({{
    {Tone::paper, rgb(0xF7F2E9)},
    {Tone::sunken, rgb(0xEEE6D8)},
    {Tone::surface, rgb(0xFFFDF9)},
    {Tone::line, rgb(0xE2D8C7)},
    {Tone::rim, rgb(0x000000, 0)},
    {Tone::edge, rgb(0x8B7F6F)},
    {Tone::ink, rgb(0x2A2420)},
    {Tone::ink_soft, rgb(0x62574B)},
    {Tone::accent, rgb(0xB1301F)},
    {Tone::accent_held, rgb(0x8C2316)},
    {Tone::accent_soft, rgb(0xF9E5DC)},
    {Tone::on_accent, rgb(0xFFFFFF)},
    {Tone::on_accent_soft, rgb(0xFCE4D8)},
    {Tone::good, rgb(0x256B3C)},
    {Tone::good_soft, rgb(0xE2EEDD)},
    {Tone::warn, rgb(0x845100)},
    {Tone::warn_soft, rgb(0xFBEBC8)},
    {Tone::bad, rgb(0xA01428)},
    {Tone::bad_soft, rgb(0xFBE0DF)},
    {Tone::scrim, rgb(0x2A1C14, 150)},
    {Tone::shadow, rgb(0x5A3A22, 34)},
    {Tone::hill_far, rgb(0xA52A1B)},
    {Tone::hill_near, rgb(0x982417)},
    {Tone::clear, rgb(0x000000, 0)},
}});

// White paper, black ink, and the same colours as deep as 7:1 wants them. What tells things apart only
// by a shade has a rim or an outline instead; shadows and hills stay weak.
constexpr Palette kHigh = palette({{
    {Tone::paper, rgb(0xFFFFFF)},
    {Tone::sunken, rgb(0xF2F2F2)},
    {Tone::surface, rgb(0xFFFFFF)},
    {Tone::line, rgb(0x767676)},
    {Tone::rim, rgb(0x1A1A1A)},
    {Tone::edge, rgb(0x1A1A1A)},
    {Tone::ink, rgb(0x000000)},
    {Tone::ink_soft, rgb(0x2E2E2E)},
    {Tone::accent, rgb(0x7E1408)},
    {Tone::accent_held, rgb(0x560A03)},
    {Tone::accent_soft, rgb(0xFFEDE8)},
    {Tone::on_accent, rgb(0xFFFFFF)},
    {Tone::on_accent_soft, rgb(0xFFFFFF)},
    {Tone::good, rgb(0x0A4620)},
    {Tone::good_soft, rgb(0xE6F5E9)},
    {Tone::warn, rgb(0x5A3200)},
    {Tone::warn_soft, rgb(0xFFF1CF)},
    {Tone::bad, rgb(0x85000F)},
    {Tone::bad_soft, rgb(0xFFE8E8)},
    {Tone::scrim, rgb(0x000000, 190)},
    {Tone::shadow, rgb(0x000000, 20)},
    {Tone::hill_far, rgb(0x6E1006)},
    {Tone::hill_near, rgb(0x620D04)},
    {Tone::clear, rgb(0x000000, 0)},
}});

double linear(std::uint8_t channel) {
    const double c = channel / 255.0;
    return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
}

double luminance(Color c) {
    return 0.2126 * linear(c.r) + 0.7152 * linear(c.g) + 0.0722 * linear(c.b);
}

}  // namespace

const Palette& palette_of(Contrast contrast) {
    return contrast == Contrast::high ? kHigh : kStandard;
}

double contrast_ratio(Color a, Color b) {
    const double la = luminance(a);
    const double lb = luminance(b);
    return (std::max(la, lb) + 0.05) / (std::min(la, lb) + 0.05);
}

}  // namespace xf::kiosk
