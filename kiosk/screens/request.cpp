// One request: who holds it and until when, its course so far, and what this person may do next.
#include <algorithm>

#include "kiosk/screens/request_writing.hpp"
#include "kiosk/screens/screens.hpp"
#include "kiosk/widgets/badge.hpp"
#include "kiosk/widgets/button.hpp"
#include "kiosk/widgets/page.hpp"
#include "kiosk/widgets/request_words.hpp"
#include "kiosk/widgets/scroll_area.hpp"
#include "kiosk/widgets/timeline.hpp"

namespace xf::kiosk::screens {
namespace {

/// The question to the resident. Returns its height.
float draw_question(Ui& ui, Rect r, int& writing) {
    float y = r.y;
    y += ui.text({r.x, y, r.w, 0}, tr(Text::request_question), {.strong = true}) + ui.space(kSmall);
    const ButtonSpec choices[] = {
        {.key = "not_solved", .label = tr(Text::answer_not_solved), .icon = Icon::cross},
        {.key = "mostly", .label = tr(Text::answer_mostly)},
        {.key = "satisfied",
         .label = tr(Text::answer_satisfied),
         .kind = ButtonKind::primary,
         .icon = Icon::check},
    };
    const float height = button_row_height(ui, r.w, choices);
    const int pressed = button_row(ui, {r.x, y, r.w, height}, choices);
    if (pressed == 0) writing = kReason;
    if (pressed == 1) ui.submit(app::CloseRequest{true});
    if (pressed == 2) ui.submit(app::CloseRequest{false});
    return y + height - r.y;
}

/// What staff may do next, the likeliest at the right. Returns its height.
float draw_steps(Ui& ui, Rect r, const app::RequestView& v, int& writing) {
    constexpr Text kHand[] = {Text::hand_village, Text::hand_town, Text::hand_county};
    constexpr std::string_view kKeys[] = {"hand_village", "hand_town", "hand_county"};
    std::vector<ButtonSpec> choices;
    std::vector<int> leads;  // to what is written; kNothing: done at once
    const auto add = [&](int lead, const ButtonSpec& spec) {
        choices.push_back(spec);
        leads.push_back(lead);
    };
    for (const app::RequestLevel level : v.can_hand_to) {
        const auto to = static_cast<int>(level);
        add(kHandOn + to, {.key = kKeys[to], .label = tr(kHand[to]), .icon = Icon::next});
    }
    if (v.can_visit) add(kVisit, {.key = "visit", .label = tr(Text::visit), .icon = Icon::people});
    if (v.can_finish)
        add(kResult,
            {.key = "finish", .label = tr(Text::request_write_result), .icon = Icon::check});
    if (v.can_accept)
        add(kNothing, {.key = "accept", .label = tr(Text::request_accept), .icon = Icon::hand});
    if (choices.empty()) return 0;
    choices.back().kind = ButtonKind::primary;
    const float height = button_row_height(ui, r.w, choices);
    const int pressed = button_row(ui, {r.x, r.y, r.w, height}, choices);
    if (pressed < 0) return height;
    writing = leads[static_cast<std::size_t>(pressed)];
    if (writing == kNothing) ui.submit(app::AcceptRequest{});
    return height;
}

/// Who holds it, and its clock. Returns its height.
float draw_holder(Ui& ui, Rect r, const app::RequestView& v) {
    const app::RequestItem& item = v.item;
    const BannerSpec strip = {
        .mood = item.late()                               ? Mood::bad
                : item.state == app::RequestState::closed ? Mood::good
                                                          : Mood::plain,
        .icon = badge_of(item.state).icon,
        .title = holder_text(item, v.can_close),
        // The clock is the office's: it is nothing to the one who is waited for.
        .detail = v.can_close ? std::string() : clock_text(item),
        .low = true};
    return banner(ui, {r.x, r.y, r.w, 0}, strip) + ui.space(kMedium);
}

}  // namespace

void draw(const app::RequestView& v, const app::Snapshot& s, Ui& ui) {
    std::string hint = std::string(word_of(v.item.category));
    if (v.item.anonymous) hint += " · " + std::string(tr(Text::request_anonymous));
    if (!v.item.person.empty()) hint += " · " + v.item.person;
    Rect r = page(ui, s,
                  {.title = format(Text::request_title, {v.item.number}),
                   .hint = hint,
                   .column = ui.m.measure});
    int& writing = ui.local("writing");
    if (!may_write(v, writing)) writing = kNothing;

    // Its height is known one frame later; the settling frames take care of that.
    float& actions = ui.cache<float>("actions");
    const float top = r.bottom() - actions;
    const Rect foot = {r.x, top, r.w, actions};
    if (writing != kNothing)
        actions = draw_writing(ui, foot, writing);
    else
        actions = v.can_close ? draw_question(ui, foot, writing) : draw_steps(ui, foot, v, writing);

    const float gap = actions > 0 ? ui.space(kMedium) : 0;
    ScrollArea area(ui, "course", {r.x, r.y, r.w, top - gap - r.y});
    const Rect c = area.column();
    float y = c.y + ui.space(kTiny);
    y += draw_holder(ui, {c.x, y, c.w, 0}, v);
    const float pad = ui.space(kMedium);
    float& height = ui.cache<float>("sheet");
    const Rect sheet = {c.x, y, c.w, height};
    draw_card(ui, sheet);
    height = timeline(ui, {sheet.x + pad, sheet.y + pad, sheet.w - 2 * pad, 0}, v.steps, s.now) +
             2 * pad;
    area.end(sheet.y + height + ui.space(kMedium));
}

}  // namespace xf::kiosk::screens
