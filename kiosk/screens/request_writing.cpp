#include "kiosk/screens/request_writing.hpp"

#include <algorithm>
#include <span>

#include "kiosk/widgets/badge.hpp"
#include "kiosk/widgets/button.hpp"
#include "kiosk/widgets/text_field.hpp"
#include "shared/base/limits.hpp"

namespace xf::kiosk::screens {
namespace {

constexpr int kFieldLines = 3;
constexpr int kShortFieldLines = 2;  // below choices

/// A field with a question above it. `y` moves below it.
TextModel& field(Ui& ui, Rect r, float& y, std::string_view key, Text question, Text placeholder,
                 int lines) {
    y += ui.text({r.x, y, r.w, 0}, tr(question), {.strong = true}) + ui.space(kTiny);
    const Rect place = {r.x, y, r.w, text_field_height(ui, lines)};
    y += place.h + ui.space(kSmall);
    return text_field(ui, place,
                      {.key = key,
                       .label = tr(question),
                       .placeholder = tr(placeholder),
                       .multiline = true,
                       .max_bytes = limits::kTextBytes});
}

/// 取消 and what sends it. `y` moves below them.
bool sent(Ui& ui, Rect r, float& y, Text label, bool enabled, int& writing) {
    const ButtonSpec choices[] = {
        {.key = "cancel", .label = tr(Text::action_cancel)},
        {.key = "send", .label = tr(label), .kind = ButtonKind::primary, .enabled = enabled},
    };
    const float height = button_row_height(ui, r.w, choices);
    const int pressed = button_row(ui, {r.x, y, r.w, height}, choices);
    y += height;
    if (pressed == 0) writing = kNothing;
    return pressed == 1;
}

/// One of some, two beside each other; `chosen` counts from 1.
void choose(Ui& ui, Rect r, float& y, Text question, std::span<const Text> words, int& chosen) {
    y += ui.text({r.x, y, r.w, 0}, tr(question), {.strong = true}) + ui.space(kTiny);
    const int columns = words.size() % 3 == 0 && !ui.m.compact() ? 3 : 2;
    const float gap = ui.space(kSmall);
    const float width = (r.w - gap * static_cast<float>(columns - 1)) / static_cast<float>(columns);
    Rect place = {};
    for (int i = 0; i < static_cast<int>(words.size()); ++i) {
        place = grid_place({r.x, y, width, ui.m.target}, gap, columns, i);
        const bool on = chosen == i + 1;
        const std::string key = "choice" + std::to_string(i);
        const ButtonSpec spec = {.key = key,
                                 .label = tr(words[static_cast<std::size_t>(i)]),
                                 .kind = on ? ButtonKind::primary : ButtonKind::secondary,
                                 .icon = on ? Icon::check : Icon::none};
        if (button(ui, place, spec)) chosen = i + 1;
    }
    y = place.bottom() + ui.space(kSmall);
}

void draw_result(Ui& ui, Rect r, float& y, int& writing) {
    const TextModel& words = field(ui, r, y, "result", Text::request_result,
                                   Text::request_result_placeholder, kFieldLines);
    if (sent(ui, r, y, Text::request_finish, true, writing) || words.submitted)
        ui.submit(app::FinishRequest{words.value});
}

/// Why it is not solved: a choice, or own words, or both.
void draw_reason(Ui& ui, Rect r, float& y, int& writing) {
    constexpr Text kCauses[] = {Text::cause_nobody_came, Text::cause_half_done, Text::cause_again,
                                Text::cause_other};
    int& cause = ui.local("cause");
    choose(ui, r, y, Text::request_cause, kCauses, cause);
    const TextModel& words = field(ui, r, y, "reason", Text::request_reason,
                                   Text::request_reason_placeholder, kShortFieldLines);
    if (sent(ui, r, y, Text::request_reopen, true, writing) || words.submitted)
        ui.submit(app::ReopenRequest{words.value, static_cast<app::RequestCause>(cause)});
}

void draw_visit(Ui& ui, Rect r, float& y, int& writing) {
    constexpr Text kAnswers[] = {Text::answer_satisfied, Text::answer_mostly,
                                 Text::answer_not_solved};
    int& said = ui.local("said");
    choose(ui, r, y, Text::visit_question, kAnswers, said);
    const TextModel& words =
        field(ui, r, y, "visit", Text::visit_words, Text::visit_placeholder, kShortFieldLines);
    if (sent(ui, r, y, Text::visit_send, said > 0, writing))
        ui.submit(app::VisitRequest{static_cast<app::RequestAnswer>(said - 1), words.value});
}

void draw_hand_on(Ui& ui, Rect r, float& y, int& writing) {
    constexpr Text kQuestions[] = {Text::hand_village_reason, Text::hand_town_reason,
                                   Text::hand_county_reason};
    constexpr Text kSends[] = {Text::hand_village, Text::hand_town, Text::hand_county};
    const int to = writing - kHandOn;
    const TextModel& words = field(ui, r, y, "hand" + std::to_string(to), kQuestions[to],
                                   Text::hand_placeholder, kFieldLines);
    if (sent(ui, r, y, kSends[to], true, writing) || words.submitted)
        ui.submit(app::HandOnRequest{static_cast<app::RequestLevel>(to), words.value});
}

}  // namespace

bool may_write(const app::RequestView& v, int writing) {
    switch (writing) {
        case kNothing:
            return true;
        case kResult:
            return v.can_finish;
        case kReason:
            return v.can_close;
        case kVisit:
            return v.can_visit;
        default: {
            const auto to = static_cast<app::RequestLevel>(writing - kHandOn);
            return std::find(v.can_hand_to.begin(), v.can_hand_to.end(), to) != v.can_hand_to.end();
        }
    }
}

float draw_writing(Ui& ui, Rect r, int& writing) {
    float y = r.y;
    if (writing == kResult)
        draw_result(ui, r, y, writing);
    else if (writing == kReason)
        draw_reason(ui, r, y, writing);
    else if (writing == kVisit)
        draw_visit(ui, r, y, writing);
    else
        draw_hand_on(ui, r, y, writing);
    return y - r.y;
}

}  // namespace xf::kiosk::screens
