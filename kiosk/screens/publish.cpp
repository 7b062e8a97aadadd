// 做公开: what to publish, and what became of what was handed in.
#include "kiosk/screens/overlay.hpp"
#include "kiosk/screens/publish_words.hpp"
#include "kiosk/screens/screens.hpp"
#include "kiosk/widgets/button.hpp"
#include "kiosk/widgets/empty_state.hpp"
#include "kiosk/widgets/list_row.hpp"
#include "kiosk/widgets/page.hpp"
#include "kiosk/widgets/scroll_area.hpp"
#include "kiosk/widgets/tile.hpp"

namespace xf::kiosk::screens {
namespace {

constexpr int kListLines = 8;        // of text below the tiles at least
constexpr float kTileShare = 0.42f;  // of the highest tile: these are for staff, who know them

constexpr int kChoices = 4;

int columns_of(const Ui& ui) { return ui.m.compact() ? 2 : 4; }

float choices_height(const Ui& ui) {
    const int rows = kChoices / columns_of(ui);
    return static_cast<float>(rows) * (ui.m.target + ui.space(kMedium)) + ui.space(kMedium);
}

/// The four things to publish. What is left of `r` below.
Rect draw_choices(Ui& ui, Rect r) {
    const app::LeafKind kinds[] = {app::LeafKind::party_affairs, app::LeafKind::village_affairs,
                                   app::LeafKind::finance, app::LeafKind::proposal};
    const int columns = columns_of(ui);
    const float gap = ui.space(kMedium);
    Rect cell = {};
    for (int i = 0; i < kChoices; ++i) {
        const bool matter = kinds[i] == app::LeafKind::proposal;
        cell = grid_cell(r, i, kChoices, columns, gap, ui.m.tile_max * kTileShare);
        const std::string key = "kind" + std::to_string(i);
        const std::string_view label = matter ? tr(Text::publish_matter) : word_of_kind(kinds[i]);
        if (tile(ui, cell, {.key = key, .label = label, .icon = icon_of_kind(kinds[i])}))
            ui.submit(app::StartPublication{kinds[i]});
    }
    const float used = cell.bottom() - r.y + ui.space(kLarge);
    return {r.x, r.y + used, r.w, r.h - used};
}

float draw_item(Ui& ui, Rect r, const app::HandedInItem& item, UnixTime now) {
    const BadgeSpec state = badge_of(item.state);
    std::string detail = std::string(word_of_kind(item.kind)) + " · " + moment_text(item.at, now);
    if (!item.who.empty()) detail += " · " + item.who;
    const std::string key = "item" + std::to_string(item.id.device.value) + "-" +
                            std::to_string(item.id.epoch.value) + "-" +
                            std::to_string(item.id.seq.value);
    RowSpec row = {
        .key = key,
        .icon = item.corrects ? Icon::pencil : icon_of_kind(item.kind),
        .title = item.corrects ? format(Text::publish_correction, {item.title}) : item.title,
        .detail = detail,
        .badges = {&state, 1},
        .pressable = item.can_correct};
    if (item.reason) row.note = error_text(*item.reason);
    const RowResult drawn = list_row(ui, r, row);
    if (drawn.press) ui.submit(app::CorrectPublication{item.id});
    return drawn.height;
}

}  // namespace

void draw(const app::PublishView& v, const app::Snapshot& s, Ui& ui) {
    Rect r = page(ui, s,
                  {.title = std::string(tr(Text::publish_title)),
                   .hint = std::string(tr(Text::publish_hint)),
                   .column = ui.m.column});
    r = below_warnings(ui, s, r);
    r = at_least(ui, r, choices_height(ui) + ui.m.line(Type::body) * kListLines);
    r = draw_choices(ui, r);
    if (v.items.empty())
        return void(empty_state(ui, r, Icon::pencil, tr(Text::publish_empty),
                                tr(Text::publish_empty_detail)));
    const float head =
        ui.text(r, tr(Text::publish_list), {.strong = true, .role = Role::heading, .level = 2}) +
        ui.text({r.x, r.y + ui.m.line_tight(Type::body), r.w, 0}, tr(Text::publish_correct_hint),
                {.type = Type::small, .tone = Tone::ink_soft}) +
        ui.space(kSmall);
    scroll_list(ui, {r.x, r.y + head, r.w, r.h - head}, "items", Text::publish_list, v.items,
                [&](Rect place, const app::HandedInItem& item) {
                    return draw_item(ui, place, item, s.now);
                });
}

void draw(const app::ChooseMatterView& v, const app::Snapshot& s, Ui& ui) {
    Rect r = page(ui, s,
                  {.title = std::string(tr(Text::publish_matter_title)),
                   .hint = std::string(tr(Text::publish_matter_hint)),
                   .column = ui.m.column});
    const float height = ui.m.target_primary;
    const ButtonSpec fresh = {.key = "new",
                              .label = tr(Text::publish_matter_new),
                              .kind = ButtonKind::primary,
                              .icon = Icon::plus};
    if (button(ui, {r.x, r.bottom() - height, r.w, height}, fresh))
        ui.submit(app::StartPublication{app::LeafKind::proposal});
    r.h -= height + ui.space(kMedium);
    if (v.matters.empty())
        return void(empty_state(ui, r, Icon::vote, tr(Text::publish_matter_none),
                                tr(Text::publish_matter_none_detail)));
    scroll_list(ui, r, "matters", Text::matters_list, v.matters,
                [&](Rect place, const app::OpenMatterItem& matter) {
                    const std::string key = matter.matter.text();
                    const RowResult row = list_row(
                        ui, place,
                        {.key = key,
                         .icon = Icon::vote,
                         .title = matter.title,
                         .detail = format(Text::publish_matter_next, {word_of_kind(matter.next)}),
                         .pressable = true});
                    if (row.press) ui.submit(app::StartPublication{matter.next, matter.matter});
                    return row.height;
                });
}

}  // namespace xf::kiosk::screens
