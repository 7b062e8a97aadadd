// The home screen: the village on its band, and large tiles for everything that works here.
#include <algorithm>
#include <cmath>

#include "kiosk/screens/guest_foot.hpp"
#include "kiosk/screens/overlay.hpp"
#include "kiosk/screens/screens.hpp"
#include "kiosk/widgets/badge.hpp"
#include "kiosk/widgets/button.hpp"
#include "kiosk/widgets/freshness.hpp"
#include "kiosk/widgets/navigation.hpp"
#include "kiosk/widgets/page.hpp"
#include "kiosk/widgets/scroll_area.hpp"
#include "kiosk/widgets/tile.hpp"

namespace xf::kiosk::screens {
namespace {

constexpr float kWideBandShare = 0.34f;  // of the width
constexpr float kTallBandShare = 1.0f / 3;
constexpr float kSealShare = 1.25f;     // of the large icon
constexpr float kFootShare = 0.6f;      // of the padding, below the freshness
constexpr float kCellShape = 1.1f;      // width of a button on the band to its height
constexpr float kTallTileShare = 1.4f;  // few tiles fill the working area of a tall panel

struct TileRow {
    TileSpec spec;
    app::Place place;
};

TileRow row_of(app::Tile tile) {
    const auto row = [](std::string_view key, Text label, Text hint, Icon icon, app::Place place) {
        return TileRow{{.key = key, .label = tr(label), .hint = tr(hint), .icon = icon}, place};
    };
    switch (tile) {
        case app::Tile::points:
            return row("points", Text::home_points, Text::home_points_hint, Icon::points,
                       app::Place::balance);
        case app::Tile::notices:
            return row("notices", Text::home_notices, Text::home_notices_hint, Icon::notices,
                       app::Place::disclosure);
        case app::Tile::requests:
            return row("requests", Text::home_requests, Text::home_requests_hint, Icon::requests,
                       app::Place::request_start);
        case app::Tile::shop:
            return row("shop", Text::home_shop, Text::home_shop_hint, Icon::shop,
                       app::Place::counter);
        case app::Tile::login:
            return row("login", Text::home_login, Text::home_login_hint, Icon::person,
                       app::Place::login);
        case app::Tile::staff_desk:
            return row("desk", Text::home_desk, Text::home_desk_hint, Icon::desk, app::Place::desk);
        case app::Tile::desk_requests:
            return row("desk_requests", Text::home_desk_requests, Text::home_desk_requests_hint,
                       Icon::requests, app::Place::requests);
        case app::Tile::households:
            return row("households", Text::home_households, Text::home_households_hint,
                       Icon::people, app::Place::households);
        case app::Tile::audit:
            return row("audit", Text::home_audit, Text::home_audit_hint, Icon::audit,
                       app::Place::audit);
        case app::Tile::publish:
            return row("publish", Text::home_publish, Text::home_publish_hint, Icon::pencil,
                       app::Place::publish);
        case app::Tile::give_points:
            return row("give_points", Text::home_give_points, Text::home_give_points_hint,
                       Icon::points, app::Place::award_form);
        case app::Tile::reviews:
            return row("reviews", Text::home_reviews, Text::home_reviews_hint, Icon::check,
                       app::Place::reviews);
        case app::Tile::awards:
            return row("awards", Text::home_awards, Text::home_awards_hint, Icon::flag,
                       app::Place::publicity);
    }
    return {};
}

std::string greeting(const app::Snapshot& s) {
    if (!s.session) return {};
    return s.session->staff ? *s.session->staff : s.session->household;
}

/// Village, date and freshness on the band.
void draw_identity(Ui& ui, Rect band, const app::Snapshot& s) {
    draw_band(ui, band);
    const float pad = ui.m.compact() ? ui.space(kLarge) : ui.space(kHuge);
    const float seal = ui.m.compact() ? ui.m.icon_large : ui.m.icon_large * kSealShare;
    const float width = band.w - 2 * pad;
    draw_seal(ui, {pad, pad, seal, seal}, true);
    const float beside = pad + seal + ui.space(kMedium);
    ui.label({beside, pad, band.w - pad - beside, seal}, tr(Text::home_subtitle),
             {.tone = Tone::on_accent_soft});

    float y = pad + seal + ui.space(ui.m.compact() ? kSmall : kLarge);
    y += ui.text({pad, y, width, 0}, s.village,
                 {.type = Type::display,
                  .tone = Tone::on_accent,
                  .strong = true,
                  .max_lines = 2,
                  .role = Role::heading,
                  .level = 1});
    y += ui.space(kTiny);
    const Type type = ui.m.compact() ? Type::body : Type::title;
    y += ui.text({pad, y, width, 0}, date_text(china_day(s.now), true),
                 {.type = type, .tone = Tone::on_accent, .max_lines = ui.m.compact() ? 1 : 2});
    y += ui.space(kSmall);
    if (!ui.m.compact())
        ui.label({pad, y, width, ui.m.line_tight(Type::body)}, s.device,
                 {.tone = Tone::on_accent_soft});
    const float bottom = band.bottom() - pad * kFootShare - ui.m.badge;
    freshness(ui, {pad - (ui.m.compact() ? ui.space(kSmall) : 0), bottom, width, ui.m.badge}, s,
              Align::left, true);
}

/// On the band of a wide panel above the freshness; elsewhere in the bar, as on every other screen.
void draw_look(Ui& ui, Rect band, const app::Snapshot& s) {
    if (!ui.m.wide()) return bottom_bar(ui, s, false);
    const float pad = ui.space(kHuge);
    const float cell = nav_cell_height(ui);
    const float foot = band.bottom() - pad * kFootShare - ui.m.badge - ui.space(kMedium);
    const Rect size = {pad - ui.space(kSmall), foot - cell, cell * kCellShape, cell};
    look_cells(ui, size, {size.right(), size.y, size.w, size.h}, true);
}

/// Who is signed in, with the way out.
float draw_session(Ui& ui, Rect r, const app::Snapshot& s) {
    if (!s.session) return 0;
    const Rect whole = {r.x, r.y, r.w, ui.m.target + 2 * ui.space(kTiny)};
    ui.paint.box(whole, Tone::sunken, ui.m.radius_control);
    const ButtonSpec leave = {.key = "leave",
                              .label = tr(Text::action_leave),
                              .icon = ui.m.narrow(r.w) ? Icon::none : Icon::leave};
    const float width = button_width(ui, leave);
    const float gap = ui.space(kTiny);
    const float icon = ui.m.icon;
    draw_icon(ui, {whole.x + ui.space(kSmall), whole.y, icon, whole.h}, icon, Icon::person,
              Tone::accent);
    ui.label({whole.x + icon + 2 * ui.space(kSmall), whole.y,
              whole.w - width - icon - 4 * ui.space(kSmall), whole.h},
             greeting(s), {.strong = true});
    if (button(ui, {whole.right() - width - gap, whole.y + gap, width, ui.m.target}, leave))
        ui.submit(app::SignOff{});
    return whole.h + ui.space(kMedium);
}

/// The demo's other devices, each opening in a window of its own.
float demo_height(const Ui& ui) { return ui.m.target + ui.space(kLarge); }

void draw_demo(Ui& ui, Rect r, const app::Snapshot& s) {
    const Group group(ui, Role::group, "demo", tr(Text::demo_devices), r);
    const float line = ui.m.target;
    float x = r.x;
    x += badge(ui, {x, r.y, 0, line}, demo_badge()) + ui.space(kSmall);
    const struct {
        app::DeviceRole role;
        std::string_view key;
        Text label;
    } devices[] = {
        {app::DeviceRole::kiosk, "kiosk", Text::demo_open_kiosk},
        {app::DeviceRole::counter, "counter", Text::demo_open_counter},
        {app::DeviceRole::desk, "desk", Text::demo_open_desk},
    };
    const float gap = ui.space(kTiny);
    const float width = (r.right() - x - gap) / 2;
    for (const auto& d : devices) {
        if (d.role == s.role) continue;
        const ButtonSpec spec = {.key = d.key,
                                 .label = tr(d.label),
                                 .icon = ui.m.compact() ? Icon::none : Icon::window,
                                 .type = Type::small};
        const float wish = std::min(width, button_width(ui, spec));
        if (button(ui, {x, r.y, wish, line}, spec)) ui.submit(app::OpenDevice{d.role});
        x += wish + gap;
    }
}

/// The last line of the screen: what the device does by itself. The height that it takes.
float draw_foot(Ui& ui, Rect r, const app::Snapshot& s) {
    if (!s.new_version) return 0;
    const float line = ui.m.line_tight(Type::small);
    const float gap = ui.space(kSmall);
    ui.label({r.x, r.bottom() - line, r.w, line}, tr(Text::home_new_version),
             {.type = Type::small, .tone = Tone::ink_soft});
    return line + gap;
}

void draw_tiles(Ui& ui, Rect r, const app::HomeView& view) {
    const auto count = static_cast<int>(view.tiles.size());
    const float gap = ui.m.compact() ? ui.space(kMedium) : ui.space(kLarge);
    const int columns = count <= 2 ? 1 : 2;
    // The middle of what is left, so that few tiles do not hang under the band.
    const float tallest = ui.m.tall() ? ui.m.tile_max * kTallTileShare : ui.m.tile_max;
    const Rect last = grid_cell(r, count - 1, count, columns, gap, tallest);
    const float spare = std::max(0.0f, r.bottom() - last.bottom());
    if (ui.m.wide()) r.y += spare / 2;
    for (int i = 0; i < count; ++i) {
        TileRow row = row_of(view.tiles[static_cast<std::size_t>(i)]);
        row.spec.primary = i == 0;
        std::string late;
        if (row.spec.key == "desk_requests" && view.late_requests > 0) {
            late = format(Text::home_late_requests, {number(view.late_requests)});
            row.spec.hint = late;
            row.spec.alert = true;
        }
        Rect cell = grid_cell(r, i, count, columns, gap, tallest);
        if (i + 1 == count && count % columns != 0) cell.w = r.right() - cell.x;
        if (tile(ui, cell, row.spec)) ui.submit(app::GoTo{row.place});
    }
}

/// Height of all below or beside the band, the tiles as low as their names allow.
float needed(Ui& ui, float width, const app::HomeView& view, const app::Snapshot& s) {
    const auto count = static_cast<int>(view.tiles.size());
    const int columns = count <= 2 ? 1 : 2;
    const int rows = (count + columns - 1) / columns;
    const float words = ui.m.line_tight(Type::title) + ui.m.line_tight(Type::small);
    const float tile = std::max(ui.m.target, words + ui.space(kSmall));
    const float gap = ui.m.compact() ? ui.space(kMedium) : ui.space(kLarge);
    float height = static_cast<float>(rows) * (tile + gap);
    if (s.session) height += ui.m.target + 2 * ui.space(kTiny) + ui.space(kMedium);
    if (needs_persistence_warning(s))
        height += banner_height(ui, width, persistence_warning(s)) + ui.space(kMedium);
    if (s.new_version) height += ui.m.line_tight(Type::small) + ui.space(kSmall);
    if (view.enrols) height += ui.m.target + ui.space(kSmall);
    if (view.demo) height += demo_height(ui);
    return height;
}

}  // namespace

void draw(const app::HomeView& view, const app::Snapshot& s, Ui& ui) {
    ui.paint.box({0, 0, ui.m.width, ui.m.height}, Tone::paper);
    Rect band, rest;
    if (ui.m.wide()) {
        const float width = std::round(ui.m.width * kWideBandShare);
        band = {0, 0, width, ui.m.height};
        rest = {width, 0, ui.m.width - width, ui.m.height};
    } else {
        const float compact = ui.m.icon_large + ui.m.line_tight(Type::display) +
                              ui.m.line_tight(Type::body) + ui.m.badge + 4 * ui.space(kLarge);
        const float height = ui.m.compact() ? compact : std::round(ui.m.height * kTallBandShare);
        band = {0, 0, ui.m.width, height};
        rest = {0, height, ui.m.width, ui.m.height - height - ui.m.bar};
    }
    draw_identity(ui, band, s);
    const float pad = ui.m.compact() ? ui.space(kLarge) : ui.space(kHuge);
    Rect r = inset(rest, pad);
    if (!ui.m.wide()) {
        r.y -= pad / 3;
        r.h += pad / 3;
    }
    r = at_least(ui, r, needed(ui, r.w, view, s));
    const float top = draw_session(ui, r, s);
    r.y += top;
    r.h -= top;
    r = below_warnings(ui, s, r);
    r.h -= draw_foot(ui, r, s);
    if (view.enrols) r = above_enrolment(ui, r);
    if (view.demo) {
        r.h -= demo_height(ui);
        draw_demo(ui, {r.x, r.bottom() + ui.space(kLarge), r.w, ui.m.target}, s);
    }
    draw_tiles(ui, r, view);
    ui.end_screen();
    draw_look(ui, band, s);
}

}  // namespace xf::kiosk::screens
