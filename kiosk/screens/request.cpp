// One request: its course so far, and what this person may do next.
#include <algorithm>

#include "kiosk/screens/screens.hpp"
#include "kiosk/widgets/badge.hpp"
#include "kiosk/widgets/button.hpp"
#include "kiosk/widgets/page.hpp"
#include "kiosk/widgets/scroll_area.hpp"
#include "kiosk/widgets/text_field.hpp"
#include "kiosk/widgets/timeline.hpp"
#include "shared/base/limits.hpp"

namespace xf::kiosk::screens {
namespace {

constexpr int kFieldLines = 3;

/// What is being written: the staff's result, or why it is not solved.
enum Writing : int { kNothing = 0, kResult, kReason };

/// A field with its question, 取消 and the button that sends it. Returns its height.
float draw_writing(Ui& ui, Rect r, Writing what, int& writing) {
    const bool result = what == kResult;
    float y = r.y;
    const std::string_view question = tr(result ? Text::request_result : Text::request_reason);
    y += ui.text({r.x, y, r.w, 0}, question, {.strong = true}) + ui.space(kTiny);
    const Rect field = {r.x, y, r.w, text_field_height(ui, kFieldLines)};
    TextModel& words = text_field(ui, field,
                                  {.key = result ? "result" : "reason",
                                   .label = question,
                                   .placeholder = tr(result ? Text::request_result_placeholder
                                                            : Text::request_reason_placeholder),
                                   .multiline = true,
                                   .max_bytes = limits::kTextBytes});
    y += field.h + ui.space(kSmall);
    const ButtonSpec choices[] = {
        {.key = "cancel", .label = tr(Text::action_cancel)},
        {.key = "send",
         .label = tr(result ? Text::request_finish : Text::request_reopen),
         .kind = ButtonKind::primary},
    };
    const float height = button_row_height(ui, r.w, choices);
    const int pressed = button_row(ui, {r.x, y, r.w, height}, choices);
    if (pressed == 0) writing = kNothing;
    if (pressed == 1 || words.submitted) {
        if (result)
            ui.submit(app::FinishRequest{words.value});
        else
            ui.submit(app::ReopenRequest{words.value});
    }
    return y + height - r.y;
}

/// The question to the resident, or the staff's next step. Returns its height.
float draw_choices(Ui& ui, Rect r, const app::RequestView& v, int& writing) {
    float y = r.y;
    if (v.can_close) {
        y += ui.text({r.x, y, r.w, 0}, tr(Text::request_question), {.strong = true}) +
             ui.space(kSmall);
        const ButtonSpec choices[] = {
            {.key = "not_solved", .label = tr(Text::request_not_solved), .icon = Icon::cross},
            {.key = "solved",
             .label = tr(Text::request_solved),
             .kind = ButtonKind::primary,
             .icon = Icon::check},
        };
        const float height = button_row_height(ui, r.w, choices);
        const int pressed = button_row(ui, {r.x, y, r.w, height}, choices);
        if (pressed == 0) writing = kReason;
        if (pressed == 1) ui.submit(app::CloseRequest{});
        return y + height - r.y;
    }
    if (!v.can_accept && !v.can_finish) return 0;
    const ButtonSpec next = v.can_accept ? ButtonSpec{.key = "accept",
                                                      .label = tr(Text::request_accept),
                                                      .kind = ButtonKind::primary,
                                                      .icon = Icon::hand}
                                         : ButtonSpec{.key = "finish",
                                                      .label = tr(Text::request_write_result),
                                                      .kind = ButtonKind::primary,
                                                      .icon = Icon::check};
    if (button(ui, {r.x, y, r.w, ui.m.target_primary}, next)) {
        if (v.can_accept)
            ui.submit(app::AcceptRequest{});
        else
            writing = kResult;
    }
    return ui.m.target_primary;
}

}  // namespace

void draw(const app::RequestView& v, const app::Snapshot& s, Ui& ui) {
    std::string hint = std::string(word_of(v.item.category));
    if (!v.item.person.empty()) hint += " · " + v.item.person;
    Rect r = page(ui, s,
                  {.title = format(Text::request_title, {v.item.number}),
                   .hint = hint,
                   .column = ui.m.measure});
    int& writing = ui.local("writing");
    const bool may_write = writing == kResult ? v.can_finish : v.can_close;
    if (!may_write) writing = kNothing;

    // Its height is known one frame later; the settling frames take care of that.
    float& actions = ui.cache<float>("actions");
    const float top = r.bottom() - actions;
    const Rect foot = {r.x, top, r.w, actions};
    if (writing == kNothing)
        actions = draw_choices(ui, foot, v, writing);
    else
        actions = draw_writing(ui, foot, static_cast<Writing>(writing), writing);

    const float gap = actions > 0 ? ui.space(kMedium) : 0;
    ScrollArea area(ui, "course", {r.x, r.y, r.w, top - gap - r.y});
    const Rect c = area.column();
    const float pad = ui.space(kMedium);
    float& height = ui.cache<float>("sheet");
    const Rect sheet = {c.x, c.y + ui.space(kTiny), c.w, height};
    draw_card(ui, sheet);
    height = timeline(ui, {sheet.x + pad, sheet.y + pad, sheet.w - 2 * pad, 0}, v.steps, s.now) +
             2 * pad;
    area.end(sheet.y + height + ui.space(kMedium));
}

}  // namespace xf::kiosk::screens
