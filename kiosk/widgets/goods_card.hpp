// One kind of goods on the counter: drawing, name, price, stock, and how many are in the basket.
#pragma once

#include "kiosk/widgets/badge.hpp"

namespace xf::kiosk {

/// Submits AddGoods and RemoveGoods.
void goods_card(Ui& ui, Rect r, const app::GoodsView& goods);
/// Height at which the longest name of them fits, in up to two lines.
float goods_card_height(const Ui& ui, float width, const std::vector<app::GoodsView>& all);

/// A drawing for goods without a picture, found by characters of the name.
Icon icon_of_goods(const app::GoodsView& goods);

}  // namespace xf::kiosk
