// A window onto something longer: dragged, flung, or turned with big ▲▼.
#pragma once

#include "kiosk/widgets/icon.hpp"

namespace xf::kiosk {

class ScrollArea {
public:
    /// `bleed`: shadows of cards may reach that far beyond the view at its sides.
    ScrollArea(Ui& ui, std::string_view key, Rect view);
    ~ScrollArea();
    ScrollArea(const ScrollArea&) = delete;
    ScrollArea& operator=(const ScrollArea&) = delete;

    /// Where to lay out: `y` is the top of the content, already scrolled; `h` is meaningless.
    Rect column() const { return column_; }
    /// Content from `top` to `bottom` can be seen; rows outside may be left out of the drawing.
    bool sees(float top, float bottom) const;
    /// REQUIRED once: where the content ended.
    void end(float bottom);

private:
    void draw_buttons();

    Ui& ui_;
    std::string key_;
    Rect view_;
    Rect column_;
    Scroller& scroller_;
    bool buttons_ = false;
    bool ended_ = false;
};

}  // namespace xf::kiosk
