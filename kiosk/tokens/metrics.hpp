// Sizes: type, space, radius, targets. A table is written in units; a surface decides what a unit is.
//
// On a panel a unit is a pixel of a 21.5-inch 1920×1080 screen, 0.248 mm: so 84 units are 20.8 mm
// (primary targets ≥ 20 mm) and 32 units 7.9 mm (body ≥ 7 mm). On a phone a unit is one dp.
#pragma once

#include <cstdint>

namespace xf::kiosk {

/// What a host knows of its surface.
struct Surface {
    int width_px = 0;
    int height_px = 0;
    float pixels_per_dp = 1;
    float pixels_per_mm = 0;  ///< 0: unknown
};

/// How a screen is arranged.
enum class Form : std::uint8_t {
    wide,     ///< panel lying: rail at the left
    tall,     ///< panel standing: controls within the lower two thirds
    compact,  ///< phone
};

/// Text size that a person chooses: 标准, 大字, 特大.
enum class TextSize : std::uint8_t { standard, large, largest };
inline constexpr TextSize kTextSizes[] = {TextSize::standard, TextSize::large, TextSize::largest};

/// The four sizes of type: height of the em square.
enum class Type : std::uint8_t { small, body, title, display };

inline constexpr float kNarrowEm = 12;

/// All lengths in pixels of the surface, rounded: glyphs then sit on whole pixels.
struct Metrics {
    Form form = Form::wide;
    float unit = 1;
    float width = 0, height = 0;

    float type[4] = {};           ///< by Type
    float least_type[4] = {};     ///< of 标准: a line that has no room shrinks down to it
    float growth = 1;             ///< of body against 标准
    float leading = 1.5f;         ///< line height of running text, in em
    float leading_tight = 1.25f;  ///< of labels and headings

    float space[7] = {};  ///< 8-unit grid: hair, tiny, small, medium, large, huge, vast
    float radius_control = 0, radius_card = 0;
    float hairline = 0, stroke = 0, focus_ring = 0;
    float shadow_blur = 0, shadow_drop = 0;

    float target = 0;          ///< least height and width of anything to press
    float target_primary = 0;  ///< height of the one action of a screen
    float icon_small = 0, icon = 0, icon_large = 0;
    float badge = 0;          ///< height of a state badge
    float key = 0;            ///< key of the PIN pad
    float tile_max = 0;       ///< greatest height of a home tile
    float rail = 0, bar = 0;  ///< width of the rail, height of the bottom bar
    float column = 0;         ///< widest column of lists
    float measure = 0;        ///< widest column of running text
    float drag = 0;           ///< a press that moves farther inside a scroller scrolls

    float em(Type t) const { return type[static_cast<int>(t)]; }
    float least_em(Type t) const { return least_type[static_cast<int>(t)]; }
    float line(Type t) const;        ///< height of a line of running text
    float line_tight(Type t) const;  ///< height of a line of a label
    /// So few characters fit in that width that ornaments have to give way to words.
    bool narrow(float width_px) const { return width_px < kNarrowEm * em(Type::body); }
    bool wide() const { return form == Form::wide; }
    bool tall() const { return form == Form::tall; }
    bool compact() const { return form == Form::compact; }
};

/// Names of Metrics::space.
enum Space : int { kHair = 0, kTiny, kSmall, kMedium, kLarge, kHuge, kVast };

Metrics metrics_for(const Surface& surface, TextSize size);

}  // namespace xf::kiosk
