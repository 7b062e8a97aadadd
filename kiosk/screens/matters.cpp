// 四议两公开: the village's matters, with how far each has come. Late results stand first.
#include "kiosk/screens/log_state.hpp"
#include "kiosk/screens/publish_words.hpp"
#include "kiosk/screens/screens.hpp"
#include "kiosk/widgets/empty_state.hpp"
#include "kiosk/widgets/list_row.hpp"
#include "kiosk/widgets/page.hpp"
#include "kiosk/widgets/scroll_area.hpp"

namespace xf::kiosk::screens {
namespace {

/// What matters next about it.
std::string detail_of(const app::Matter& matter, UnixTime now) {
    using State = app::MatterState;
    if (matter.state == State::publicity && matter.publicity)
        return format(Text::matters_publicity_to, {day_text(matter.publicity->to, now)});
    if (matter.state == State::awaiting && matter.result_due)
        return format(Text::matters_result_due, {day_text(matter.result_due.value(), now)});
    if (matter.state == State::overdue && matter.result_due)
        return format(Text::matters_result_late, {day_text(matter.result_due.value(), now)});
    return format(Text::matters_latest, {word_of_kind(matter.steps.back().kind)});
}

float draw_matter(Ui& ui, Rect r, const app::Matter& matter, UnixTime now) {
    const BadgeSpec state = badge_of(matter.state);
    const bool late = matter.state == app::MatterState::overdue;
    const std::string key = matter.matter.text();
    const RowResult row = list_row(ui, r,
                                   {.key = key,
                                    .icon = late ? Icon::warning : Icon::vote,
                                    .icon_tone = late ? Tone::bad : Tone::accent,
                                    .icon_ground = late ? Tone::bad_soft : Tone::accent_soft,
                                    .title = matter.title,
                                    .detail = detail_of(matter, now),
                                    .badges = {&state, 1},
                                    .pressable = true});
    if (row.press) ui.submit(app::OpenMatter{matter.matter});
    return row.height;
}

}  // namespace

void draw(const app::MattersView& v, const app::Snapshot& s, Ui& ui) {
    Rect r = page(ui, s,
                  {.title = std::string(tr(Text::matters_title)),
                   .hint = std::string(tr(Text::matters_hint)),
                   .column = ui.m.column});
    r = below_alarm(ui, r, v.log, s.now);
    if (v.matters.empty()) {
        empty_state(ui, r, Icon::vote, tr(Text::matters_empty), tr(Text::matters_empty_detail));
        return;
    }
    scroll_list(ui, r, "matters", Text::matters_list, v.matters,
                [&](Rect place, const app::Matter& matter) {
                    return draw_matter(ui, place, matter, s.now);
                });
}

}  // namespace xf::kiosk::screens
