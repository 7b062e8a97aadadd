#include "kiosk/widgets/timeline.hpp"

#include <algorithm>

namespace xf::kiosk {
namespace {

const TextStyle kWords = {.loose = true};
const TextStyle kReason = {.type = Type::small, .tone = Tone::bad, .loose = true};

float draw_words(Ui& ui, Rect r, const app::RequestStep& step, UnixTime now) {
    const BadgeSpec state = badge_of(step.state);
    const BadgeSpec record = badge_of(step.record);
    float y = r.y;
    const float head = std::max(ui.m.line_tight(Type::body), ui.m.badge);
    const float word = ui.label({r.x, y, r.w, head}, state.word, {.strong = true});
    const float badge_w = badge_width(ui, record);
    if (word + ui.space(kSmall) + badge_w <= r.w)
        badge(ui, {r.x + word + ui.space(kSmall), y, badge_w, head}, record);
    y += head;
    const std::string who =
        step.who.empty() ? moment_text(step.at, now) : step.who + " · " + moment_text(step.at, now);
    y += ui.text({r.x, y, r.w, 0}, who, {.type = Type::small, .tone = Tone::ink_soft});
    if (!step.text.empty())
        y += ui.text({r.x, y + ui.space(kTiny), r.w, 0}, step.text, kWords) + ui.space(kTiny);
    if (step.reason)
        y += ui.text({r.x, y + ui.space(kTiny), r.w, 0}, error_text(*step.reason), kReason) +
             ui.space(kTiny);
    return y - r.y;
}

}  // namespace

float timeline(Ui& ui, Rect r, const std::vector<app::RequestStep>& steps, UnixTime now) {
    const Group list(ui, Role::list, "timeline", tr(Text::request_timeline), r);
    const float dot = ui.m.icon;
    const float left = dot + ui.space(kMedium);
    float y = r.y;
    for (std::size_t i = 0; i < steps.size(); ++i) {
        const BadgeSpec state = badge_of(steps[i].state);
        const std::string key = "step" + std::to_string(i);
        const Group item(ui, Role::listitem, key, {}, {r.x, y, r.w, 0});
        const float height = draw_words(ui, {r.x + left, y, r.w - left, 0}, steps[i], now);
        const float center = y + std::max(ui.m.line_tight(Type::body), ui.m.badge) / 2;
        const bool last = i + 1 == steps.size();
        const float next = y + height + ui.space(kLarge);
        if (!last)
            ui.paint.box({r.x + dot / 2 - ui.m.stroke / 2, center + dot / 2, ui.m.stroke,
                          next - y - dot + ui.space(kTiny)},
                         Tone::line);
        draw_icon_disc(ui, {r.x + dot / 2, center}, dot, state.icon,
                       last ? Tone::on_accent : Tone::accent,
                       last ? Tone::accent : Tone::accent_soft);
        y = last ? y + height : next;
    }
    return y - r.y;
}

}  // namespace xf::kiosk
