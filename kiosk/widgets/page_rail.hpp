// Where one is in a long document, at its side: its parts by their headings, or its pages. Tapped to go
// there, dragged to leaf through.
#pragma once

#include "kiosk/widgets/document.hpp"

namespace xf::kiosk {

/// Width that it takes from the sheet; what can be pressed may reach over the sheet's margin.
float page_rail_width(const Ui& ui);

/// `r`: the rail's place, at the right of the view that `scroller` moves. `top`: of the document below
/// the beginning of what is scrolled.
void page_rail(Ui& ui, Rect r, Scroller& scroller, const DocumentLayout& layout, float top);

}  // namespace xf::kiosk
