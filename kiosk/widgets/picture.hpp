// Photos: small in a row, large over everything when touched, and the place where a form takes them.
#pragma once

#include "kiosk/widgets/icon.hpp"

namespace xf::kiosk {

/// Small pictures side by side from the top left of `r`; touching one opens it. Returns the height;
/// 0 where there are none.
float picture_row(Ui& ui, Rect r, std::span<const app::PictureItem> pictures);

/// Height that pictures take below a text in that width, and they, at the bottom of `r`.
float pictures_below(const Ui& ui, float width, std::span<const app::PictureItem> pictures);
void draw_pictures_below(Ui& ui, Rect r, std::span<const app::PictureItem> pictures);

/// The same for a form: each can be taken away, and there is a place for the next one.
float picture_draft(Ui& ui, Rect r, const app::PictureDraft& draft);
float picture_draft_height(const Ui& ui, const app::PictureDraft& draft, float width);

/// The one that is open, large, over the whole surface.
void draw_open_picture(Ui& ui);

}  // namespace xf::kiosk
