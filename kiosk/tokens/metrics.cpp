#include "kiosk/tokens/metrics.hpp"

#include <algorithm>
#include <cmath>

namespace xf::kiosk {
namespace {

constexpr float kMmPerUnit = 476.6f / 1920.0f;  // a 21.5-inch 16:9 panel is 476.6 mm wide
constexpr float kPanelShortSide = 1080.0f;      // units
constexpr float kCompactDp = 600.0f;            // a shorter side below this is a phone
// A window that is small for a panel: targets stay ≥ 60 dp and small type ≥ 18 dp.
constexpr float kLeastDpPerUnit = 0.75f;

/// In units.
struct SizeTable {
    float type[3][4];  ///< by TextSize, then by Type
    float space[7];
    float radius_control, radius_card;
    float hairline, stroke, focus_ring;
    float shadow_blur, shadow_drop;
    float target, target_primary;
    float icon_small, icon, icon_large;
    float badge, key, tile_max, rail, bar, column, measure;
};

constexpr SizeTable kPanel = {
    .type = {{29, 34, 46, 84}, {34, 42, 56, 92}, {42, 52, 66, 104}},
    .space = {4, 8, 16, 24, 32, 48, 72},
    .radius_control = 14,
    .radius_card = 20,
    .hairline = 1.5f,
    .stroke = 2.5f,
    .focus_ring = 5,
    .shadow_blur = 28,
    .shadow_drop = 8,
    .target = 84,
    .target_primary = 104,
    .icon_small = 30,
    .icon = 44,
    .icon_large = 92,
    .badge = 46,
    .key = 112,
    .tile_max = 380,
    .rail = 196,
    .bar = 128,
    .column = 1240,
    .measure = 1040,
};

constexpr SizeTable kPhone = {
    .type = {{18, 20, 26, 48}, {23, 26, 32, 52}, {30, 33, 38, 58}},
    .space = {2, 4, 8, 14, 20, 28, 44},
    .radius_control = 12,
    .radius_card = 16,
    .hairline = 1,
    .stroke = 1.5f,
    .focus_ring = 3,
    .shadow_blur = 16,
    .shadow_drop = 4,
    .target = 60,
    .target_primary = 64,
    .icon_small = 20,
    .icon = 28,
    .icon_large = 52,
    .badge = 30,
    .key = 76,
    .tile_max = 200,
    .rail = 0,
    .bar = 72,
    .column = 640,
    .measure = 640,
};

constexpr float kLeastDragDp = 10;

float round_px(float px) { return std::max(1.0f, std::round(px)); }

float unit_px(const Surface& s, Form form) {
    if (form == Form::compact) return s.pixels_per_dp;
    if (s.pixels_per_mm > 0) return s.pixels_per_mm * kMmPerUnit;
    const auto shorter = static_cast<float>(std::min(s.width_px, s.height_px));
    return std::max(shorter / kPanelShortSide, kLeastDpPerUnit * s.pixels_per_dp);
}

}  // namespace

float Metrics::line(Type t) const { return std::round(em(t) * leading); }
float Metrics::line_tight(Type t) const { return std::round(em(t) * leading_tight); }

Metrics metrics_for(const Surface& s, TextSize size) {
    Metrics m;
    const auto shorter = static_cast<float>(std::min(s.width_px, s.height_px));
    if (shorter < kCompactDp * s.pixels_per_dp)
        m.form = Form::compact;
    else
        m.form = s.width_px >= s.height_px ? Form::wide : Form::tall;

    const SizeTable& table = m.form == Form::compact ? kPhone : kPanel;
    const float u = unit_px(s, m.form);
    m.unit = u;
    m.width = static_cast<float>(s.width_px);
    m.height = static_cast<float>(s.height_px);
    const float* const type = table.type[static_cast<int>(size)];
    const float* const standard = table.type[static_cast<int>(TextSize::standard)];
    for (int i = 0; i < 4; ++i) {
        m.type[i] = round_px(type[i] * u);
        m.least_type[i] = round_px(standard[i] * u);
    }
    constexpr auto kSmallType = static_cast<int>(Type::small);
    constexpr auto kBodyType = static_cast<int>(Type::body);
    m.growth = type[kBodyType] / standard[kBodyType];
    // What holds or accompanies a line of type grows with it; room and targets have no reason to.
    const float small = type[kSmallType] / standard[kSmallType];
    const float taller = (type[kSmallType] - standard[kSmallType]) * m.leading_tight;
    for (int i = 0; i < 7; ++i) m.space[i] = round_px(table.space[i] * u);
    m.radius_control = round_px(table.radius_control * u);
    m.radius_card = round_px(table.radius_card * u);
    m.hairline = round_px(table.hairline * u);
    m.stroke = std::max(1.0f, table.stroke * u);
    m.focus_ring = round_px(table.focus_ring * u);
    m.shadow_blur = round_px(table.shadow_blur * u);
    m.shadow_drop = round_px(table.shadow_drop * u);
    m.target = std::ceil(table.target * u);
    m.target_primary = std::ceil(table.target_primary * u);
    m.icon_small = round_px(table.icon_small * small * u);
    m.icon = round_px(table.icon * u);
    m.icon_large = round_px(table.icon_large * u);
    m.badge = round_px(table.badge * small * u);
    m.key = round_px(table.key * u);
    m.tile_max = round_px(table.tile_max * u);
    m.rail = round_px(table.rail * u);
    m.bar = round_px((table.bar + taller) * u);
    m.column = round_px(table.column * m.growth * u);
    m.measure = round_px(table.measure * m.growth * u);
    m.drag = kLeastDragDp * s.pixels_per_dp;
    return m;
}

}  // namespace xf::kiosk
