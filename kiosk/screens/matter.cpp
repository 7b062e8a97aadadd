// One matter: each step with its date, people and votes, what was corrected, and the way to the signed
// original. A result that is late is said at the end of the course.
#include <algorithm>

#include "kiosk/screens/log_state.hpp"
#include "kiosk/screens/publish_words.hpp"
#include "kiosk/screens/screens.hpp"
#include "kiosk/widgets/bars.hpp"
#include "kiosk/widgets/button.hpp"
#include "kiosk/widgets/page.hpp"
#include "kiosk/widgets/picture.hpp"
#include "kiosk/widgets/scroll_area.hpp"
#include "kiosk/widgets/timeline.hpp"

namespace xf::kiosk::screens {
namespace {

constexpr float kVoteBarShare = 0.6f;  // of the width; a hint beside the sentence, not a chart

/// Everything that a step's figures say, in sentences.
std::string sentences(const app::StepFigures& figures, UnixTime now) {
    std::string out;
    const auto line = [&](const std::string& words) { out += (out.empty() ? "" : "\n") + words; };
    if (figures.turnout)
        line(format(Text::matter_turnout,
                    {number(figures.turnout->expected), number(figures.turnout->present)}));
    if (figures.votes)
        line(format(Text::matter_votes,
                    {number(figures.votes->in_favour), number(figures.votes->against),
                     number(figures.votes->abstained)}));
    if (figures.publicity)
        line(format(Text::matter_period, {day_text(figures.publicity->from, now),
                                          day_text(figures.publicity->to, now)}));
    if (figures.objections) line(format(Text::matter_objections, {number(*figures.objections)}));
    if (figures.result_due) line(format(Text::matter_due, {day_text(*figures.result_due, now)}));
    return out;
}

float draw_votes(Ui& ui, Rect r, const app::StepFigures& figures) {
    if (!figures.votes || figures.votes->all() == 0) return 0;
    const auto& votes = *figures.votes;
    const double all = std::max<double>(static_cast<double>(votes.all()),
                                        figures.turnout ? figures.turnout->present : 0);
    const Share shares[] = {{static_cast<double>(votes.in_favour), Tone::good},
                            {static_cast<double>(votes.against), Tone::bad},
                            {static_cast<double>(votes.abstained), Tone::edge}};
    const float width = ui.m.compact() ? r.w : r.w * kVoteBarShare;
    return share_bar(ui, {r.x, r.y, width, 0}, shares, all) + ui.space(kSmall);
}

float draw_earlier(Ui& ui, Rect r, const app::MatterStep& step, UnixTime now) {
    float y = r.y;
    for (const app::EarlierStep& earlier : step.earlier) {
        const std::string key = "earlier" + std::to_string(earlier.item.leaf);
        const std::string day = day_text(earlier.item.published, now);
        const bool same = earlier.figures == step.figures;
        std::string words =
            format(same ? Text::matter_corrected_same : Text::matter_corrected_from, {day});
        if (!same && earlier.figures) words += sentences(*earlier.figures, now);
        y += ui.text({r.x, y, r.w, 0}, words,
                     {.type = Type::small, .tone = Tone::warn, .loose = true}) +
             ui.space(kTiny);
        const ButtonSpec open = {.key = key,
                                 .label = tr(Text::matter_earlier),
                                 .icon = Icon::clock,
                                 .enabled = earlier.item.readable,
                                 .type = Type::small};
        if (button(ui, {r.x, y, std::min(r.w, button_width(ui, open)), ui.m.target}, open))
            ui.submit(app::OpenVersion{earlier.item.leaf});
        y += ui.m.target + ui.space(kSmall);
    }
    return y - r.y;
}

ButtonSpec original_of(const app::MatterStep& step, std::string_view name) {
    return {.key = "read",
            .label = step.item.readable ? tr(Text::matter_read) : tr(Text::matter_not_here),
            .icon = Icon::verified,
            .enabled = step.item.readable,
            .name = name};
}

/// 看原文: beside the words, or below them on a phone.
void draw_original(Ui& ui, Rect r, const app::MatterStep& step) {
    const std::string name =
        std::string(word_of_kind(step.item.kind)) + std::string(tr(Text::matter_read));
    if (button(ui, r, original_of(step, name))) ui.submit(app::OpenNotice{step.item.leaf});
}

/// 提议 6月3日, and whether it was corrected.
float draw_head(Ui& ui, Rect r, const app::MatterStep& step, UnixTime now) {
    const float head = milestone_line(ui);
    const Day day = step.figures ? step.figures->date : step.item.published;
    const float word =
        ui.label({r.x, r.y, r.w, head}, word_of_kind(step.item.kind), {.strong = true});
    const float beside = word + ui.space(kSmall);
    const float date = ui.label({r.x + beside, r.y, r.w - beside, head}, day_text(day, now),
                                {.tone = Tone::ink_soft});
    const BadgeSpec mark = {Mood::warn, Icon::pencil, tr(Text::matter_corrected)};
    const float x = beside + date + ui.space(kSmall);
    if (!step.earlier.empty() && x + badge_width(ui, mark) <= r.w)
        badge(ui, {r.x + x, r.y, 0, head}, mark);
    return head + ui.space(kTiny);
}

float draw_step(Ui& ui, Rect r, const app::MatterStep& step, UnixTime now) {
    const float wish = button_width(ui, original_of(step, {}));
    const bool beside = !ui.m.compact();
    if (beside) {
        draw_original(ui, {r.right() - wish, r.y, wish, ui.m.target}, step);
        r.w -= wish + ui.space(kMedium);
    }
    float y = r.y + draw_head(ui, r, step, now);
    if (step.figures) {
        const std::string words = sentences(*step.figures, now);
        if (!words.empty())
            y += ui.text({r.x, y, r.w, 0}, words, {.loose = true}) + ui.space(kTiny);
        y += draw_votes(ui, {r.x, y, r.w, 0}, *step.figures);
    }
    if (!step.papers.empty())
        y += picture_row(ui, {r.x, y, r.w, 0}, step.papers) + ui.space(kSmall);
    y += draw_earlier(ui, {r.x, y, r.w, 0}, step, now);
    if (beside) return std::max(y - r.y, ui.m.target);
    draw_original(ui, {r.x, y, std::min(r.w, wish), ui.m.target}, step);
    return y + ui.m.target - r.y;
}

/// In the place of a result that is late.
float draw_late(Ui& ui, Rect r, const app::Matter& matter, UnixTime now) {
    const float head = milestone_line(ui);
    const float word =
        ui.label({r.x, r.y, r.w, head}, word_of_kind(app::LeafKind::result), {.strong = true});
    const BadgeSpec mark = badge_of(matter.state);
    const float x = word + ui.space(kSmall);
    if (x + badge_width(ui, mark) <= r.w) badge(ui, {r.x + x, r.y, 0, head}, mark);
    return head + ui.text({r.x, r.y + head + ui.space(kTiny), r.w, 0},
                          format(Text::matter_late, {day_text(matter.result_due.value(), now)}),
                          {.tone = Tone::bad, .loose = true});
}

std::vector<Milestone> discs_of(const app::MatterView& v, bool late) {
    std::vector<Milestone> discs(v.steps.size(), {Icon::check});
    for (std::size_t i = 0; i < v.steps.size(); ++i)
        if (v.steps[i].item.kind >= app::LeafKind::resolution) discs[i].icon = Icon::notices;
    if (late)
        discs.push_back({Icon::warning, Tone::on_accent, Tone::bad});
    else if (!discs.empty())
        discs.back() = {discs.back().icon, Tone::on_accent, Tone::accent};
    return discs;
}

/// Where it stands, and until when.
BannerSpec state_of(const app::Matter& matter, UnixTime now) {
    using State = app::MatterState;
    const BadgeSpec mark = badge_of(matter.state);
    BannerSpec out = {.mood = mark.mood, .icon = mark.icon, .title = std::string(mark.word)};
    if (matter.state == State::running) out.detail = tr(Text::matter_running_detail);
    if (matter.state == State::done) out.detail = tr(Text::matter_done_detail);
    if (matter.state == State::publicity && matter.publicity)
        out.detail = format(Text::matters_publicity_to, {day_text(matter.publicity->to, now)});
    if (!matter.result_due) return out;
    const std::string due = day_text(*matter.result_due, now);
    if (matter.state == State::awaiting) out.detail = format(Text::matters_result_due, {due});
    if (matter.state == State::overdue) out.detail = format(Text::matter_late, {due});
    out.alert = matter.state == State::overdue;
    return out;
}

}  // namespace

void draw(const app::MatterView& v, const app::Snapshot& s, Ui& ui) {
    Rect r = page(ui, s, {.title = v.matter.title, .column = ui.m.column});
    r = below_alarm(ui, r, v.log, s.now);
    const float used = banner(ui, r, state_of(v.matter, s.now)) + ui.space(kMedium);
    r = {r.x, r.y + used, r.w, r.h - used};
    const bool late = v.matter.state == app::MatterState::overdue && v.matter.result_due;
    const std::vector<Milestone> discs = discs_of(v, late);
    ScrollArea area(ui, "course", r);
    const Rect c = area.column();
    const float pad = ui.space(kMedium);
    float& height = ui.cache<float>("sheet");
    const Rect sheet = {c.x, c.y + ui.space(kTiny), c.w, height};
    draw_card(ui, sheet);
    height = milestones(ui, {sheet.x + pad, sheet.y + pad, sheet.w - 2 * pad, 0},
                        Text::matter_steps, discs,
                        [&](Rect place, std::size_t i) {
                            return i < v.steps.size() ? draw_step(ui, place, v.steps[i], s.now)
                                                      : draw_late(ui, place, v.matter, s.now);
                        }) +
             2 * pad;
    area.end(sheet.y + height + ui.space(kMedium));
}

}  // namespace xf::kiosk::screens
