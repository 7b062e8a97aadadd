// A new request: first what it is about, then a few words.
#include <algorithm>

#include "kiosk/screens/overlay.hpp"
#include "kiosk/screens/screens.hpp"
#include "kiosk/widgets/badge.hpp"
#include "kiosk/widgets/button.hpp"
#include "kiosk/widgets/page.hpp"
#include "kiosk/widgets/picture.hpp"
#include "kiosk/widgets/text_field.hpp"
#include "kiosk/widgets/tile.hpp"
#include "shared/base/limits.hpp"

namespace xf::kiosk::screens {
namespace {

constexpr int kFieldLines = 6;

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

void draw_words(const app::RequestFormView& v, const app::Snapshot& s, Ui& ui) {
    const app::RequestCategory category = *v.category;
    Rect r = page(ui, s,
                  {.title = std::string(tr(Text::form_text_title)),
                   .hint = hint_of(v, Text::form_text_hint),
                   .step = 2,
                   .steps = 2,
                   .column = ui.m.measure});
    r = below_warnings(ui, s, r);
    float y = r.y;
    const BadgeSpec about = {Mood::plain, icon_of(category), word_of(category)};
    badge(ui, {r.x, y, 0, ui.m.badge}, about);
    y += ui.m.badge + ui.space(kSmall);
    const float button_h = ui.m.target_primary;
    const float pictures = picture_draft_height(ui, v.pictures, r.w);
    const float below = pictures > 0 ? pictures + ui.space(kMedium) : 0;
    const float room = r.bottom() - y - button_h - below - 2 * ui.space(kMedium);
    const Rect field = {r.x, y, r.w, std::min(text_field_height(ui, kFieldLines), room)};
    TextModel& words = text_field(ui, field,
                                  {.key = "words",
                                   .label = tr(Text::form_field),
                                   .placeholder = tr(Text::form_placeholder),
                                   .multiline = true,
                                   .max_bytes = limits::kTextBytes});
    y += field.h + ui.space(kMedium);
    if (pictures > 0) y += picture_draft(ui, {r.x, y, r.w, 0}, v.pictures) + ui.space(kMedium);
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
