#include "kiosk/widgets/freshness.hpp"

#include <algorithm>

namespace xf::kiosk {

std::string freshness_text(const app::Freshness& f, UnixTime now, bool brief) {
    std::string out;
    const auto add = [&out](std::string_view part) {
        if (!out.empty()) out += " · ";
        out += part;
    };
    if (!f.online) add(tr(f.recovering ? Text::fresh_recovering : Text::fresh_offline));
    if (f.synced_at) {
        const std::string when = moment_text(*f.synced_at, now);
        add(brief ? when : format(Text::fresh_synced_at, {when}));
    } else {
        add(tr(Text::fresh_never));
    }
    if (f.unsent > 0) add(format(Text::fresh_unsent, {number(f.unsent)}));
    if (f.syncing)
        add(tr(Text::fresh_syncing));
    else if (f.online)
        add(tr(Text::fresh_online));
    return out;
}

void freshness(Ui& ui, Rect r, const app::Snapshot& snapshot, Align align, bool on_band) {
    const app::Freshness& f = snapshot.freshness;
    const float icon = ui.m.icon_small;
    const float pad = ui.space(kSmall);
    const float gap = ui.space(kTiny);
    const float chrome = 2 * pad + icon + gap;
    std::string words = freshness_text(f, snapshot.now, false);
    if (ui.width_of(words, Type::small) + chrome > r.w)
        words = freshness_text(f, snapshot.now, true);
    const float width = std::min(ui.width_of(words, Type::small) + chrome, r.w);

    Rect pill = {align == Align::right ? r.right() - width : r.x, r.y + (r.h - ui.m.badge) / 2,
                 width, ui.m.badge};
    // The finger's target is larger than what is drawn.
    const Rect target = {pill.x, r.y + (r.h - ui.m.target) / 2, pill.w, ui.m.target};
    const Group group(ui, Role::group, "freshness", {}, pill);
    const Press p = ui.press("sync", tr(Text::action_sync), target);
    if (p) ui.submit(app::SyncNow{});

    const bool troubled = !f.online;
    Tone ground = troubled ? Tone::warn_soft : Tone::sunken;
    Tone tone = troubled ? Tone::warn : Tone::ink_soft;
    if (on_band && !troubled) {
        ground = p.held ? Tone::accent : Tone::accent_held;
        tone = Tone::on_accent;
    } else if (p.held) {
        ground = Tone::accent_soft;
    }
    ui.paint.box(pill, ground, ui.m.badge / 2);
    const Icon sign = f.syncing ? Icon::sync : troubled ? Icon::offline : Icon::cloud;
    draw_icon(ui, {pill.x + pad, pill.y, icon, pill.h}, icon, sign, tone);
    ui.label({pill.x + pad + icon + gap, pill.y, pill.w - chrome + 1, pill.h}, words,
             {.type = Type::small, .tone = tone, .role = Role::status});
    ui.focus_ring(p, pill, ui.m.badge / 2);
}

}  // namespace xf::kiosk
