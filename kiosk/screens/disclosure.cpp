// 看公开: the three areas, with what is late in them, and whether the log of all of it holds.
#include <algorithm>

#include "kiosk/screens/log_state.hpp"
#include "kiosk/screens/screens.hpp"
#include "kiosk/widgets/page.hpp"
#include "kiosk/widgets/tile.hpp"

namespace xf::kiosk::screens {
namespace {

constexpr float kTileShare = 1.25f;  // three of them fill the working area

}  // namespace

void draw(const app::DisclosureView& v, const app::Snapshot& s, Ui& ui) {
    Rect r = page(ui, s,
                  {.title = std::string(tr(Text::disclosure_title)),
                   .hint = std::string(tr(Text::disclosure_hint)),
                   .column = ui.m.column});
    const float used = banner(ui, r, banner_of(v.log, s.now)) + ui.space(kMedium);
    r = {r.x, r.y + used, r.w, r.h - used};
    const std::string months = format(Text::disclosure_late, {number(v.missing)});
    const std::string matters = format(Text::disclosure_late, {number(v.overdue)});
    const struct {
        TileSpec spec;
        app::Place place;
    } areas[] = {
        {{.key = "months",
          .label = tr(Text::disclosure_months),
          .hint = v.missing > 0 ? std::string_view(months) : tr(Text::disclosure_months_hint),
          .icon = Icon::calendar,
          .primary = true,
          .alert = v.missing > 0},
         app::Place::months},
        {{.key = "matters",
          .label = tr(Text::disclosure_matters),
          .hint = v.overdue > 0 ? std::string_view(matters) : tr(Text::disclosure_matters_hint),
          .icon = Icon::vote,
          .alert = v.overdue > 0},
         app::Place::matters},
        {{.key = "notices",
          .label = tr(Text::disclosure_notices),
          .hint = tr(Text::disclosure_notices_hint),
          .icon = Icon::notices},
         app::Place::notices},
    };
    constexpr int kAreas = 3;
    const int columns = ui.m.wide() ? kAreas : 1;
    const float gap = ui.space(kMedium);
    for (int i = 0; i < kAreas; ++i) {
        const Rect cell = grid_cell(r, i, kAreas, columns, gap, ui.m.tile_max * kTileShare);
        if (tile(ui, cell, areas[i].spec)) ui.submit(app::GoTo{areas[i].place});
    }
}

}  // namespace xf::kiosk::screens
