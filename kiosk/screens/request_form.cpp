// A new request: first what it is about, then a few words.
#include <algorithm>

#include "kiosk/screens/overlay.hpp"
#include "kiosk/screens/screens.hpp"
#include "kiosk/widgets/badge.hpp"
#include "kiosk/widgets/button.hpp"
#include "kiosk/widgets/page.hpp"
#include "kiosk/widgets/picture.hpp"
#include "kiosk/widgets/scroll_area.hpp"
#include "kiosk/widgets/text_field.hpp"
#include "kiosk/widgets/tile.hpp"
#include "shared/base/limits.hpp"

namespace xf::kiosk::screens {
namespace {

constexpr int kFieldLines = 6;
constexpr int kLeastLines = 3;  // where a keyboard takes half of a phone

/// Whose name it will bear, where that is not the one of who is signed in.
std::string hint_of(const app::RequestFormView& v, Text plain) {
    if (v.anonymous) return std::string(tr(Text::form_anonymous_hint));
    return v.behalf.empty() ? std::string(tr(plain)) : format(Text::form_behalf_hint, {v.behalf});
}

void draw_categories(const app::RequestFormView& v, const app::Snapshot& s, Ui& ui) {
    Rect r = page(ui, s,
                  {.title = std::string(tr(Text::form_category_title)),
                   .hint = hint_of(v, Text::form_category_hint),
                   .step = 1,
                   .steps = 2,
                   .column = ui.m.column});
    const int columns = ui.m.wide() ? 3 : 2;
    const float gap = ui.space(kMedium);
    for (int i = 0; i < app::kRequestCategories; ++i) {
        const auto category = static_cast<app::RequestCategory>(i);
        const std::string key = "category" + std::to_string(i);
        const Rect cell = grid_cell(r, i, app::kRequestCategories, columns, gap, ui.m.tile_max);
        if (tile(ui, cell, {.key = key, .label = word_of(category), .icon = icon_of(category)}))
            ui.submit(app::ChooseCategory{category});
    }
}

/// Height of what stands below the field.
float foot_height(Ui& ui, float width, const app::RequestFormView& v) {
    const float pictures = picture_draft_height(ui, v.pictures, width);
    return ui.m.target_primary + (pictures > 0 ? pictures + ui.space(kMedium) : 0);
}

/// Height of everything, with the least of a field.
float words_height(Ui& ui, float width, const app::RequestFormView& v, const app::Snapshot& s) {
    float height = 0;
    if (needs_persistence_warning(s))
        height += banner_height(ui, width, persistence_warning(s)) + ui.space(kMedium);
    return height + ui.m.badge + ui.space(kSmall) + text_field_height(ui, kLeastLines) +
           foot_height(ui, width, v) + 2 * ui.space(kMedium);
}

void draw_words(const app::RequestFormView& v, const app::Snapshot& s, Ui& ui) {
    const app::RequestCategory category = *v.category;
    Rect r = page(ui, s,
                  {.title = std::string(tr(Text::form_text_title)),
                   .hint = hint_of(v, Text::form_text_hint),
                   .step = 2,
                   .steps = 2,
                   .column = ui.m.measure});
    r = at_least(ui, r, words_height(ui, r.w, v, s));
    r = below_warnings(ui, s, r);
    float y = r.y;
    const BadgeSpec about = {Mood::plain, icon_of(category), word_of(category)};
    badge(ui, {r.x, y, 0, ui.m.badge}, about);
    y += ui.m.badge + ui.space(kSmall);
    const float button_h = ui.m.target_primary;
    const float room = r.bottom() - y - foot_height(ui, r.w, v) - 2 * ui.space(kMedium);
    const Rect field = {r.x, y, r.w, std::min(text_field_height(ui, kFieldLines), room)};
    TextModel& words = text_field(ui, field,
                                  {.key = "words",
                                   .label = tr(Text::form_field),
                                   .placeholder = tr(Text::form_placeholder),
                                   .multiline = true,
                                   .max_bytes = limits::kTextBytes});
    y += field.h + ui.space(kMedium);
    if (picture_draft_height(ui, v.pictures, r.w) > 0)
        y += picture_draft(ui, {r.x, y, r.w, 0}, v.pictures) + ui.space(kMedium);
    const ButtonSpec send = {.key = "send",
                             .label = tr(Text::form_submit),
                             .kind = ButtonKind::primary,
                             .type = Type::title};
    if (button(ui, {r.x, y, r.w, button_h}, send) || words.submitted)
        ui.submit(app::FileRequest{words.value});
}

}  // namespace

void draw(const app::RequestFormView& v, const app::Snapshot& s, Ui& ui) {
    if (v.category)
        draw_words(v, s, ui);
    else
        draw_categories(v, s, ui);
}

}  // namespace xf::kiosk::screens
