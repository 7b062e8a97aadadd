#include "kiosk/widgets/card.hpp"

#include <algorithm>

namespace xf::kiosk {

Tone text_of(Mood mood) {
    switch (mood) {
        case Mood::plain:
            return Tone::ink_soft;
        case Mood::good:
            return Tone::good;
        case Mood::warn:
            return Tone::warn;
        case Mood::bad:
            return Tone::bad;
    }
    return Tone::ink;
}

Tone ground_of(Mood mood) {
    switch (mood) {
        case Mood::plain:
            return Tone::sunken;
        case Mood::good:
            return Tone::good_soft;
        case Mood::warn:
            return Tone::warn_soft;
        case Mood::bad:
            return Tone::bad_soft;
    }
    return Tone::sunken;
}

void draw_card(Ui& ui, Rect r, Tone ground) {
    ui.paint.shadow(r, ui.m.radius_card, ui.m.shadow_blur, ui.m.shadow_drop);
    ui.paint.box(r, ground, ui.m.radius_card);
    ui.paint.outline(r, Tone::rim, ui.m.radius_card, ui.m.hairline);
}

Press press_card(Ui& ui, std::string_view key, std::string_view name, Rect r, bool enabled,
                 bool selected) {
    const Press p = ui.press(key, name, r, enabled, selected);
    if (enabled) {
        draw_card(ui, r, p.held || selected ? Tone::accent_soft : Tone::surface);
        if (p.hovered || selected) ui.paint.outline(r, Tone::accent, ui.m.radius_card, ui.m.stroke);
    } else {
        ui.paint.box(r, Tone::sunken, ui.m.radius_card);
    }
    ui.focus_ring(p, r, ui.m.radius_card);
    return p;
}

namespace {

struct BannerPlan {
    Rect text;
    float title = 0, detail = 0, height = 0;
    float beside = 0;  ///< where the detail begins if it stands beside the title
};

const TextStyle kDetail = {.type = Type::small, .tone = Tone::ink, .loose = true};

BannerPlan plan(Ui& ui, Rect r, const BannerSpec& spec) {
    BannerPlan p;
    const float pad = ui.space(kSmall);
    const float left = pad + ui.m.icon + pad;
    p.text = {r.x + left, r.y + pad, r.w - left - pad, 0};
    p.title = ui.text_height(spec.title, p.text.w, {.type = Type::body});
    const float title_w = ui.width_of(spec.title, Type::body) + ui.space(kMedium);
    if (spec.low && title_w + ui.width_of(spec.detail, Type::small) <= p.text.w)
        p.beside = title_w;
    else if (!spec.detail.empty())
        p.detail = ui.text_height(spec.detail, p.text.w, kDetail);
    p.height = std::max(ui.m.icon, p.title + p.detail) + 2 * pad;
    return p;
}

}  // namespace

float banner_height(Ui& ui, float width, const BannerSpec& spec) {
    return plan(ui, {0, 0, width, 0}, spec).height;
}

float banner(Ui& ui, Rect r, const BannerSpec& spec) {
    const BannerPlan p = plan(ui, r, spec);
    const Rect whole = {r.x, r.y, r.w, p.height};
    // What must not be overlooked is white on red.
    const bool loud = spec.alert && spec.mood == Mood::bad;
    ui.paint.box(whole, loud ? Tone::bad : ground_of(spec.mood), ui.m.radius_control);
    const float pad = ui.space(kSmall);
    draw_icon(ui, {r.x + pad, r.y, ui.m.icon, p.height}, ui.m.icon, spec.icon,
              loud ? Tone::on_accent : text_of(spec.mood));
    Rect text = p.text;
    text.y = r.y + (p.height - p.title - p.detail) / 2;
    const Tone tone = loud                       ? Tone::on_accent
                      : spec.mood == Mood::plain ? Tone::ink
                                                 : text_of(spec.mood);
    text.y += ui.text(text, spec.title,
                      {.type = Type::body,
                       .tone = tone,
                       .strong = true,
                       .role = spec.alert ? Role::alert : Role::status});
    TextStyle detail = kDetail;
    if (loud) detail.tone = Tone::on_accent;
    if (p.beside > 0)
        ui.label({text.x + p.beside, text.y - p.title, text.w - p.beside, p.title}, spec.detail,
                 detail);
    else if (!spec.detail.empty())
        ui.text(text, spec.detail, detail);
    return p.height;
}

}  // namespace xf::kiosk
