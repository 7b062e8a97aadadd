// A publication's form, one question a screen.
#include <algorithm>
#include <array>
#include <cmath>

#include "kiosk/screens/form_fields.hpp"
#include "kiosk/screens/overlay.hpp"
#include "kiosk/screens/publish_words.hpp"
#include "kiosk/screens/screens.hpp"
#include "kiosk/widgets/button.hpp"
#include "kiosk/widgets/card.hpp"
#include "kiosk/widgets/empty_state.hpp"
#include "kiosk/widgets/list_row.hpp"
#include "kiosk/widgets/page.hpp"
#include "kiosk/widgets/picture.hpp"
#include "kiosk/widgets/scroll_area.hpp"
#include "kiosk/widgets/stepper.hpp"
#include "shared/base/money.hpp"

namespace xf::kiosk::screens {
namespace {

using Part = app::FormPart;

constexpr float kPadShare = 0.38f;  // of the width of a wide panel
constexpr int kLeastLines = 7;      // of text that a list shows
constexpr float kPadBelow = 0.44f;  // of the height of a tall one

Text question_of(const app::FormView& v) {
    switch (v.part) {
        case Part::month:
            return Text::draft_month_question;
        case Part::words:
            return Text::draft_words_question;
        case Part::meeting:
            return Text::draft_meeting_question;
        case Part::days:
            return v.fields.empty() ? Text::draft_days_question : Text::draft_result_question;
        case Part::opening:
            return Text::draft_opening_question;
        case Part::lines:
            return Text::draft_lines_question;
        case Part::line:
            return Text::draft_line_question;
        case Part::pictures:
            return Text::draft_pictures_question;
    }
    return Text::draft_words_question;
}

Text name_of(app::DayField field) {
    switch (field) {
        case app::DayField::date:
            return Text::draft_day_date;
        case app::DayField::publicity_from:
            return Text::draft_day_publicity_from;
        case app::DayField::publicity_to:
            return Text::draft_day_publicity_to;
        case app::DayField::result_due:
            return Text::draft_day_result_due;
        case app::DayField::channel:
            return Text::draft_day_channel;
    }
    return Text::draft_day_date;
}

/// What it is about: 决议：村内主路安装路灯.
std::string subject_of(const app::FormView& v) {
    std::string what = std::string(word_of_kind(v.kind));
    if (v.corrects) what = format(Text::draft_correcting, {what});
    if (v.month)
        return format(Text::draft_title_of,
                      {what, format(Text::months_year, {number(v.month->year)}) +
                                 format(Text::months_month, {number(v.month->month)})});
    return v.title.empty() ? what : format(Text::draft_title_of, {what, v.title});
}

BannerSpec published_banner() {
    return {.mood = Mood::warn,
            .icon = Icon::pencil,
            .title = std::string(tr(Text::draft_month_published)),
            .detail = std::string(tr(Text::draft_month_published_detail))};
}

std::array<ButtonSpec, 2> month_choices() {
    return {
        ButtonSpec{.key = "earlier", .label = tr(Text::draft_month_earlier), .icon = Icon::back},
        ButtonSpec{.key = "later", .label = tr(Text::draft_month_later), .icon = Icon::next}};
}

void draw_month(Ui& ui, Rect r, const app::FormView& v) {
    if (!v.month) return;
    const float title = ui.m.line_tight(Type::display);
    const float y = r.y + ui.space(kLarge);
    ui.text({r.x, y, r.w, 0},
            format(Text::months_year, {number(v.month->year)}) +
                format(Text::months_month, {number(v.month->month)}),
            {.type = ui.m.compact() ? Type::title : Type::display,
             .tone = Tone::accent,
             .align = Align::center,
             .strong = true});
    if (v.corrects) return;  // a correction is of the same month
    const auto choices = month_choices();
    const float height = button_row_height(ui, r.w, choices);
    const Rect row = {r.x, y + title + ui.space(kLarge), r.w, height};
    const int pressed = button_row(ui, row, choices);
    if (pressed >= 0) ui.submit(app::ShiftMonth{pressed == 0 ? -1 : 1});
    if (!v.published) return;
    banner(ui, {r.x, row.bottom() + ui.space(kLarge), r.w, 0}, published_banner());
}

float draw_days(Ui& ui, Rect r, const app::FormView& v) {
    float y = r.y;
    for (const app::FormDay& day : v.days) {
        const std::string key = "day" + std::to_string(static_cast<int>(day.field));
        const Stepped stepped =
            day_stepper(ui, {r.x, y, r.w, 0}, key, tr(name_of(day.field)), day.day);
        if (stepped.days != 0) ui.submit(app::ShiftDay{day.field, stepped.days});
        y += stepped.height + ui.space(kMedium);
    }
    return y - r.y;
}

float draw_line(Ui& ui, Rect r, const app::FinanceLine& line, std::size_t index) {
    const std::string name =
        format(Text::draft_line_drop, {number(static_cast<std::int64_t>(index + 1))});
    const bool income = line.direction == app::Direction::income;
    const std::string key = "line" + std::to_string(index);
    const ButtonSpec drop = {.key = "drop",
                             .label = tr(Text::action_erase),
                             .icon = Icon::cross,
                             .name = name,
                             .type = Type::small};
    const Group group(ui, Role::group, key, line.category, r);
    const float width = button_width(ui, drop);
    const bool below = ui.m.narrow(r.w);
    const RowSpec row = {
        .key = "row",
        .icon = income ? Icon::plus : Icon::minus,
        .icon_tone = income ? Tone::good : Tone::accent,
        .icon_ground = income ? Tone::good_soft : Tone::accent_soft,
        .title = line.category,
        .detail = yuan_text(line.cents) + (line.text.empty() ? "" : " · " + line.text)};
    const float beside = below ? 0 : width + ui.space(kSmall);
    const RowResult drawn = list_row(ui, {r.x, r.y, r.w - beside, 0}, row);
    const float y =
        r.y + (below ? drawn.height + ui.space(kTiny) : (drawn.height - ui.m.target) / 2);
    if (button(ui, {r.right() - width, y, width, ui.m.target}, drop))
        ui.submit(app::DropLine{static_cast<std::uint32_t>(index)});
    return below ? y + ui.m.target - r.y : std::max(drawn.height, ui.m.target);
}

void draw_lines(Ui& ui, Rect r, const app::FormView& v) {
    const ButtonSpec add = {.key = "add", .label = tr(Text::draft_line_add), .icon = Icon::plus};
    const float width = button_width(ui, add);
    const bool below = ui.m.narrow(r.w);
    const float beside = below ? r.w : r.w - width - ui.space(kSmall);
    const float sum = ui.text({r.x, r.y, beside, 0},
                              format(Text::draft_lines_sum, {yuan(v.opening), yuan(v.closing)}),
                              {.type = Type::small, .loose = true});
    const float y = r.y + (below ? sum : 0);
    if (button(ui, {r.right() - width, y, width, ui.m.target}, add)) ui.submit(app::AddLine{});
    const float used = (below ? sum + ui.m.target : std::max(ui.m.target, sum)) + ui.space(kMedium);
    r = {r.x, r.y + used, r.w, r.h - used};
    if (v.lines.empty())
        return void(empty_state(ui, r, Icon::ledger, tr(Text::draft_lines_empty),
                                tr(Text::draft_lines_empty_detail)));
    scroll_list(ui, r, "lines", Text::draft_lines_question, v.lines,
                [&](Rect place, const app::FinanceLine& line, std::size_t row) {
                    return draw_line(ui, place, line, row);
                });
}

/// One of several, as buttons in rows; the chosen one is filled. Returns the height.
float choose(Ui& ui, Rect r, std::string_view key, Text name, const std::vector<std::string>& all,
             int columns, int& chosen) {
    const Group group(ui, Role::group, key, tr(name), r);
    const float label = ui.m.line(Type::small);
    ui.label({r.x, r.y, r.w, label}, tr(name), {.type = Type::small, .tone = Tone::ink_soft});
    const float gap = ui.space(kSmall);
    const float width = (r.w - gap * static_cast<float>(columns - 1)) / static_cast<float>(columns);
    Rect place = {r.x, r.y + label, width, ui.m.target};
    for (int i = 0; i < static_cast<int>(all.size()); ++i) {
        place = grid_place({r.x, r.y + label, width, ui.m.target}, gap, columns, i);
        const std::string& one = all[static_cast<std::size_t>(i)];
        const Press p = press_card(ui, one, one, place, true, i == chosen);
        ui.label(inset(place, ui.space(kTiny)), one,
                 {.type = Type::small,
                  .tone = i == chosen ? Tone::accent : Tone::ink,
                  .align = Align::center,
                  .strong = i == chosen,
                  .silent = true});
        if (p) chosen = i;
    }
    return place.bottom() - r.y + ui.space(kSmall);
}

/// Where the keys for numbers stand, if there are any: beside the fields on a wide panel, below them
/// on a tall one; a phone brings its own. `r` is left with the rest.
Rect take_pad(const Ui& ui, Rect& r, const app::FormView& v) {
    if (ui.m.compact() || !has_numbers(v.fields)) return {};
    Rect pad = r;
    if (ui.m.wide()) {
        pad.w = std::round(r.w * kPadShare);
        r.w -= pad.w + ui.space(kLarge);
        pad.x = r.right() + ui.space(kLarge);
    } else {
        pad.h = std::round(r.h * kPadBelow);
        r.h -= pad.h + ui.space(kMedium);
        pad.y = r.bottom() + ui.space(kMedium);
    }
    return pad;
}

float choice_height(const Ui& ui, std::size_t count, int columns) {
    const int rows = (static_cast<int>(count) + columns - 1) / columns;
    return ui.m.line(Type::small) + static_cast<float>(rows) * (ui.m.target + ui.space(kSmall));
}

int category_columns(const Ui& ui) { return ui.m.compact() ? 2 : 3; }

/// Height of what has to be filled in, beside or above the keys for it.
float fields_needed(const Ui& ui, float width, const app::FormView& v) {
    float height = form_fields_height(ui, v.fields);
    for (const app::FormDay& day : v.days)
        height +=
            day_stepper_height(ui, width, tr(name_of(day.field)), day.day) + ui.space(kMedium);
    if (v.part == Part::line)
        height +=
            choice_height(ui, 2, 2) +
            choice_height(ui, std::max(v.incomes.size(), v.spendings.size()), category_columns(ui));
    if (!has_numbers(v.fields) || ui.m.compact()) return height;
    constexpr int kKeyRows = 4;
    const float keys = static_cast<float>(kKeyRows) * (ui.m.target + ui.space(kSmall));
    if (ui.m.wide()) return std::max(height, keys);
    return std::max((height + ui.space(kMedium)) / (1 - kPadBelow), keys / kPadBelow);
}

void draw_new_line(Ui& ui, Rect r, const app::FormView& v) {
    const float height = ui.m.target_primary;
    const Rect foot = {r.x, r.bottom() - height, r.w, height};
    r.h -= height + ui.space(kMedium);
    const Rect pad = take_pad(ui, r, v);
    int& direction = ui.local("direction");
    int& category = ui.local("category");
    const int was = direction;
    float y = r.y;
    y += choose(ui, {r.x, y, r.w, 0}, "direction", Text::draft_direction,
                {std::string(tr(Text::finance_in)), std::string(tr(Text::finance_out))}, 2,
                direction);
    if (direction != was) category = 0;
    const auto& all = direction == 0 ? v.incomes : v.spendings;
    y += choose(ui, {r.x, y, r.w, 0}, "category", Text::draft_category, all, category_columns(ui),
                category);
    const std::vector<std::string> values =
        form_fields(ui, {r.x, y, r.w, r.bottom() - y}, v.fields, pad);
    const ButtonSpec keep = {.key = "keep",
                             .label = tr(Text::draft_line_keep),
                             .kind = ButtonKind::primary,
                             .icon = Icon::check};
    if (!button(ui, foot, keep) || values.size() != 2) return;
    const auto chosen = std::min(static_cast<std::size_t>(category), all.size() - 1);
    ui.submit(
        app::KeepLine{static_cast<app::Direction>(direction), all[chosen], values[0], values[1]});
}

void draw_pictures(Ui& ui, Rect r, const app::FormView& v) {
    ScrollArea area(ui, "pictures", r);
    const Rect c = area.column();
    const bool none = v.pictures.pictures.empty() && !v.pictures.can_add;
    float y = c.y + ui.text(c, tr(none ? Text::draft_pictures_none : Text::draft_pictures_hint),
                            {.tone = Tone::ink_soft, .loose = true});
    y += ui.space(kMedium);
    y += picture_draft(ui, {c.x, y, c.w, 0}, v.pictures);
    area.end(y);
}

std::array<ButtonSpec, 2> foot_of(const app::FormView& v) {
    const bool last = v.step + 1 >= v.steps;
    return {ButtonSpec{.key = "previous", .label = tr(Text::draft_previous)},
            ButtonSpec{.key = "next",
                       .label = tr(last ? Text::draft_preview : Text::draft_next),
                       .kind = ButtonKind::primary}};
}

/// Height of everything on the screen of this part.
float needed(Ui& ui, float width, const app::FormView& v) {
    if (v.part == Part::line)
        return fields_needed(ui, width, v) + ui.m.target_primary + ui.space(kMedium);
    const float foot = button_row_height(ui, width, foot_of(v)) + ui.space(kMedium);
    if (v.part == Part::month)
        return foot + 3 * ui.space(kLarge) + ui.m.line_tight(Type::display) +
               button_row_height(ui, width, month_choices()) +
               (v.published ? banner_height(ui, width, published_banner()) : 0);
    if (v.part == Part::lines || v.part == Part::pictures)
        return foot + ui.m.target + ui.m.line(Type::body) * kLeastLines;
    return foot + fields_needed(ui, width, v);
}

}  // namespace

void draw(const app::FormView& v, const app::Snapshot& s, Ui& ui) {
    Rect r = page(ui, s,
                  {.title = std::string(tr(question_of(v))),
                   .hint = subject_of(v),
                   .reading = ui.m.tall(),  // the room is for fields and keys
                   .step = static_cast<int>(v.step),
                   .steps = static_cast<int>(v.steps),
                   .column = ui.m.column});
    r = at_least(ui, r, needed(ui, r.w, v));
    if (v.part == Part::line) return draw_new_line(ui, r, v);
    const auto foot = foot_of(v);
    const float foot_h = button_row_height(ui, r.w, foot);
    const Rect below = {r.x, r.bottom() - foot_h, r.w, foot_h};
    r.h -= foot_h + ui.space(kMedium);
    std::vector<std::string> values;
    if (v.part == Part::month) {
        draw_month(ui, r, v);
    } else if (v.part == Part::lines) {
        draw_lines(ui, r, v);
    } else if (v.part == Part::pictures) {
        draw_pictures(ui, r, v);
    } else {
        const Rect pad = take_pad(ui, r, v);
        const float used = draw_days(ui, r, v);
        values = form_fields(ui, {r.x, r.y + used, r.w, r.h - used}, v.fields, pad);
    }
    const int pressed = button_row(ui, below, foot);
    if (pressed >= 0) ui.submit(app::FillForm{std::move(values), pressed == 0});
}

void draw(const app::ChannelFormView& v, const app::Snapshot& s, Ui& ui) {
    Rect r = page(ui, s,
                  {.title = std::string(tr(Text::channel_title)),
                   .hint = std::string(tr(Text::channel_hint)),
                   .column = ui.m.column});
    const app::LeafKind kinds[] = {app::LeafKind::finance, app::LeafKind::village_affairs,
                                   app::LeafKind::party_affairs};
    const app::Channel channels[] = {app::Channel::board, app::Channel::meeting,
                                     app::Channel::loudspeaker};
    std::vector<ButtonSpec> buttons;
    for (const app::Channel channel : channels)
        buttons.push_back(
            {.key = word_of(channel), .label = word_of(channel), .icon = icon_of(channel)});
    const float height = button_row_height(ui, r.w, buttons);
    r = at_least(ui, r,
                 choice_height(ui, 3, 3) + 2 * ui.m.line(Type::body) + ui.m.target +
                     ui.space(kLarge) + height);
    int& kind = ui.local("kind");
    float y = r.y;
    y += choose(ui, {r.x, y, r.w, 0}, "kinds", Text::month_parts,
                {std::string(word_of_kind(kinds[0])), std::string(word_of_kind(kinds[1])),
                 std::string(word_of_kind(kinds[2]))},
                3, kind);
    const Stepped stepped =
        day_stepper(ui, {r.x, y, r.w, 0}, "day", tr(Text::draft_day_channel), v.day);
    if (stepped.days != 0) ui.submit(app::ShiftDay{app::DayField::channel, stepped.days});
    y += stepped.height + ui.space(kLarge);
    const int pressed = button_row(ui, {r.x, y, r.w, height}, buttons);
    if (pressed >= 0) ui.submit(app::UseChannel{kinds[std::clamp(kind, 0, 2)], channels[pressed]});
}

}  // namespace xf::kiosk::screens
