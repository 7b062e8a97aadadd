// What stands around every screen, always in the same place: village, date, freshness, 返回 and
// 首页, who is signed in. A wide panel has it in a rail and a header, a tall one in a band over the
// upper third and a bar within reach, a phone in a strip and a bar.
#pragma once

#include "kiosk/ui/ui.hpp"

namespace xf::kiosk {

struct PageSpec {
    std::string title;
    std::string hint = {};    ///< a sentence below the title
    bool navigation = true;   ///< 返回 and 首页 (not before the device is ready)
    bool reading = false;     ///< a low band: the page is for reading, not for pressing
    int step = 0, steps = 0;  ///< progress of a task
    float column = 0;         ///< widest column of title and content; 0: all there is
};

/// Draws it and returns where the screen's own content goes.
Rect page(Ui& ui, const app::Snapshot& snapshot, const PageSpec& spec);

/// The accent-coloured ground of bands and the home panel, with hills.
void draw_band(Ui& ui, Rect r);
/// The seal 新风, as a stamp has it.
void draw_seal(Ui& ui, Rect r, bool on_band);

/// A centred column no wider than `widest`.
Rect column_of(Rect r, float widest);

}  // namespace xf::kiosk
