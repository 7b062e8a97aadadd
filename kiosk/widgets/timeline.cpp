#include "kiosk/widgets/timeline.hpp"

#include <algorithm>

#include "kiosk/widgets/picture.hpp"
#include "kiosk/widgets/request_words.hpp"

namespace xf::kiosk {
namespace {

const TextStyle kWords = {.loose = true};
const TextStyle kReason = {.type = Type::small, .tone = Tone::bad, .loose = true};

/// What happened: to whom it was handed, what was answered.
std::string title_of(const app::RequestStep& step) {
    constexpr Text kTo[] = {Text::step_to_village, Text::step_to_town, Text::step_to_county};
    if (step.to) return std::string(tr(kTo[static_cast<int>(*step.to)]));
    std::string out(badge_of(step.state).word);
    if (step.answer) {
        const std::string_view answer = answer_text(*step.answer);
        out = step.state == app::RequestState::visited ? format(Text::step_visited, {answer})
                                                       : std::string(answer);
    }
    const std::string_view cause = cause_text(step.cause);
    if (!cause.empty()) out = format(Text::step_cause, {out, cause});
    return out;
}

/// Who, and when: of what comes without a name, only the day is known.
std::string who_text(const app::RequestStep& step, UnixTime now) {
    const std::string when =
        step.day_only ? day_text(china_day(step.at), now) : moment_text(step.at, now);
    const std::string who = step.day_only ? std::string(tr(Text::request_anonymous)) : step.who;
    return who.empty() ? when : who + " · " + when;
}

float draw_words(Ui& ui, Rect r, const app::RequestStep& step, UnixTime now) {
    const std::string title = title_of(step);
    const BadgeSpec record = badge_of(step.record);
    float y = r.y;
    const float head = milestone_line(ui);
    const float word = ui.label({r.x, y, r.w, head}, title, {.strong = true});
    const float badge_w = badge_width(ui, record);
    if (word + ui.space(kSmall) + badge_w <= r.w)
        badge(ui, {r.x + word + ui.space(kSmall), y, badge_w, head}, record);
    y += head;
    y += ui.text({r.x, y, r.w, 0}, who_text(step, now),
                 {.type = Type::small, .tone = Tone::ink_soft});
    if (!step.text.empty())
        y += ui.text({r.x, y + ui.space(kTiny), r.w, 0}, step.text, kWords) + ui.space(kTiny);
    if (!step.pictures.empty())
        y += picture_row(ui, {r.x, y + ui.space(kTiny), r.w, 0}, step.pictures) + ui.space(kSmall);
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
