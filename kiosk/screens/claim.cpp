// A claim code: shown once, large; and entered again on keys of its own, because not everybody types.
#include <algorithm>
#include <cmath>

#include "kiosk/screens/screens.hpp"
#include "kiosk/widgets/badge.hpp"
#include "kiosk/widgets/button.hpp"
#include "kiosk/widgets/page.hpp"
#include "kiosk/widgets/scroll_area.hpp"
#include "shared/base/limits.hpp"

namespace xf::kiosk::screens {
namespace {

using Step = app::ClaimEntryView::Step;

constexpr std::size_t kGroup = 4;     // characters between two gaps
constexpr float kCellShape = 0.8f;    // width of a character's cell to its height
constexpr float kTallestCell = 1.6f;  // of the primary target
constexpr float kUpperThird = 1.0f / 3;

/// One cell a character, in groups of four; nothing in those that are to come.
void draw_cells(Ui& ui, Rect r, std::string_view code, bool large) {
    constexpr auto kAll = static_cast<float>(app::kClaimLength);
    const float gap = ui.space(kTiny);
    const float between = ui.space(kMedium);
    const float room = (r.w - gap * (kAll - 2) - between) / kAll;
    const float width = std::floor(std::min(room, r.h * kCellShape));
    const float all = width * kAll + gap * (kAll - 2) + between;
    float x = r.x + (r.w - all) / 2;
    // The widest letter has to fit: who can't read the code has no other way back.
    const bool fits = large && ui.width_of("W", Type::display) <= width;
    const Type type = fits ? Type::display : Type::title;
    for (std::size_t i = 0; i < app::kClaimLength; ++i) {
        if (i > 0) x += i % kGroup == 0 ? between : gap;
        const Rect cell = {x, r.y, width, r.h};
        const bool next = i == code.size();
        ui.paint.box(cell, i < code.size() ? Tone::surface : Tone::sunken, ui.m.radius_control);
        if (next) ui.paint.outline(cell, Tone::accent, ui.m.radius_control, ui.m.stroke);
        if (i < code.size())
            ui.label(cell, code.substr(i, 1),
                     {.type = type, .align = Align::center, .strong = true, .silent = true});
        x += width;
    }
    // As it is read out: character by character.
    std::string spoken;
    for (const char c : code) spoken += (spoken.empty() ? "" : " ") + std::string(1, c);
    ui.node(Role::status, "code", format(Text::claim_code_name, {spoken}), r, 0, 0,
            std::string(code));
}

void draw_keys(Ui& ui, Rect r, bool enabled) {
    const Group keys(ui, Role::group, "keys", tr(Text::claim_keys), r);
    const int columns = ui.m.wide() ? 9 : 5;
    constexpr int kKeys = static_cast<int>(app::kClaimCharacters.size()) + 1;  // and one to erase
    const int rows = (kKeys + columns - 1) / columns;
    const float gap = ui.space(kTiny);
    const float width =
        std::floor((r.w - gap * static_cast<float>(columns - 1)) / static_cast<float>(columns));
    const float room =
        std::floor((r.h - gap * static_cast<float>(rows - 1)) / static_cast<float>(rows));
    const float height = std::min(room, ui.m.key);
    for (int i = 0; i < kKeys; ++i) {
        const Rect place = grid_place({r.x, r.y, width, height}, gap, columns, i);
        const bool erase = i == kKeys - 1;
        const std::string label =
            erase ? std::string(tr(Text::action_erase))
                  : std::string(1, app::kClaimCharacters[static_cast<std::size_t>(i)]);
        const ButtonSpec key = {.key = label,
                                .label = label,
                                .icon = erase ? Icon::erase : Icon::none,
                                .enabled = enabled,
                                .stacked = erase,
                                .type = erase ? Type::small : Type::title};
        const Press p = button(ui, place, key);
        for (int n = 0; n < p.count; ++n) {
            if (erase)
                ui.submit(app::ClaimErase{});
            else
                ui.submit(app::ClaimKey{label[0]});
        }
    }
}

}  // namespace

void draw(const app::ClaimCodeView& v, const app::Snapshot& s, Ui& ui) {
    Rect r = page(ui, s,
                  {.title = std::string(tr(Text::claim_title)),
                   .hint = std::string(tr(Text::claim_hint)),
                   .navigation = false,
                   .column = ui.m.measure});
    const float foot = ui.m.target_primary;
    const float cells = ui.m.target_primary * (ui.m.compact() ? 1 : kTallestCell);
    const TextStyle copy = {.align = Align::center, .strong = true};
    const TextStyle once = {.tone = Tone::ink_soft, .align = Align::center, .loose = true};
    const float words = ui.text_height(tr(Text::claim_copy), r.w, copy) + ui.space(kSmall) +
                        ui.text_height(tr(Text::claim_once), r.w, once) + ui.space(kSmall);
    const float all = cells + ui.space(kLarge) + words + ui.m.badge + ui.space(kMedium) + foot;
    r = at_least(ui, r, all);
    float y =
        r.y + std::clamp((r.h - foot - 3 * cells) * kUpperThird, 0.0f, std::max(0.0f, r.h - all));
    draw_cells(ui, {r.x, y, r.w, cells}, v.code, true);
    y += cells + ui.space(kLarge);
    y += ui.text({r.x, y, r.w, 0}, tr(Text::claim_copy), copy) + ui.space(kSmall);
    y += ui.text({r.x, y, r.w, 0}, tr(Text::claim_once), once) + ui.space(kSmall);
    const BadgeSpec record = badge_of(v.record);
    const float width = badge_width(ui, record);
    badge(ui, {r.x + (r.w - width) / 2, y, width, ui.m.badge}, record);
    const ButtonSpec done = {.key = "done",
                             .label = tr(Text::claim_done),
                             .kind = ButtonKind::primary,
                             .icon = Icon::check};
    if (button(ui, {r.x, r.bottom() - foot, r.w, foot}, done))
        ui.submit(app::GoTo{app::Place::home});
}

void draw(const app::ClaimEntryView& v, const app::Snapshot& s, Ui& ui) {
    const bool typing = v.step == Step::typing;
    Rect r = page(ui, s,
                  {.title = std::string(tr(Text::claim_entry_title)),
                   .hint = std::string(tr(Text::claim_entry_hint)),
                   .column = ui.m.column});
    const float cells = ui.m.target_primary;
    draw_cells(ui, {r.x, r.y, r.w, cells}, v.code, false);
    float y = r.y + cells + ui.space(kSmall);
    const float note = ui.m.line_tight(Type::body);
    const Text words = typing                     ? Text::claim_entry_note
                       : v.step == Step::checking ? Text::identify_checking
                                                  : Text::claim_entry_asking;
    ui.label({r.x, y, r.w, note}, tr(words),
             {.tone = typing ? Tone::ink_soft : Tone::accent,
              .align = Align::center,
              .role = typing ? Role::text : Role::status});
    y += note + ui.space(kMedium);
    draw_keys(ui, {r.x, y, r.w, r.bottom() - y}, typing);
}

}  // namespace xf::kiosk::screens
