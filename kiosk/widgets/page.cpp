#include "kiosk/widgets/page.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "kiosk/widgets/freshness.hpp"
#include "kiosk/widgets/navigation.hpp"
#include "kiosk/widgets/steps.hpp"

namespace xf::kiosk {
namespace {

constexpr float kTallBandShare = 1.0f / 3;  // of the height: what is out of reach
constexpr float kReadingBandShare = 1.0f / 6;
constexpr float kSealEm = 0.34f;  // of the seal's side

/// One range of hills along the bottom of `r`, from a few sine waves.
void draw_hills(Ui& ui, Rect r, float height, float phase, Tone tone) {
    constexpr int kSteps = 40;
    std::array<Point, kSteps + 3> points;
    for (int i = 0; i <= kSteps; ++i) {
        const float t = static_cast<float>(i) / kSteps;
        const float wave =
            0.55f + 0.30f * std::sin(phase + t * 5.2f) + 0.15f * std::sin(phase * 2 + t * 11.0f);
        points[static_cast<std::size_t>(i)] = {r.x + r.w * t, r.bottom() - height * wave};
    }
    points[kSteps + 1] = {r.right(), r.bottom()};
    points[kSteps + 2] = {r.x, r.bottom()};
    ui.paint.polygon(points, tone);
}

std::string who_is_here(const app::Snapshot& s) {
    if (!s.session) return {};
    if (s.session->staff) return *s.session->staff;
    if (s.session->person)
        for (const app::PersonView& person : s.session->persons)
            if (person.no == *s.session->person)
                return s.session->household.empty() ? person.name
                                                    : s.session->household + " · " + person.name;
    return s.session->household;
}

std::string place_and_date(const app::Snapshot& s) {
    const std::string date = date_text(china_day(s.now), false);
    return s.village.empty() ? date : s.village + " · " + date;
}

/// Rail at the left of a wide panel: seal and device above, the ways out below.
void rail(Ui& ui, const app::Snapshot& s, const PageSpec& spec) {
    const Rect r = {0, 0, ui.m.rail, ui.m.height};
    ui.paint.box(r, Tone::accent);
    const float seal = ui.m.icon_large;
    const Rect place = {(r.w - seal) / 2, ui.space(kLarge), seal, seal};
    draw_seal(ui, place, true);
    const float top = rail_navigation(ui, s, r, spec.navigation);
    const float pad = ui.space(kTiny);
    const Rect text = {pad, place.bottom() + ui.space(kSmall), r.w - 2 * pad, 0};
    const TextStyle style = {
        .type = Type::small, .tone = Tone::on_accent, .align = Align::center, .max_lines = 2};
    if (text.y + ui.text_height(s.device, text.w, style) <= top) ui.text(text, s.device, style);
}

Rect wide_page(Ui& ui, const app::Snapshot& s, const PageSpec& spec) {
    rail(ui, s, spec);
    const float pad = ui.space(kHuge);
    const Rect r = {ui.m.rail + pad, ui.space(kMedium), ui.m.width - ui.m.rail - 2 * pad,
                    ui.m.height - ui.space(kMedium)};
    // First line: who and where, and how fresh. Second: the question of the screen.
    const float line = ui.m.badge + ui.space(kSmall);
    const std::string who = who_is_here(s);
    const std::string left = who.empty() ? place_and_date(s) : place_and_date(s) + " · " + who;
    ui.label({r.x, r.y, r.w * 0.56f, line}, left, {.type = Type::small, .tone = Tone::ink_soft});
    freshness(ui, {r.x + r.w * 0.56f, r.y, r.w * 0.44f, line}, s, Align::right, false);
    const Rect c = spec.column > 0 ? column_of(r, spec.column) : r;
    float y = r.y + line + ui.space(kSmall);
    const float title = ui.m.line_tight(Type::title);
    const float progress = spec.steps > 0 ? steps_width(ui, spec.steps) : 0;
    ui.label({c.x, y, c.w - progress, title}, spec.title,
             {.type = Type::title, .strong = true, .role = Role::heading, .level = 1});
    if (progress > 0) steps(ui, {c.right() - progress, y, progress, title}, spec.step, spec.steps);
    y += title;
    const float beside = c.w - ui.width_of(spec.title, Type::title) - ui.space(kLarge);
    if (spec.reading && ui.width_of(spec.hint, Type::body) <= beside)
        // Height is for the text: what fits beside the title stands there.
        ui.label({c.right() - beside, y - title, beside, title}, spec.hint,
                 {.tone = Tone::ink_soft, .align = Align::right});
    else if (!spec.hint.empty())
        y += ui.text({c.x, y + ui.space(kHair), c.w, 0}, spec.hint, {.tone = Tone::ink_soft}) +
             ui.space(kHair);
    y += ui.space(spec.reading ? kSmall : kMedium);
    return {c.x, y, c.w, ui.m.height - y - ui.space(kMedium)};
}

/// Title and hint of a screen on its band, from the bottom upwards.
class BandTitle {
public:
    BandTitle(Ui& ui, float width, const PageSpec& spec, Type type)
        : ui_(ui), spec_(spec), width_(width) {
        title_ = {.type = type,
                  .tone = Tone::on_accent,
                  .strong = true,
                  .max_lines = 2,
                  .role = Role::heading,
                  .level = 1};
        title_h_ = ui.text_height(spec.title, width, title_);
        if (spec.hint.empty()) return;
        hint_h_ = ui.text_height(spec.hint, width, kHint);
        gap_ = ui.space(kTiny);
    }

