#include "kiosk/widgets/list_row.hpp"

#include <algorithm>

namespace xf::kiosk {
namespace {

constexpr float kDiscShare = 1.6f;  // of the icon
constexpr int kTitleLines = 2;
constexpr int kDetailLines = 6;  // every part of it counts; only what has no end is cut

const TextStyle kNote = {.type = Type::small, .tone = Tone::bad, .loose = true};

struct Plan {
    float pad = 0, disc = 0, text_x = 0, text_w = 0;
    float amount_w = 0, badges_w = 0;
    float title_h = 0, detail_h = 0, badges_h = 0, note_h = 0;
    bool badges_below = false;
    float height = 0;
    std::string detail;  // with its line breaks
};

/// Breaks "time · who · person" only between its parts: names stay whole.
std::string wrapped_parts(Ui& ui, std::string_view text, float width) {
    constexpr std::string_view kBetween = " · ";
    std::string out, line;
    for (std::size_t at = 0; at <= text.size();) {
        std::size_t end = text.find(kBetween, at);
        if (end == text.npos) end = text.size();
        const std::string_view part = text.substr(at, end - at);
        std::string longer = line.empty() ? std::string(part) : line + std::string(kBetween);
        if (!line.empty()) longer += part;
        if (!line.empty() && ui.width_of(longer, Type::small) > width) {
            out += line + "\n";
            longer = part;
        }
        line = std::move(longer);
        at = end + kBetween.size();
    }
    return out + line;
}

TextStyle title_style() {
    return {.type = Type::body, .strong = true, .max_lines = kTitleLines, .silent = true};
}
TextStyle detail_style() {
    return {.type = Type::small, .tone = Tone::ink_soft, .max_lines = kDetailLines, .silent = true};
}

Plan plan(Ui& ui, float width, const RowSpec& s) {
    Plan p;
    p.pad = ui.space(kMedium);
    float left = p.pad;
    if (s.icon != Icon::none && !ui.m.narrow(width)) {
        p.disc = ui.m.icon * kDiscShare;
        left += p.disc + ui.space(kMedium);
    }
    p.text_x = left;
    if (!s.amount.empty()) p.amount_w = ui.width_of(s.amount, Type::title) + ui.space(kMedium);
    for (const BadgeSpec& b : s.badges) p.badges_w += badge_width(ui, b) + ui.space(kTiny);
    const float between = s.badges.empty() ? 0 : ui.space(kSmall);
    if (s.pressable) p.amount_w += ui.m.icon_small + ui.space(kSmall);

    const float room = width - left - p.pad - p.amount_w;
    // Badges stand beside the words where there is room for both, below them on a phone.
    const bool squeezed = ui.width_of(s.title, Type::body) > room - p.badges_w;
    // Alike in all rows of a list, so it depends on how many there are before it does on the words.
    const bool many = !ui.m.wide() && s.badges.size() > 1;
    p.badges_below = !s.badges.empty() && (ui.m.compact() || many || squeezed);
    p.text_w = p.badges_below ? room : room - p.badges_w - between;
    p.title_h = ui.text_height(s.title, p.text_w, title_style());
    if (!s.detail.empty()) {
        p.detail = wrapped_parts(ui, s.detail, p.text_w);
        p.detail_h = ui.text_height(p.detail, p.text_w, detail_style()) + ui.space(kHair);
    }
    if (p.badges_below) p.badges_h = badges_height(ui, room, s.badges) + ui.space(kTiny);
    if (!s.note.empty()) p.note_h = ui.text_height(s.note, room, kNote) + ui.space(kTiny);
    const float words = p.title_h + p.detail_h + p.badges_h + p.note_h;
    p.height = std::max({words, p.disc, ui.m.target - 2 * p.pad}) + 2 * p.pad * 0.8f;
    return p;
}

void draw_badges(Ui& ui, float x, float y, float height, std::span<const BadgeSpec> badges) {
    for (const BadgeSpec& b : badges) x += badge(ui, {x, y, 0, height}, b) + ui.space(kTiny);
}

void draw_words(Ui& ui, Rect r, const RowSpec& s, const Plan& p) {
    const float words = p.title_h + p.detail_h + p.badges_h + p.note_h;
    const float beside = p.title_h + p.detail_h;
    float y = r.y + (p.height - words) / 2;
    const float top = y;
    const float x = r.x + p.text_x;
    y += ui.text({x, y, p.text_w, 0}, s.title, title_style());
    if (!s.detail.empty())
        y += ui.text({x, y + ui.space(kHair), p.text_w, 0}, p.detail, detail_style()) +
             ui.space(kHair);
    if (p.badges_below) {
        badges(ui, {x, y + ui.space(kTiny), p.text_w, 0}, s.badges);
        y += p.badges_h;
    } else {
        draw_badges(ui, r.right() - p.pad - p.amount_w - p.badges_w, top, beside, s.badges);
    }
    if (!s.note.empty())
        ui.text({x, y + ui.space(kTiny), r.w - p.text_x - p.pad - p.amount_w, 0}, s.note, kNote);
    if (!s.amount.empty()) {
        const float arrow = s.pressable ? ui.m.icon_small + ui.space(kSmall) : 0;
        ui.label({r.right() - p.pad - p.amount_w, r.y, p.amount_w - arrow, p.height}, s.amount,
                 {.type = Type::title,
                  .tone = s.amount_tone,
                  .align = Align::right,
                  .strong = true,
                  .silent = true});
    }
}

/// What a screen reader says for the whole row.
std::string spoken(const RowSpec& s) {
    std::string out = s.title;
    for (const std::string* part : {&s.detail, &s.amount})
        if (!part->empty()) out += " " + *part;
    return out;
}

}  // namespace

float list_row_height(Ui& ui, float width, const RowSpec& spec) {
    return plan(ui, width, spec).height;
}

RowResult list_row(Ui& ui, Rect r, const RowSpec& s) {
    const Plan p = plan(ui, r.w, s);
    const Rect whole = {r.x, r.y, r.w, p.height};
    RowResult result{p.height, {}};
    const std::string name = spoken(s);
    const Group item(ui, Role::listitem, s.key, s.pressable ? std::string_view{} : name, whole);
    if (s.pressable) {
        result.press = press_card(ui, "open", name, whole, s.enabled);
    } else {
        ui.paint.box(whole, Tone::surface, ui.m.radius_card);
        ui.paint.outline(whole, Tone::line, ui.m.radius_card, ui.m.hairline);
    }
    if (p.disc > 0) {
        const Point center = {r.x + p.pad + p.disc / 2, r.y + p.height / 2};
        draw_icon_disc(ui, center, p.disc, s.icon, s.icon_tone, s.icon_ground);
    }
    draw_words(ui, r, s, p);
    if (s.pressable && s.enabled)
        draw_icon(ui, {r.right() - p.pad - ui.m.icon_small, r.y, ui.m.icon_small, p.height},
                  ui.m.icon_small, Icon::next, Tone::ink_soft);
    return result;
}

}  // namespace xf::kiosk
