// One family of drawn icons: strokes of one width over a pale area.
#pragma once

#include "kiosk/ui/ui.hpp"
#include "kiosk/widgets/icons.gen.hpp"

namespace xf::kiosk {

/// In the square of `size` around the middle of `r`. `tint` fills its pale area.
void draw_icon(Ui& ui, Rect r, float size, Icon icon, Tone tone, Tone tint = Tone::clear);

/// The icon on a round ground.
void draw_icon_disc(Ui& ui, Point center, float diameter, Icon icon, Tone tone, Tone ground,
                    Tone tint = Tone::clear);

}  // namespace xf::kiosk
