// Where the data is from and how old it is; stands on every screen. Pressing it asks for an
// exchange with the hub now.
#pragma once

#include "kiosk/widgets/icon.hpp"

namespace xf::kiosk {

/// "数据更新于 9:32 · 已联网"; short: "9:32 · 已联网".
std::string freshness_text(const app::Freshness& f, UnixTime now, bool brief);

/// A pill at the right (or left) end of `r`; on the accent band its colours are turned round.
void freshness(Ui& ui, Rect r, const app::Snapshot& snapshot, Align align, bool on_band);

}  // namespace xf::kiosk
