// A course of steps, one below the other along a line: of a request, of a matter.
#pragma once

#include <span>
#include <vector>

#include "kiosk/widgets/badge.hpp"

namespace xf::kiosk {

/// The disc of a step.
struct Milestone {
    Icon icon = Icon::none;
    Tone tone = Tone::accent;
    Tone ground = Tone::accent_soft;
};

/// Height of a step's first line, in whose middle its disc stands.
float milestone_line(const Ui& ui);

/// `draw(Rect, index)` puts a step's words from the top of its place and returns their height.
template <typename Draw>
float milestones(Ui& ui, Rect r, Text name, std::span<const Milestone> all, Draw draw) {
    const Group list(ui, Role::list, "timeline", tr(name), r);
    const float dot = ui.m.icon;
    const float left = dot + ui.space(kMedium);
    float y = r.y;
    for (std::size_t i = 0; i < all.size(); ++i) {
        const Group item(ui, Role::listitem, "step" + std::to_string(i), {}, {r.x, y, r.w, 0});
        const float height = draw(Rect{r.x + left, y, r.w - left, 0}, i);
        const float center = y + milestone_line(ui) / 2;
        const bool last = i + 1 == all.size();
        const float next = y + height + ui.space(kLarge);
        if (!last)
            ui.paint.box({r.x + dot / 2 - ui.m.stroke / 2, center + dot / 2, ui.m.stroke,
                          next - y - dot + ui.space(kTiny)},
                         Tone::line);
        draw_icon_disc(ui, {r.x + dot / 2, center}, dot, all[i].icon, all[i].tone, all[i].ground);
        y = last ? y + height : next;
    }
    return y - r.y;
}

/// The course of a request: what happened, who did it, when, and what they wrote. From the top of
/// `r`; returns its height.
float timeline(Ui& ui, Rect r, const std::vector<app::RequestStep>& steps, UnixTime now);

}  // namespace xf::kiosk
