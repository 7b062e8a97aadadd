// 积分细则, what waits for a reviewer, and what is shown to everybody before it is posted.
#include "kiosk/screens/award_rows.hpp"
#include "kiosk/screens/overlay.hpp"
#include "kiosk/screens/screens.hpp"
#include "kiosk/widgets/button.hpp"
#include "kiosk/widgets/empty_state.hpp"
#include "kiosk/widgets/page.hpp"
#include "kiosk/widgets/scroll_area.hpp"

namespace xf::kiosk::screens {
namespace {

/// The heading above the first rule of a category. Its height.
float draw_category(Ui& ui, Rect r, const std::string& category) {
    const std::string_view word = category.empty() ? tr(Text::rules_other) : category;
    return ui.text({r.x, r.y + ui.space(kSmall), r.w, 0}, word,
                   {.strong = true, .role = Role::heading, .level = 2}) +
           2 * ui.space(kSmall);
}

void draw_rules_button(Ui& ui, Rect& r) {
    const ButtonSpec rules = {.key = "rules", .label = tr(Text::awards_rules), .icon = Icon::book};
    const float width = ui.m.compact() ? r.w : button_width(ui, rules);
    const float y = r.bottom() - ui.m.target;
    if (button(ui, {r.x, y, width, ui.m.target}, rules)) ui.submit(app::GoTo{app::Place::rules});
    r.h -= ui.m.target + ui.space(kMedium);
}

}  // namespace

void draw(const app::RulesView& v, const app::Snapshot& s, Ui& ui) {
    const Rect r = page(ui, s,
                        {.title = std::string(tr(Text::rules_title)),
                         .hint = std::string(tr(Text::rules_hint)),
                         .column = ui.m.column});
    if (v.rules.empty())
        return void(
            empty_state(ui, r, Icon::book, tr(Text::rules_empty), tr(Text::rules_empty_detail)));
    scroll_list(ui, r, "rules", Text::rules_title, v.rules,
                [&](Rect place, const app::RuleItem& rule, std::size_t row) {
                    const bool first = row == 0 || v.rules[row - 1].category != rule.category;
                    const float head = first ? draw_category(ui, place, rule.category) : 0;
                    place.y += head;
                    return head + rule_row(ui, place, rule, s.now, false).height;
                });
}

void draw(const app::AwardsView& v, const app::Snapshot& s, Ui& ui) {
    const bool shown = v.list == app::AwardsView::List::shown;
    const std::string title(tr(shown ? Text::awards_shown_title : Text::awards_review_title));
    Rect r =
        page(ui, s,
             {.title = title,
              .hint = std::string(tr(shown ? Text::awards_shown_hint : Text::awards_review_hint)),
              .column = ui.m.column});
    r = below_warnings(ui, s, r);
    if (shown) draw_rules_button(ui, r);
    if (v.items.empty())
        return void(empty_state(
            ui, r, shown ? Icon::flag : Icon::check,
            tr(shown ? Text::awards_shown_empty : Text::awards_review_empty),
            tr(shown ? Text::awards_shown_empty_detail : Text::awards_review_empty_detail)));
    scroll_list(ui, r, "awards", shown ? Text::awards_shown_title : Text::awards_review_title,
                v.items, [&](Rect place, const app::AwardItem& item) {
                    const RowResult row = award_row(ui, place, item, s.now, true);
                    if (row.press) ui.submit(app::OpenAward{item.id});
                    return row.height;
                });
}

}  // namespace xf::kiosk::screens
