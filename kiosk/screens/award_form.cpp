// 给分: for what, to which household, to whom, and what there is to show for it.
#include <algorithm>

#include "kiosk/screens/award_rows.hpp"
#include "kiosk/screens/overlay.hpp"
#include "kiosk/screens/screens.hpp"
#include "kiosk/widgets/button.hpp"
#include "kiosk/widgets/empty_state.hpp"
#include "kiosk/widgets/list_choices.hpp"
#include "kiosk/widgets/list_controls.hpp"
#include "kiosk/widgets/page.hpp"
#include "kiosk/widgets/picture.hpp"
#include "kiosk/widgets/scroll_area.hpp"
#include "kiosk/widgets/text_field.hpp"
#include "shared/base/limits.hpp"

namespace xf::kiosk::screens {
namespace {

using Question = app::AwardQuestion;

constexpr int kNoteLines = 4;
constexpr std::size_t kNoteBytes = 600;

Rect question_page(Ui& ui, const app::Snapshot& s, const app::AwardFormView& v, Text title,
                   std::string hint) {
    const Rect r = page(ui, s,
                        {.title = std::string(tr(title)),
                         .hint = std::move(hint),
                         .step = static_cast<int>(v.question) + 1,
                         .steps = app::kAwardQuestions,
                         .column = ui.m.column});
    return below_warnings(ui, s, r);
}

/// What was answered so far.
std::string chosen_text(const app::AwardFormView& v) {
    std::string out = v.rule.text + " " + signed_number(v.rule.points);
    if (!v.household.empty()) out += " · " + v.household;
    if (!v.person.empty()) out += " · " + v.person;
    return out;
}

void draw_rules(Ui& ui, const app::Snapshot& s, const app::AwardFormView& v) {
    const Rect r = question_page(ui, s, v, Text::award_form_rule_title,
                                 std::string(tr(Text::award_form_rule_hint)));
    if (v.rules.empty())
        return void(
            empty_state(ui, r, Icon::book, tr(Text::rules_empty), tr(Text::rules_empty_detail)));
    scroll_list(ui, r, "rules", Text::rules_title, v.rules,
                [&](Rect place, const app::RuleItem& rule) {
                    const RowResult row = rule_row(ui, place, rule, s.now, true);
                    if (row.press) ui.submit(app::ChooseRule{rule.no});
                    return row.height;
                });
}

void draw_households(Ui& ui, const app::Snapshot& s, const app::AwardFormView& v) {
    Rect r = question_page(ui, s, v, Text::award_form_household_title,
                           std::string(tr(Text::award_form_household_hint)));
    if (!v.controls) return;
    r = list_controls(ui, r, *v.controls, Text::households_search);
    if (v.households.empty()) {
        if (!nothing_found(ui, r, *v.controls))
            empty_state(ui, r, Icon::people, tr(Text::households_empty),
                        tr(Text::households_empty_detail));
        return;
    }
    const std::string key = "households" + std::to_string(v.controls->first);
    scroll_list(ui, r, key, Text::households_title, v.households,
                [&](Rect place, const app::HouseholdItem& item) {
                    const std::string row_key = "household" + std::to_string(item.no.value);
                    const RowResult row = list_row(
                        ui, place,
                        {.key = row_key,
                         .icon = Icon::people,
                         .title = item.name,
                         .detail = format(
                             Text::households_detail,
                             {number(item.no.value), grid_text(item.grid), number(item.persons)}),
                         .pressable = true});
                    if (row.press) ui.submit(app::ChooseAwardHousehold{item.no});
                    return row.height;
                });
}

void draw_persons(Ui& ui, const app::Snapshot& s, const app::AwardFormView& v) {
    const Rect r = question_page(ui, s, v, Text::award_form_person_title,
                                 std::string(tr(Text::award_form_person_hint)));
    std::vector<app::PersonView> choices = {{PersonNo{0}, std::string(tr(Text::award_form_whole))}};
    choices.insert(choices.end(), v.persons.begin(), v.persons.end());
    scroll_list(ui, r, "persons", Text::award_form_person_title, choices,
                [&](Rect place, const app::PersonView& person) {
                    const bool whole = person.no == PersonNo{0};
                    const std::string key = "person" + std::to_string(person.no.value);
                    const RowResult row = list_row(ui, place,
                                                   {.key = key,
                                                    .icon = whole ? Icon::people : Icon::person,
                                                    .title = person.name,
                                                    .pressable = true});
                    if (row.press) ui.submit(app::ChooseAwardPerson{person.no});
                    return row.height;
                });
}

void draw_evidence(Ui& ui, const app::Snapshot& s, const app::AwardFormView& v) {
    Rect r = question_page(ui, s, v, Text::award_form_evidence_title, chosen_text(v));
    r = column_of(r, ui.m.measure);
    const bool witness = v.rule.needs == app::AwardNeeds::witness;
    const BannerSpec photo = {.mood = Mood::warn,
                              .icon = Icon::info,
                              .title = std::string(tr(Text::award_form_photo)),
                              .low = true};
    const float pictures = picture_draft_height(ui, v.pictures, r.w) + ui.space(kSmall);
    const float send_h = ui.m.target_primary;
    const float word = ui.m.line_tight(Type::body);
    float needed = word + text_field_height(ui, 2) + pictures + send_h + 3 * ui.space(kMedium);
    if (witness) needed += word + text_field_height(ui, 1) + ui.space(kSmall);
    if (v.rule.needs == app::AwardNeeds::photo)
        needed += banner_height(ui, r.w, photo) + ui.space(kSmall);
    r = at_least(ui, r, needed);
    float y = r.y;
    if (v.rule.needs == app::AwardNeeds::photo) {
        y += banner(ui, {r.x, y, r.w, 0}, photo) + ui.space(kSmall);
    }
    std::string said;
    if (witness) {
        y += ui.text({r.x, y, r.w, 0}, tr(Text::award_form_witness), {.strong = true});
        const Rect field = {r.x, y, r.w, text_field_height(ui, 1)};
        said = text_field(ui, field,
                          {.key = "witness",
                           .label = tr(Text::award_form_witness),
                           .placeholder = tr(Text::award_form_witness_placeholder),
                           .max_bytes = limits::kNameBytes})
                   .value;
        y += field.h + ui.space(kSmall);
    }
    y += ui.text({r.x, y, r.w, 0}, tr(Text::award_form_note), {.strong = true});
    const float room = r.bottom() - y - send_h - pictures - 2 * ui.space(kMedium);
    const Rect field = {r.x, y, r.w, std::min(text_field_height(ui, kNoteLines), room)};
    TextModel& note = text_field(ui, field,
                                 {.key = "note",
                                  .label = tr(Text::award_form_note),
                                  .placeholder = tr(Text::award_form_note_placeholder),
                                  .multiline = true,
                                  .max_bytes = kNoteBytes});
    y += field.h + ui.space(kSmall);
    picture_draft(ui, {r.x, y, r.w, pictures}, v.pictures);
    y += pictures + ui.space(kSmall);
    const ButtonSpec send = {.key = "send",
                             .label = tr(Text::award_form_send),
                             .kind = ButtonKind::primary,
                             .icon = Icon::check};
    if (button(ui, {r.x, y, r.w, send_h}, send) || note.submitted)
        ui.submit(app::ProposeAward{note.value, said});
}

}  // namespace

void draw(const app::AwardFormView& v, const app::Snapshot& s, Ui& ui) {
    switch (v.question) {
        case Question::rule:
            return draw_rules(ui, s, v);
        case Question::household:
            return draw_households(ui, s, v);
        case Question::person:
            return draw_persons(ui, s, v);
        case Question::evidence:
            return draw_evidence(ui, s, v);
    }
}

}  // namespace xf::kiosk::screens