    float height() const { return title_h_ + gap_ + hint_h_; }
    void draw(float x, float bottom) const {
        const float y = bottom - height();
        ui_.text({x, y, width_, 0}, spec_.title, title_);
        if (hint_h_ > 0) ui_.text({x, y + title_h_ + gap_, width_, 0}, spec_.hint, kHint);
    }

private:
    static constexpr TextStyle kHint = {.tone = Tone::on_accent_soft};

    Ui& ui_;
    const PageSpec& spec_;
    float width_;
    TextStyle title_;
    float title_h_ = 0, gap_ = 0, hint_h_ = 0;
};

Rect tall_page(Ui& ui, const app::Snapshot& s, const PageSpec& spec) {
    const float share = spec.reading ? kReadingBandShare : kTallBandShare;
    const float pad = ui.space(kHuge);
    const float seal = ui.m.icon_large;
    const BandTitle title(ui, ui.m.width - 2 * pad, spec,
                          spec.reading ? Type::title : Type::display);
    const float line = ui.m.line_tight(Type::body);
    const float who_line = std::max(seal - line, ui.m.line_tight(Type::small));
    const float needed = pad + line + who_line + title.height() + 2 * ui.space(kLarge);
    const Rect band = {0, 0, ui.m.width, std::round(std::max(ui.m.height * share, needed))};
    draw_band(ui, band);
    draw_seal(ui, {pad, pad, seal, seal}, true);
    const float x = pad + seal + ui.space(kMedium);
    ui.label({x, pad, band.w / 2 - x, line}, s.village, {.tone = Tone::on_accent, .strong = true});
    const std::string who = who_is_here(s);
    ui.label({x, pad + line, band.w * 0.55f - x, who_line},
             who.empty() ? date_text(china_day(s.now), false) : who,
             {.type = Type::small, .tone = Tone::on_accent});
    freshness(ui, {band.w * 0.45f, pad, band.w * 0.55f - pad, ui.m.badge}, s, Align::right, true);
    title.draw(pad, band.h - ui.space(kLarge));
    bottom_bar(ui, s, spec.navigation);
    float y = band.bottom() + ui.space(kLarge);
    if (spec.steps > 0)
        y += steps(ui, {pad, y, band.w - 2 * pad, 0}, spec.step, spec.steps) + ui.space(kSmall);
    const Rect rest = {pad, y, ui.m.width - 2 * pad,
                       ui.m.height - ui.m.bar - y - ui.space(kMedium)};
    return spec.column > 0 ? column_of(rest, spec.column) : rest;
}

Rect compact_page(Ui& ui, const app::Snapshot& s, const PageSpec& spec) {
    const float pad = ui.space(kLarge);
    const float line = ui.m.badge;
    const float width = ui.m.width - 2 * pad;
    PageSpec words = spec;
    words.hint.clear();
    const BandTitle title(ui, width, words, Type::title);
    const Rect band = {0, 0, ui.m.width,
                       pad * 0.5f + line + ui.space(kTiny) + title.height() + pad * 0.7f};
    ui.paint.box(band, Tone::accent);
    freshness(ui, {pad - ui.space(kSmall), pad * 0.5f, width + ui.space(kSmall), line}, s,
              Align::left, true);
    title.draw(pad, band.h - pad * 0.7f);
    float y = band.bottom() + ui.space(kMedium);
    const std::string who = who_is_here(s);
    if (!who.empty())
        y += ui.label({pad, y, width, ui.m.line_tight(Type::small)}, who,
                      {.type = Type::small, .tone = Tone::ink_soft}) > 0
                 ? ui.m.line_tight(Type::small) + ui.space(kSmall)
                 : 0;
    if (spec.steps > 0) y += steps(ui, {pad, y, width, 0}, spec.step, spec.steps);
    if (!spec.hint.empty())
        y += ui.text({pad, y, width, 0}, spec.hint, {.tone = Tone::ink_soft}) + ui.space(kSmall);
    bottom_bar(ui, s, spec.navigation);
    return {pad, y, width, ui.m.height - ui.m.bar - y - ui.space(kMedium)};
}

}  // namespace

Rect column_of(Rect r, float widest) {
    const float width = std::min(r.w, widest);
    return {r.x + (r.w - width) / 2, r.y, width, r.h};
}

void draw_band(Ui& ui, Rect r) {
    ui.paint.box(r, Tone::accent);
    ui.paint.push_clip(r);
    const float height = std::min(r.h * 0.5f, r.w * 0.36f);
    ui.paint.circle({r.x + r.w * 0.76f, r.bottom() - height * 0.92f}, height * 0.42f,
                    Tone::hill_far);
    draw_hills(ui, r, height, 0.6f, Tone::hill_far);
    draw_hills(ui, r, height * 0.62f, 3.4f, Tone::hill_near);
    ui.paint.pop_clip();
}

void draw_seal(Ui& ui, Rect r, bool on_band) {
    const Tone ground = on_band ? Tone::on_accent : Tone::accent;
    const Tone ink = on_band ? Tone::accent : Tone::on_accent;
    ui.paint.box(r, ground, ui.m.radius_control);
    const float line = std::max(1.0f, r.h * 0.03f);
    ui.paint.outline(inset(r, r.h * 0.07f), ink, ui.m.radius_control * 0.6f, line);
    // Cut into the stone for its size, not set in one of the four sizes of type.
    const float em = std::round(r.h * kSealEm);
    const std::string_view words = tr(Text::product);
    const float width = text_width(ui.paint.font(), words, em);
    ui.paint.text(r.x + (r.w - width) / 2, r.y + (r.h - em) / 2, words, em, ink, true);
}

Rect page(Ui& ui, const app::Snapshot& s, const PageSpec& spec) {
    ui.paint.box({0, 0, ui.m.width, ui.m.height}, Tone::paper);
    switch (ui.m.form) {
        case Form::wide:
            return wide_page(ui, s, spec);
        case Form::tall:
            return tall_page(ui, s, spec);
        case Form::compact:
            return compact_page(ui, s, spec);
    }
    return {};
}

}  // namespace xf::kiosk
