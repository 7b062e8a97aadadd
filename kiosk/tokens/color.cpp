#include "kiosk/tokens/color.hpp"

#include <algorithm>
#include <cmath>

namespace xf::kiosk {
namespace {

constexpr Color rgb(std::uint32_t hex, std::uint8_t alpha = 255) {
    return {static_cast<std::uint8_t>(hex >> 16), static_cast<std::uint8_t>(hex >> 8),
            static_cast<std::uint8_t>(hex), alpha};
}

constexpr Palette make_standard() {
    Palette p;
    const auto set = [&p](Tone tone, Color color) {
        p.colors[static_cast<std::size_t>(tone)] = color;
    };
    set(Tone::paper, rgb(0xF7F2E9));
    set(Tone::sunken, rgb(0xEEE6D8));
    set(Tone::surface, rgb(0xFFFDF9));
    set(Tone::line, rgb(0xE2D8C7));
    set(Tone::edge, rgb(0x8B7F6F));
    set(Tone::ink, rgb(0x2A2420));
    set(Tone::ink_soft, rgb(0x62574B));
    set(Tone::accent, rgb(0xB1301F));
    set(Tone::accent_held, rgb(0x8C2316));
    set(Tone::accent_soft, rgb(0xF9E5DC));
    set(Tone::on_accent, rgb(0xFFFFFF));
    set(Tone::on_accent_soft, rgb(0xFCE4D8));
    set(Tone::good, rgb(0x256B3C));
    set(Tone::good_soft, rgb(0xE2EEDD));
    set(Tone::warn, rgb(0x845100));
    set(Tone::warn_soft, rgb(0xFBEBC8));
    set(Tone::bad, rgb(0xA01428));
    set(Tone::bad_soft, rgb(0xFBE0DF));
    set(Tone::scrim, rgb(0x2A1C14, 150));
    set(Tone::shadow, rgb(0x5A3A22, 34));
    set(Tone::hill_far, rgb(0xA52A1B));
    set(Tone::hill_near, rgb(0x982417));
    set(Tone::clear, rgb(0x000000, 0));
    return p;
}

constexpr Palette kStandard = make_standard();

double linear(std::uint8_t channel) {
    const double c = channel / 255.0;
    return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
}

double luminance(Color c) {
    return 0.2126 * linear(c.r) + 0.7152 * linear(c.g) + 0.0722 * linear(c.b);
}

}  // namespace

const Palette& palette_of(Contrast) { return kStandard; }

double contrast_ratio(Color a, Color b) {
    const double la = luminance(a);
    const double lb = luminance(b);
    return (std::max(la, lb) + 0.05) / (std::min(la, lb) + 0.05);
}

}  // namespace xf::kiosk
