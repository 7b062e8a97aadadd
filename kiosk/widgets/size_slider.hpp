// 字号: a slider with few stops, for the type of what is read. Tapped, dragged, or chosen by key.
#pragma once

#include "kiosk/ui/ui.hpp"

namespace xf::kiosk {

/// What a document's type is multiplied by, at the size that the person chose.
float reading_scale(Ui& ui);

/// In the middle of `r`, as high as `r`; the choice lasts until the person leaves (UiMemory).
void size_slider(Ui& ui, Rect r);

}  // namespace xf::kiosk
