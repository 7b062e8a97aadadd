// One award: what for, who proposed it and who looked at it; and what this person may say to it.
#include <span>

#include "kiosk/screens/award_rows.hpp"
#include "kiosk/screens/overlay.hpp"
#include "kiosk/screens/screens.hpp"
#include "kiosk/widgets/button.hpp"
#include "kiosk/widgets/page.hpp"
#include "kiosk/widgets/picture.hpp"
#include "kiosk/widgets/scroll_area.hpp"
#include "kiosk/widgets/timeline.hpp"

namespace xf::kiosk::screens {
namespace {

using Stage = app::AwardStage;

/// One thing that happened, or is to come.
struct Step {
    Milestone mark;
    std::string title;
    std::string detail;  ///< one line a paragraph
};

constexpr Milestone kDone = {Icon::check, Tone::good, Tone::good_soft};
constexpr Milestone kBack = {Icon::cross, Tone::bad, Tone::bad_soft};
constexpr Milestone kWaits = {Icon::clock, Tone::warn, Tone::warn_soft};
constexpr Milestone kDoubt = {Icon::warning, Tone::bad, Tone::bad_soft};

void add_line(std::string& text, const std::string& line) {
    if (line.empty()) return;
    if (!text.empty()) text += "\n";
    text += line;
}

Step proposed_step(const app::AwardView& v, UnixTime now) {
    Step out{{Icon::pencil, Tone::accent, Tone::accent_soft},
             v.proposer.empty() ? std::string(tr(Text::award_proposed_by_hub))
                                : format(Text::award_proposed, {v.proposer}),
             moment_text(v.item.at, now)};
    add_line(out.detail, v.note);
    if (!v.witness.empty()) add_line(out.detail, format(Text::award_witness, {v.witness}));
    return out;
}

void add_review(std::vector<Step>& steps, const app::AwardView& v, UnixTime now) {
    const Stage stage = v.item.stage;
    if (v.reviewer.empty()) {
        const bool waits = stage == Stage::proposed || stage == Stage::waiting || v.item.unreviewed;
        if (waits) steps.push_back({kWaits, std::string(tr(Text::award_waits)), {}});
        return;
    }
    const bool back = stage == Stage::revoked || stage == Stage::reversed ||
                      (stage == Stage::returned && v.answerer.empty());
    std::string detail = moment_text(v.reviewed_at, now);
    add_line(detail, std::string(reason_text(v.item.reason)));
    steps.push_back({back ? kBack : kDone,
                     format(back ? Text::award_returned : Text::award_approved, {v.reviewer}),
                     detail});
}

void add_publicity(std::vector<Step>& steps, const app::AwardView& v) {
    const Stage stage = v.item.stage;
    if (stage == Stage::shown || stage == Stage::objected)
        steps.push_back({{Icon::flag, Tone::warn, Tone::warn_soft},
                         std::string(tr(Text::award_shows)),
                         v.item.days_left > 0
                             ? format(Text::awards_days_left, {number(v.item.days_left)})
                             : std::string()});
    if (v.objection != 0)
        steps.push_back({kDoubt, std::string(tr(Text::award_objected)),
                         std::string(objection_text(v.objection))});
    if (v.item.answer == 0) return;
    const bool upheld = stage == Stage::returned;
    steps.push_back({upheld ? kBack : kDone,
                     format(upheld ? Text::award_upheld : Text::award_dismissed, {v.answerer}),
                     std::string(reason_text(v.item.answer))});
}

void add_end(std::vector<Step>& steps, const app::AwardView& v, UnixTime now) {
    if (v.posted) {
        std::string detail = moment_text(v.posted_at, now);
        if (v.moved != v.item.points)
            add_line(detail, format(Text::award_moved, {signed_number(v.moved)}));
        Step done{
            {Icon::done, Tone::good, Tone::good_soft}, std::string(tr(Text::award_posted)), detail};
        // What is posted at once is looked at afterwards.
        steps.insert(v.item.instant ? steps.begin() + 1 : steps.end(), std::move(done));
    } else if (v.item.stage == Stage::shown || v.item.stage == Stage::approved) {
        steps.push_back({kWaits, std::string(tr(Text::award_posted_later)), {}});
    }
    if (v.item.refused)
        steps.push_back({kBack, std::string(tr(Text::award_refused)),
                         std::string(error_text(*v.item.refused))});
    if (v.item.stage == Stage::revoked)
        steps.push_back({kWaits, std::string(tr(Text::award_revoked)), {}});
    if (v.item.stage == Stage::reversed)
        steps.push_back({kBack, std::string(tr(Text::award_reversed)), {}});
}

std::vector<Step> course_of(const app::AwardView& v, UnixTime now) {
    std::vector<Step> steps = {proposed_step(v, now)};
    add_review(steps, v, now);
    add_publicity(steps, v);
    add_end(steps, v, now);
    return steps;
}

/// The first step has the pictures.
float draw_course(Ui& ui, Rect r, const std::vector<Step>& steps,
                  std::span<const app::PictureItem> pictures) {
    std::vector<Milestone> marks;
    marks.reserve(steps.size());
    for (const Step& step : steps) marks.push_back(step.mark);
    return milestones(ui, r, Text::award_course, marks, [&](Rect place, std::size_t i) {
        float y = place.y;
        y += ui.text({place.x, y, place.w, 0}, steps[i].title, {.strong = true});
        if (!steps[i].detail.empty())
            y += ui.text({place.x, y, place.w, 0}, steps[i].detail, {.tone = Tone::ink_soft});
        if (i == 0 && !pictures.empty())
            y += ui.space(kTiny) +
                 picture_row(ui, {place.x, y + ui.space(kTiny), place.w, 0}, pictures);
        return y - place.y;
    });
}

// ---- What may be said to it ---------------------------------------------------------------------

/// What the reviewer has chosen, and is asked the reason of.
constexpr int kCourseLines = 4;  // of text that the course shows at least

enum Choosing : int { kNothing = 0, kYes, kNo };

/// The question and one button for each reason. Returns the index pressed, or -1.
int draw_reasons(Ui& ui, Rect r, Text question, std::span<const std::uint32_t> reasons,
                 std::string_view (*word)(std::uint32_t), float& height) {
    float y = r.y + ui.text(r, tr(question), {.strong = true}) + ui.space(kSmall);
    int pressed = -1;
    const int columns = ui.m.compact() ? 1 : reasons.size() % 3 == 0 ? 3 : 2;
    const float gap = ui.space(kSmall);
    const float width = (r.w - gap * static_cast<float>(columns - 1)) / static_cast<float>(columns);
    for (std::size_t i = 0; i < reasons.size(); ++i) {
        const auto column = static_cast<float>(static_cast<int>(i) % columns);
        const std::string key = "reason" + std::to_string(reasons[i]);
        const ButtonSpec spec = {.key = key, .label = word(reasons[i])};
        if (button(ui, {r.x + column * (width + gap), y, width, ui.m.target_primary}, spec))
            pressed = static_cast<int>(i);
        const bool row_ends =
            static_cast<int>(i) % columns == columns - 1 || i + 1 == reasons.size();
        if (row_ends) y += ui.m.target_primary + gap;
    }
    height = y - r.y;
    return pressed;
}

/// Two buttons; returns their height.
float draw_decision(Ui& ui, Rect r, bool answering, int& choosing) {
    const ButtonSpec choices[] = {
        {.key = "no",
         .label = tr(answering ? Text::award_uphold : Text::award_return),
         .icon = Icon::cross},
        {.key = "yes",
         .label = tr(answering ? Text::award_dismiss : Text::award_approve),
         .kind = ButtonKind::primary,
         .icon = Icon::check},
    };
    const float height = button_row_height(ui, r.w, choices);
    const int pressed = button_row(ui, {r.x, r.y, r.w, height}, choices);
    if (pressed == 0) choosing = kNo;
    if (pressed == 1) choosing = kYes;
    return height;
}

float draw_reviewing(Ui& ui, Rect r, const app::AwardView& v, int& choosing) {
    const bool answering = v.can_answer;
    if (choosing == kNothing) return draw_decision(ui, r, answering, choosing);
    const bool yes = choosing == kYes;
    const Text question = yes ? (answering ? Text::award_why_dismiss : Text::award_why_approve)
                              : (answering ? Text::award_why_uphold : Text::award_why_return);
    const std::span<const std::uint32_t> reasons =
        yes ? std::span<const std::uint32_t>(app::kApprovals) : app::kReturns;
    float height = 0;
    const int chosen = draw_reasons(ui, r, question, reasons, reason_text, height);
    const ButtonSpec cancel = {
        .key = "cancel", .label = tr(Text::action_cancel), .kind = ButtonKind::quiet};
    if (button(ui, {r.x, r.y + height, button_width(ui, cancel), ui.m.target}, cancel))
        choosing = kNothing;
    height += ui.m.target;
    if (chosen < 0) return height;
    const std::uint32_t reason = reasons[static_cast<std::size_t>(chosen)];
    choosing = kNothing;
    if (answering)
        ui.submit(app::AnswerObjection{!yes, reason});
    else
        ui.submit(app::ReviewAward{yes, reason});
    return height;
}

/// From the top of `r`; the height of what this person may do.
float draw_actions(Ui& ui, Rect r, const app::AwardView& v, int& choosing) {
    if (v.objecting) {
        float height = 0;
        const int chosen = draw_reasons(ui, r, Text::award_why_object_hint, app::kObjections,
                                        objection_text, height);
        if (chosen >= 0) ui.submit(app::ObjectToAward{app::kObjections[chosen]});
        return height;
    }
    if (v.can_review || v.can_answer) return draw_reviewing(ui, r, v, choosing);
    choosing = kNothing;
    if (!v.can_object) return 0;
    const ButtonSpec object = {
        .key = "object", .label = tr(Text::award_object), .icon = Icon::warning};
    if (button(ui, {r.x, r.y, r.w, ui.m.target_primary}, object)) ui.submit(app::StartObjection{});
    return ui.m.target_primary;
}

}  // namespace

void draw(const app::AwardView& v, const app::Snapshot& s, Ui& ui) {
    std::string hint = v.item.household;
    hint += " · " + (v.item.person.empty() ? std::string(tr(Text::awards_whole)) : v.item.person);
    hint += " · " + format(Text::points_of, {signed_number(v.item.points)});
    const std::string title = v.objecting ? std::string(tr(Text::award_why_object)) : v.item.rule;
    Rect r = page(ui, s, {.title = title, .hint = hint, .column = ui.m.measure});
    r = below_warnings(ui, s, r);
    int& choosing = ui.local("choosing");
    // Its height is known one frame later; the settling frames take care of that.
    float& actions = ui.cache<float>("actions");
    r = at_least(ui, r,
                 actions + ui.space(kMedium) + ui.m.badge + ui.m.line(Type::body) * kCourseLines);
    const float top = r.bottom() - actions;
    actions = draw_actions(ui, {r.x, top, r.w, actions}, v, choosing);

    const float gap = actions > 0 ? ui.space(kMedium) : 0;
    ScrollArea area(ui, "course", {r.x, r.y, r.w, top - gap - r.y});
    const Rect c = area.column();
    const float pad = ui.space(kMedium);
    std::vector<BadgeSpec> states = {badge_of(v.item)};
    if (v.item.record != app::RecordState::rejected) states.push_back(badge_of(v.item.record));
    const float state = badges(ui, {c.x, c.y + ui.space(kTiny), c.w, 0}, states);
    float& height = ui.cache<float>("sheet");
    const Rect sheet = {c.x, c.y + state + ui.space(kMedium), c.w, height};
    draw_card(ui, sheet);
    height = draw_course(ui, {sheet.x + pad, sheet.y + pad, sheet.w - 2 * pad, 0},
                         course_of(v, s.now), v.pictures) +
             2 * pad;
    area.end(sheet.y + height + ui.space(kMedium));
}

}  // namespace xf::kiosk::screens
