#include "kiosk/screens/guest_foot.hpp"

#include <algorithm>

#include "kiosk/widgets/button.hpp"

namespace xf::kiosk::screens {

Rect above_enrolment(Ui& ui, Rect r) {
    const float height = ui.m.target;
    const ButtonSpec enrol = {.key = "enrol",
                              .label = tr(Text::guest_enrol),
                              .kind = ButtonKind::quiet,
                              .icon = Icon::desk,
                              .type = Type::small};
    const float width = std::min(r.w, button_width(ui, enrol));
    if (button(ui, {r.x + (r.w - width) / 2, r.bottom() - height, width, height}, enrol))
        ui.submit(app::GoTo{app::Place::enrol});
    return {r.x, r.y, r.w, r.h - height - ui.space(kSmall)};
}

}  // namespace xf::kiosk::screens
