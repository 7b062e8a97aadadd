// The shop's counter: goods to put in the basket, the total against what may be spent, confirm.
#include <algorithm>
#include <cmath>

#include "kiosk/screens/overlay.hpp"
#include "kiosk/screens/screens.hpp"
#include "kiosk/widgets/button.hpp"
#include "kiosk/widgets/empty_state.hpp"
#include "kiosk/widgets/goods_card.hpp"
#include "kiosk/widgets/page.hpp"
#include "kiosk/widgets/scroll_area.hpp"

namespace xf::kiosk::screens {
namespace {

constexpr float kBasketShare = 0.30f;  // of the width, on a wide panel
constexpr int kGoodsLines = 3;         // of text that the goods show at least
constexpr int kBasketLines = 3;        // and the basket, its heading among them
constexpr float kMostBasketGrowth = 1.25f;
constexpr float kTotalShare = 0.44f;   // of the strip: the total, beside the button
constexpr float kCardWidthEm = 11.5f;  // least width of a goods card, in body em

void draw_goods(Ui& ui, Rect r, const app::CounterView& v) {
    if (v.goods.empty()) {
        empty_state(ui, r, Icon::box, tr(Text::counter_empty), tr(Text::counter_empty_detail));
        return;
    }
    ScrollArea area(ui, "goods", r);
    const Rect c = area.column();
    const float gap = ui.space(kMedium);
    const float least = ui.m.em(Type::body) * kCardWidthEm;
    const int columns = std::max(1, static_cast<int>((c.w + gap) / (least + gap)));
    const float width =
        std::floor((c.w - gap * static_cast<float>(columns - 1)) / static_cast<float>(columns));
    const float height = goods_card_height(ui, width, v.goods);
    const Group list(ui, Role::list, "goods", tr(Text::counter_goods), c);
    float bottom = c.y;
    const Rect first = {c.x, c.y + ui.space(kHair), width, height};
    for (int i = 0; const app::GoodsView& goods : v.goods) {
        const Rect place = grid_place(first, gap, columns, i++);
        goods_card(ui, place, goods);
        bottom = place.bottom() + gap;
    }
    area.end(bottom);
}

/// Name at the left, value at the right.
float draw_pair(Ui& ui, Rect r, Text name, std::string_view value, Type type, Tone tone) {
    const float line = ui.m.line(type);
    const float width = ui.width_of(value, type) + ui.space(kTiny);
    ui.label({r.x, r.y, r.w - width, line}, tr(name), {.tone = Tone::ink_soft});
    ui.label({r.x, r.y, r.w, line}, value,
             {.type = type, .tone = tone, .align = Align::right, .strong = type != Type::body});
    return line;
}

std::string points_text(Points p) { return format(Text::points_of, {number(p)}); }

/// What there is to spend. The device's own bound is told only where it is the lower one.
float draw_means(Ui& ui, Rect r, const app::CounterView& v) {
    float y = r.y;
    y += draw_pair(ui, {r.x, y, r.w, 0}, Text::counter_available, points_text(v.available),
                   Type::body, Tone::ink);
    if (v.spendable_here < v.available)
        y += draw_pair(ui, {r.x, y, r.w, 0}, Text::counter_spendable, points_text(v.spendable_here),
                       Type::body, Tone::ink);
    return y - r.y;
}

Press confirm_button(Ui& ui, Rect r, const app::CounterView& v) {
    const Press p =
        button(ui, r,
               {.key = "confirm",
                .label = tr(v.waiting_for_hub ? Text::counter_waiting : Text::counter_confirm),
                .kind = ButtonKind::primary,
                .enabled = v.can_confirm,
                .type = Type::title});
    if (p) ui.submit(app::ConfirmRedemption{});
    return p;
}

const TextStyle kOver = {
    .type = Type::small, .tone = Tone::bad, .loose = true, .max_lines = 2, .role = Role::status};

bool over_bound(const app::CounterView& v) { return v.total > v.spendable_here; }

void draw_over(Ui& ui, Rect r) { ui.text(r, tr(Text::counter_over), kOver); }

float over_height(Ui& ui, float width, const app::CounterView& v) {
    return over_bound(v) ? ui.text_height(tr(Text::counter_over), width, kOver) : 0;
}

float means_height(const Ui& ui, const app::CounterView& v) {
    return ui.m.line(Type::body) * static_cast<float>(v.spendable_here < v.available ? 2 : 1);
}

/// A large type has more of the width, but the goods keep the greater part.
float basket_width(const Ui& ui, float width) {
    return width * kBasketShare * std::min(ui.m.growth, kMostBasketGrowth);
}

/// Below the list of what is in the basket.
float basket_foot_height(Ui& ui, float width, const app::CounterView& v) {
    return ui.m.target_primary + 2 * ui.space(kMedium) + ui.m.line(Type::title) +
           means_height(ui, v) + over_height(ui, width, v);
}

/// The basket as a panel at the right of a wide screen.
void draw_basket(Ui& ui, Rect r, const app::CounterView& v) {
    const Group group(ui, Role::group, "basket", tr(Text::counter_basket), r);
    draw_card(ui, r);
    const Rect in = inset(r, ui.space(kMedium));
    float y = in.y;
    ui.label({in.x, y, in.w, ui.m.line(Type::body)}, tr(Text::counter_basket),
             {.strong = true, .role = Role::heading, .level = 2});
    y += ui.m.line(Type::body) + ui.space(kTiny);

    const float line = ui.m.line(Type::body);
    const float note = over_height(ui, in.w, v);
    const float bottom = basket_foot_height(ui, in.w, v);
    const Rect list = {in.x, y, in.w, in.bottom() - bottom - y};
    ui.paint.push_clip(list);
    const Group lines(ui, Role::list, "chosen", tr(Text::counter_basket), list);
    bool any = false;
    for (const app::GoodsView& g : v.goods) {
        if (g.in_basket == 0) continue;
        any = true;
        const std::string count = format(Text::counter_times, {number(g.in_basket), g.unit});
        const float width = ui.width_of(count, Type::body) + ui.space(kSmall);
        ui.label({in.x, y, in.w - width, line}, g.name, {});
        ui.label({in.x, y, in.w, line}, count, {.tone = Tone::ink_soft, .align = Align::right});
        y += line;
    }
    if (!any)
        ui.text({in.x, y, in.w, 0}, tr(Text::counter_basket_empty),
                {.tone = Tone::ink_soft, .loose = true});
    ui.paint.pop_clip();

    y = in.bottom() - bottom;
    ui.paint.box({in.x, y, in.w, ui.m.hairline}, Tone::line);
    y += ui.space(kSmall);
    y += draw_means(ui, {in.x, y, in.w, 0}, v);
    y += draw_pair(ui, {in.x, y, in.w, 0}, Text::counter_total, points_text(v.total), Type::title,
                   over_bound(v) ? Tone::bad : Tone::accent);
    if (note > 0) draw_over(ui, {in.x, y, in.w, 0});
    confirm_button(ui, {in.x, in.bottom() - ui.m.target_primary, in.w, ui.m.target_primary}, v);
}

/// The basket as a strip above the bar of a tall screen or a phone.
float strip_foot_height(const Ui& ui) {
    return std::max(ui.m.target_primary,
                    ui.m.line_tight(Type::body) + ui.m.line_tight(Type::title));
}

float strip_height(Ui& ui, float width, const app::CounterView& v) {
    return strip_foot_height(ui) + 2 * ui.space(kSmall) + means_height(ui, v) +
           over_height(ui, width - 2 * ui.space(kMedium), v);
}

void draw_strip(Ui& ui, Rect r, const app::CounterView& v) {
    const Group group(ui, Role::group, "basket", tr(Text::counter_basket), r);
    draw_card(ui, r);
    const Rect in = {r.x + ui.space(kMedium), r.y + ui.space(kSmall), r.w - 2 * ui.space(kMedium),
                     r.h - 2 * ui.space(kSmall)};
    float y = in.y + draw_means(ui, in, v);
    if (over_bound(v)) draw_over(ui, {in.x, y, in.w, 0});
    const float foot = strip_foot_height(ui);
    y = in.bottom() - foot;
    const float half = in.w * kTotalShare;
    const float line = ui.m.line_tight(Type::body);
    const float middle = y + (foot - line - ui.m.line_tight(Type::title)) / 2;
    ui.label({in.x, middle, half, line}, tr(Text::counter_total), {.tone = Tone::ink_soft});
    ui.label(
        {in.x, middle + line, half, ui.m.line_tight(Type::title)}, points_text(v.total),
        {.type = Type::title, .tone = over_bound(v) ? Tone::bad : Tone::accent, .strong = true});
    const float height = ui.m.target_primary;
    confirm_button(ui, {in.x + half, y + (foot - height) / 2, in.w - half, height}, v);
}

/// Height of everything, with one row of goods.
float needed(Ui& ui, float width, const app::Snapshot& s, const app::CounterView& v) {
    float height = 0;
    if (needs_persistence_warning(s))
        height += banner_height(ui, width, persistence_warning(s)) + ui.space(kMedium);
    const float card = ui.m.line_tight(Type::body) * kGoodsLines + ui.m.target;
    if (!ui.m.wide()) return height + strip_height(ui, width, v) + card;
    const float lines = ui.m.line(Type::body) * kBasketLines + 2 * ui.space(kMedium);
    return height + basket_foot_height(ui, basket_width(ui, width), v) + lines;
}

}  // namespace

void draw(const app::CounterView& v, const app::Snapshot& s, Ui& ui) {
    Rect r = page(ui, s,
                  {.title = std::string(tr(Text::counter_title)),
                   .hint = s.session ? std::string() : std::string(tr(Text::counter_hint))});
    r = at_least(ui, r, needed(ui, r.w, s, v));
    r = below_warnings(ui, s, r);
    const float gap = ui.space(kLarge);
    if (ui.m.wide()) {
        const float basket = basket_width(ui, r.w);
        draw_goods(ui, {r.x, r.y, r.w - basket - gap, r.h}, v);
        draw_basket(ui, {r.right() - basket, r.y, basket, r.h}, v);
        return;
    }
    const float strip = strip_height(ui, r.w, v);
    draw_goods(ui, {r.x, r.y, r.w, r.h - strip - ui.space(kSmall)}, v);
    draw_strip(ui, {r.x, r.bottom() - strip, r.w, strip}, v);
}

}  // namespace xf::kiosk::screens
