// Colours by what they are for. A theme is one table; screens and widgets name tones only.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace xf::kiosk {

struct Color {
    std::uint8_t r = 0, g = 0, b = 0, a = 255;
    friend constexpr bool operator==(Color, Color) = default;
};

enum class Tone : std::uint8_t {
    paper,           ///< the page
    sunken,          ///< rails, bands and wells in the page
    surface,         ///< cards, sheets, keys
    line,            ///< hairlines and outlines that carry no meaning
    rim,             ///< around cards, where their shadow is not enough: in the high palette
    edge,            ///< outlines of controls: 3:1 against paper and surface
    ink,             ///< text
    ink_soft,        ///< second-rank text
    accent,          ///< the one warm red: primary actions, own numbers
    accent_held,     ///< under a finger
    accent_soft,     ///< its pale ground
    on_accent,       ///< text on accent
    on_accent_soft,  ///< second-rank text on accent
    good,
    good_soft,
    warn,
    warn_soft,
    bad,
    bad_soft,
    scrim,  ///< dims what lies below a dialog
    shadow,
    hill_far,  ///< the drawn hills on the accent band
    hill_near,
    clear,  ///< nothing at all
    count,
};

inline constexpr std::size_t kTones = static_cast<std::size_t>(Tone::count);

/// Which table: in the high one every text reaches 7:1 and every outline is strong.
enum class Contrast : std::uint8_t { standard, high };
inline constexpr Contrast kContrasts[] = {Contrast::standard, Contrast::high};

struct Palette {
    std::array<Color, kTones> colors{};
    constexpr Color operator[](Tone tone) const { return colors[static_cast<std::size_t>(tone)]; }
};

const Palette& palette_of(Contrast contrast);

/// Text tone on ground tone, as they occur. Each must reach least_contrast() in every theme.
struct TextPair {
    Tone text;
    Tone ground;
};

inline constexpr std::array kTextPairs = {
    TextPair{Tone::ink, Tone::paper},
    TextPair{Tone::ink, Tone::sunken},
    TextPair{Tone::ink, Tone::surface},
    TextPair{Tone::ink_soft, Tone::paper},
    TextPair{Tone::ink_soft, Tone::sunken},
    TextPair{Tone::ink_soft, Tone::surface},
    TextPair{Tone::accent, Tone::paper},
    TextPair{Tone::accent, Tone::surface},
    TextPair{Tone::accent, Tone::sunken},
    TextPair{Tone::accent, Tone::accent_soft},
    TextPair{Tone::ink, Tone::accent_soft},
    TextPair{Tone::on_accent, Tone::accent},
    TextPair{Tone::on_accent, Tone::accent_held},
    TextPair{Tone::on_accent_soft, Tone::accent},
    TextPair{Tone::on_accent, Tone::hill_far},
    TextPair{Tone::on_accent, Tone::hill_near},
    TextPair{Tone::good, Tone::surface},
    TextPair{Tone::good, Tone::paper},
    TextPair{Tone::good, Tone::sunken},
    TextPair{Tone::good, Tone::good_soft},
    TextPair{Tone::warn, Tone::surface},
    TextPair{Tone::warn, Tone::paper},
    TextPair{Tone::warn, Tone::sunken},
    TextPair{Tone::warn, Tone::warn_soft},
    TextPair{Tone::ink, Tone::warn_soft},
    TextPair{Tone::ink, Tone::good_soft},
    TextPair{Tone::ink, Tone::bad_soft},
    TextPair{Tone::bad, Tone::surface},
    TextPair{Tone::bad, Tone::paper},
    TextPair{Tone::bad, Tone::sunken},
    TextPair{Tone::bad, Tone::bad_soft},
    TextPair{Tone::on_accent, Tone::bad},
};

/// Of a text against what is behind it: 4.5:1 (MIIT, WCAG AA), or 7:1 (AAA) in the high palette.
constexpr double least_contrast(Contrast contrast) {
    return contrast == Contrast::high ? 7.0 : 4.5;
}

/// Contrast ratio after WCAG 2.2, 1 to 21. Alpha is ignored.
double contrast_ratio(Color a, Color b);

}  // namespace xf::kiosk
