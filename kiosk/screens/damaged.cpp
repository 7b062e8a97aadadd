// The database cannot be used: says so, that nothing was deleted, and whom to call. It can be sealed
// to its hub, for the technician to take along. Opening it again makes a new one where the damaged one
// was set aside, and is the cure where the fault has passed.
#include "kiosk/screens/screens.hpp"
#include "kiosk/screens/sealed_file.hpp"
#include "kiosk/widgets/button.hpp"
#include "kiosk/widgets/card.hpp"
#include "kiosk/widgets/empty_state.hpp"
#include "kiosk/widgets/page.hpp"
#include "kiosk/widgets/scroll_area.hpp"

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
    const float below =
        view.set_aside_as.empty() ? 0 : ui.space(kLarge) + banner_height(ui, r.w, where);
    const float button_h = ui.m.target_primary + ui.space(kMedium);
    float sealing_h = sealed_file_height(ui, r.w, view.sealed, s.sealed_as);
    if (sealing_h > 0) sealing_h += ui.space(kMedium);
    const std::string_view heading = tr(Text::damaged_heading), why = error_text(view.code);
    r = at_least(ui, r, empty_state_height(ui, r.w, heading, why) + below + sealing_h + button_h);

    const ButtonSpec again = {
        .key = "again", .label = tr(Text::damaged_again), .kind = ButtonKind::primary};
    const float foot = r.bottom() - ui.m.target_primary;
    if (button(ui, {r.x, foot, r.w, ui.m.target_primary}, again))
        ui.submit(app::GoTo{app::Place::home});
    r.h -= button_h;
    if (sealing_h > 0)
        sealed_file(
            ui,
            {r.x, r.bottom() - sealing_h + ui.space(kMedium), r.w, sealing_h - ui.space(kMedium)},
            view.sealed, s.sealed_as);
    r.h -= sealing_h;
    const float bottom = empty_state(ui, {r.x, r.y, r.w, r.h - below}, Icon::broken, heading, why);
    if (below > 0) banner(ui, {r.x, bottom + ui.space(kLarge), r.w, 0}, where);
}

}  // namespace xf::kiosk::screens
