#include "kiosk/widgets/navigation.hpp"

#include "kiosk/widgets/icon.hpp"

namespace xf::kiosk {
namespace {

struct NavItem {
    std::string_view key, label, name;
    Icon icon = Icon::none;
};

NavItem back_item() { return {"back", tr(Text::action_back), tr(Text::action_back), Icon::back}; }
NavItem home_item() { return {"home", tr(Text::action_home), tr(Text::action_home), Icon::home}; }
NavItem leave_item() {
    return {"leave", tr(Text::action_leave), tr(Text::action_leave), Icon::leave};
}

/// The type that follows in the round of three.
TextSize next_size(TextSize now) {
    switch (now) {
        case TextSize::standard:
            return TextSize::large;
        case TextSize::large:
            return TextSize::largest;
        case TextSize::largest:
            break;
    }
    return TextSize::standard;
}

NavItem size_item(TextSize next) {
    switch (next) {
        case TextSize::large:
            return {"size", tr(Text::look_large), tr(Text::look_to_large)};
        case TextSize::largest:
            return {"size", tr(Text::look_largest), tr(Text::look_to_largest)};
        case TextSize::standard:
            break;
    }
    return {"size", tr(Text::look_standard), tr(Text::look_to_standard)};
}

NavItem contrast_item(Contrast now) {
    if (now == Contrast::high)
        return {"contrast", tr(Text::look_plain), tr(Text::look_to_plain), Icon::contrast};
    return {"contrast", tr(Text::look_deep), tr(Text::look_to_deep), Icon::contrast};
}

/// One cell of the rail or the bar. Without an icon it shows a character of type.
Press nav_cell(Ui& ui, Rect r, const NavItem& item, bool on_band) {
    const Press p = ui.press(item.key, item.name, r);
    const Rect ground = inset(r, ui.space(kTiny));
    if (p.held || p.hovered)
        ui.paint.box(ground, on_band ? Tone::accent_held : Tone::accent_soft, ui.m.radius_control);
    const Tone tone = on_band ? Tone::on_accent : Tone::accent;
    const float line = ui.m.line_tight(Type::small);
    const float top = r.y + (r.h - ui.m.icon - line - ui.space(kHair)) / 2;
    const Rect sign = {r.x, top, r.w, ui.m.icon};
    if (item.icon != Icon::none) {
        draw_icon(ui, sign, ui.m.icon, item.icon, tone);
    } else {
        const std::string_view sample = tr(Text::reading_sample);
        const float width = text_width(ui.paint.font(), sample, ui.m.icon);
        ui.paint.text(r.x + (r.w - width) / 2, top, sample, ui.m.icon, tone, true);
    }
    ui.label({r.x, top + ui.m.icon + ui.space(kHair), r.w, line}, item.label,
             {.type = Type::small,
              .tone = on_band ? Tone::on_accent : Tone::ink,
              .align = Align::center,
              .silent = true});
    ui.focus_ring(p, ground, ui.m.radius_control);
    return p;
}

}  // namespace

void look_cells(Ui& ui, Rect size, Rect contrast, bool on_band) {
    Look& look = ui.memory().look;
    const TextSize next = next_size(look.size);
    const bool larger = static_cast<bool>(nav_cell(ui, size, size_item(next), on_band));
    const bool deeper =
        static_cast<bool>(nav_cell(ui, contrast, contrast_item(look.contrast), on_band));
    // Only now: what was drawn and what it said belong together.
    if (larger) look.size = next;
    if (deeper)
        look.contrast = look.contrast == Contrast::high ? Contrast::standard : Contrast::high;
}

float nav_cell_height(const Ui& ui) { return ui.m.target_primary + ui.space(kMedium); }

float rail_navigation(Ui& ui, const app::Snapshot& s, Rect r, bool ways) {
    const Group group(ui, Role::group, "navigation", tr(Text::nav_name), r);
    const float cell = nav_cell_height(ui);
    // Every place is kept, whether or not anything stands there: nothing ever moves.
    const float foot = r.bottom() - ui.space(kSmall);
    const auto place = [&](int from_below) {
        return Rect{r.x, foot - cell * static_cast<float>(from_below), r.w, cell};
    };
    Rect half = place(4);
    half.w = r.w / 2;
    look_cells(ui, half, {half.right(), half.y, half.w, half.h}, true);
    if (!ways) return half.y;
    if (s.session && nav_cell(ui, place(3), leave_item(), true)) ui.submit(app::SignOff{});
    if (nav_cell(ui, place(2), back_item(), true)) ui.submit(app::GoBack{});
    if (nav_cell(ui, place(1), home_item(), true)) ui.submit(app::GoTo{app::Place::home});
    return half.y;
}

void bottom_bar(Ui& ui, const app::Snapshot& s, bool ways) {
    constexpr int kPlaces = 5;
    const Rect r = {0, ui.m.height - ui.m.bar, ui.m.width, ui.m.bar};
    ui.paint.shadow(r, 0, ui.m.shadow_blur, 0);
    ui.paint.box(r, Tone::surface);
    ui.paint.box({r.x, r.y, r.w, ui.m.hairline}, Tone::rim);
    const Group group(ui, Role::group, "navigation", tr(Text::nav_name), r);
    const float cell = r.w / kPlaces;
    const auto place = [&](int index) {
        return Rect{r.x + cell * static_cast<float>(index), r.y, cell, r.h};
    };
    if (ways) {
        if (nav_cell(ui, place(0), back_item(), false)) ui.submit(app::GoBack{});
        if (nav_cell(ui, place(1), home_item(), false)) ui.submit(app::GoTo{app::Place::home});
    }
    look_cells(ui, place(2), place(3), false);
    if (ways && s.session && nav_cell(ui, place(4), leave_item(), false)) ui.submit(app::SignOff{});
}

}  // namespace xf::kiosk
