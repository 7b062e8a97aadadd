// Above a long list: a field to search in, and choosers for what it is narrowed down by; below it, the
// way to its other parts. The same for every list.
#pragma once

#include "kiosk/ui/ui.hpp"

namespace xf::kiosk {

/// Draws what belongs above and below the rows, and returns the place between.
Rect list_controls(Ui& ui, Rect r, const app::ListControls& controls, Text placeholder);

/// What a list needs at least to be one: a whole row can be seen, and the beginning of the next.
float rows_height(const Ui& ui);

/// Height of that with the least of rows between.
float list_controls_height(Ui& ui, const app::ListControls& controls);

/// Says that nothing was found, where the list is narrowed down. False where it is not: then the list
/// itself has nothing, and its screen knows why.
bool nothing_found(Ui& ui, Rect r, const app::ListControls& controls);

/// The choices of an open chooser, over the whole screen. Drawn after everything else.
void draw_open_chooser(Ui& ui, const app::ListControls& controls);

/// The controls of a view that has a list.
const app::ListControls* controls_of(const app::View& view);

}  // namespace xf::kiosk
