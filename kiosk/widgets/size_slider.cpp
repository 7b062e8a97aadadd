#include "kiosk/widgets/size_slider.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>

namespace xf::kiosk {
namespace {

struct Stop {
    Text name;
    float scale;
};
constexpr Stop kStops[] = {{Text::reading_standard, 1.0f},
                           {Text::reading_large, 1.25f},
                           {Text::reading_larger, 1.5f},
                           {Text::reading_largest, 1.8f}};
constexpr int kCount = static_cast<int>(std::size(kStops));
constexpr float kKnob = 0.34f;  // radius, of the slider's height
constexpr float kStep = 0.12f;  // a stop further, and the knob's character is so much larger
constexpr float kWide = 1.5f;   // most width of a stop, in heights

/// The stop at that place of the slider.
int stop_at(float x, Rect track) {
    const auto share = (x - track.x) / track.w * static_cast<float>(kCount);
    return std::clamp(static_cast<int>(std::floor(share)), 0, kCount - 1);
}

/// What was chosen for documents; until something is, what was chosen for all text.
int stop_of(Ui& ui) {
    const UiMemory& memory = ui.memory();
    if (memory.reading_size >= 0) return std::min(memory.reading_size, kCount - 1);
    constexpr int kOfLook[] = {0, 1, kCount - 1};
    return kOfLook[static_cast<int>(memory.look.size)];
}

void draw_track(Ui& ui, Rect track, int chosen, bool held) {
    const float step = track.w / kCount, middle = track.y + track.h / 2;
    const float thick = ui.space(kTiny) / 2;
    const auto x_of = [&](int i) { return track.x + step * (static_cast<float>(i) + 0.5f); };
    ui.paint.box({x_of(0), middle - thick / 2, step * (kCount - 1), thick}, Tone::edge, thick / 2);
    ui.paint.box({x_of(0), middle - thick / 2, step * static_cast<float>(chosen), thick},
                 Tone::accent, thick / 2);
    for (int i = 0; i < kCount; ++i)
        ui.paint.circle({x_of(i), middle}, thick * 1.5f, i <= chosen ? Tone::accent : Tone::edge);
    // The knob is as the text will be: the character grows with it.
    const Point knob = {x_of(chosen), middle};
    const float radius = track.h * kKnob;
    ui.paint.circle(knob, radius + (held ? ui.m.focus_ring : 0), Tone::accent);
    const float em =
        std::round(ui.m.least_em(Type::small) * (1 + kStep * static_cast<float>(chosen)));
    const std::string_view sample = tr(Text::reading_sample);
    const float width = text_width(ui.paint.font(), sample, em);
    ui.paint.text(knob.x - width / 2, knob.y - em / 2, sample, em, Tone::on_accent, true);
}

}  // namespace

float reading_scale(Ui& ui) { return kStops[stop_of(ui)].scale / ui.m.growth; }

void size_slider(Ui& ui, Rect r) {
    const std::string_view title = tr(Text::reading_size);
    const float gap = ui.space(kSmall);
    // The stops come first: a knob with a character on it says what it is for.
    const float words = ui.width_of(title, Type::small);
    const bool titled = r.w - words - gap >= ui.m.target * kCount;
    const float label = titled ? words : -gap;
    const float width = std::min(r.w - label - gap, r.h * kWide * kCount);
    const Rect track = {r.x + label + gap, r.y, width, r.h};
    if (titled)
        ui.label({r.x, r.y, label, r.h}, title,
                 {.type = Type::small, .tone = Tone::ink_soft, .silent = true});
    const Group group(ui, Role::group, "size", title, track);
    const int chosen = stop_of(ui);
    int& wanted = ui.memory().reading_size;
    const float step = track.w / kCount;
    bool held = false;
    for (int i = 0; i < kCount; ++i) {
        const Rect stop = {track.x + step * static_cast<float>(i), track.y, step, track.h};
        const Press p =
            ui.press("stop" + std::to_string(i), tr(kStops[i].name), stop, true, i == chosen);
        held = held || p.held;
        if (p.held) wanted = stop_at(p.finger.x, track);
        if (p) wanted = i;
        ui.focus_ring(p, inset(stop, ui.m.focus_ring), ui.m.radius_control);
    }
    draw_track(ui, track, stop_of(ui), held);
}

}  // namespace xf::kiosk
