// The database cannot be used: says so, that nothing was deleted, and whom to call.
#include "kiosk/screens/screens.hpp"
#include "kiosk/widgets/button.hpp"
#include "kiosk/widgets/card.hpp"
#include "kiosk/widgets/empty_state.hpp"
#include "kiosk/widgets/page.hpp"

namespace xf::kiosk::screens {

void draw(const app::DamagedView& view, const app::Snapshot& s, Ui& ui) {
    Rect r = page(ui, s,
                  {.title = std::string(tr(Text::damaged_title)),
                   .navigation = false,
                   .column = ui.m.measure});
    const BannerSpec where = {.mood = Mood::plain,
                              .icon = Icon::saved,
                              .title = std::string(tr(Text::damaged_set_aside)),
                              .detail = view.set_aside_as};
    const ButtonSpec again = {
        .key = "reopen", .label = tr(Text::damaged_reopen), .kind = ButtonKind::primary};
    const float foot = ui.m.target_primary;
    if (button(ui, {r.x, r.bottom() - foot, r.w, foot}, again))
        ui.submit(app::GoTo{app::Place::home});
    r.h -= foot + ui.space(kMedium);
    const float below = view.set_aside_as.empty() ? 0 : banner_height(ui, r.w, where);
    const float bottom = empty_state(ui, {r.x, r.y, r.w, r.h - below}, Icon::broken,
                                     tr(Text::damaged_heading), error_text(view.code));
    if (below > 0) banner(ui, {r.x, bottom + ui.space(kLarge), r.w, below}, where);
}

}  // namespace xf::kiosk::screens
