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
    const float head = milestone_line(ui);
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

float milestone_line(const Ui& ui) { return std::max(ui.m.line_tight(Type::body), ui.m.badge); }

float timeline(Ui& ui, Rect r, const std::vector<app::RequestStep>& steps, UnixTime now) {
    std::vector<Milestone> discs;
    discs.reserve(steps.size());
    for (const app::RequestStep& step : steps) discs.push_back({badge_of(step.state).icon});
    if (!discs.empty()) {  // where it stands now
        discs.back().tone = Tone::on_accent;
        discs.back().ground = Tone::accent;
    }
    return milestones(ui, r, Text::request_timeline, discs, [&](Rect place, std::size_t i) {
        return draw_words(ui, place, steps[i], now);
    });
}

}  // namespace xf::kiosk
