// How somebody wants to say it: with their name, without, or to look after what was said without. And
// at a desk: on whose behalf.
#include "kiosk/screens/screens.hpp"
#include "kiosk/widgets/empty_state.hpp"
#include "kiosk/widgets/list_row.hpp"
#include "kiosk/widgets/page.hpp"
#include "kiosk/widgets/scroll_area.hpp"
#include "kiosk/widgets/tile.hpp"

namespace xf::kiosk::screens {

void draw(const app::RequestStartView&, const app::Snapshot& s, Ui& ui) {
    const Rect r = page(ui, s,
                        {.title = std::string(tr(Text::start_title)),
                         .hint = std::string(tr(Text::start_hint)),
                         .column = ui.m.column});
    const struct {
        std::string_view key;
        Text label, hint;
        Icon icon;
        app::Place place;
    } ways[] = {
        {"named", Text::start_named, Text::start_named_hint, Icon::card, app::Place::requests},
        {"nameless", Text::start_nameless, Text::start_nameless_hint, Icon::lock,
         app::Place::anonymous_form},
        {"claim", Text::start_claim, Text::start_claim_hint, Icon::search, app::Place::claim_entry},
    };
    const int columns = ui.m.wide() ? 3 : 1;
    for (int i = 0; const auto& way : ways) {
        const Rect cell = grid_cell(r, i, 3, columns, ui.space(kLarge), ui.m.tile_max);
        const TileSpec spec = {.key = way.key,
                               .label = tr(way.label),
                               .hint = tr(way.hint),
                               .icon = way.icon,
                               .primary = i == 0};
        if (tile(ui, cell, spec)) ui.submit(app::GoTo{way.place});
        ++i;
    }
}

void draw(const app::BehalfView& v, const app::Snapshot& s, Ui& ui) {
    const Rect r = page(ui, s,
                        {.title = std::string(tr(Text::behalf_title)),
                         .hint = format(Text::behalf_hint, {v.household}),
                         .column = ui.m.measure});
    if (v.persons.empty()) {
        empty_state(ui, r, Icon::people, tr(Text::household_no_members),
                    tr(Text::behalf_empty_detail));
        return;
    }
    scroll_list(
        ui, r, "persons", Text::behalf_title, v.persons,
        [&](Rect place, const app::PersonView& person) {
            const std::string key = "person" + std::to_string(person.no.value);
            const RowResult row = list_row(
                ui, place,
                {.key = key, .icon = Icon::person, .title = person.name, .pressable = true});
            if (row.press) ui.submit(app::FileFor{person.no});
            return row.height;
        });
}

}  // namespace xf::kiosk::screens
