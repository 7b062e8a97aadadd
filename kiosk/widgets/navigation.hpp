// What a person finds at the edge of every screen, always in the same place: 返回, 首页, how large the
// type is and how deep the colours, and 退出. Within reach on a tall panel, near the thumb on a phone.
#pragma once

#include "kiosk/ui/ui.hpp"

namespace xf::kiosk {

/// 大字 → 特大字 → 标准字, and 加深 ↔ 还原: each shows what a press will do. `on_band`: in white.
void look_cells(Ui& ui, Rect size, Rect contrast, bool on_band);
/// Height of a cell in a rail or on a band.
float nav_cell_height(const Ui& ui);

/// At the foot of a rail; without `ways` only what is for the eyes. Returns where it begins.
float rail_navigation(Ui& ui, const app::Snapshot& snapshot, Rect rail, bool ways);

/// At the foot of a tall panel or a phone, ui.m.bar high.
void bottom_bar(Ui& ui, const app::Snapshot& snapshot, bool ways);

}  // namespace xf::kiosk
