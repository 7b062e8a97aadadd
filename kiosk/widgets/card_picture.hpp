// A household card (户头积分卡) as it looks in the hand.
#pragma once

#include "kiosk/widgets/icon.hpp"

namespace xf::kiosk {

/// Its size within those bounds.
Point card_picture_size(const Ui& ui, float width, float height);
void card_picture(Ui& ui, Rect r);

}  // namespace xf::kiosk
