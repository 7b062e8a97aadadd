#include "kiosk/widgets/goods_card.hpp"

#include <algorithm>

#include "kiosk/paint/utf8.hpp"
#include "kiosk/widgets/button.hpp"

namespace xf::kiosk {
namespace {

constexpr float kDiscShare = 1.15f;  // of the large icon
constexpr TextStyle kName = {.type = Type::body, .strong = true, .max_lines = 2};

bool shares_character(std::string_view name, std::string_view characters) {
    for (std::size_t i = 0; i < name.size();) {
        const std::size_t from = i;
        next_character(name, i);
        if (characters.find(name.substr(from, i - from)) != characters.npos) return true;
    }
    return false;
}

/// − 2 ＋ ; with nothing in the basket one wide button.
void stepper(Ui& ui, Rect r, const app::GoodsView& goods) {
    const float size = r.h;
    if (goods.in_basket == 0) {
        const std::string name = format(Text::counter_add_named, {goods.name});
        if (button(
                ui, r,
                {.key = "add", .label = tr(Text::counter_add), .icon = Icon::plus, .name = name}))
            ui.submit(app::AddGoods{goods.no});
        return;
    }
    const std::string less = format(Text::counter_remove_named, {goods.name});
    const std::string more = format(Text::counter_add_named, {goods.name});
    if (button(ui, {r.x, r.y, size, size}, {.key = "remove", .label = {}, .name = less}))
        ui.submit(app::RemoveGoods{goods.no});
    draw_icon(ui, {r.x, r.y, size, size}, ui.m.icon, Icon::minus, Tone::accent);
    ui.label({r.x + size, r.y, r.w - 2 * size, size}, number(goods.in_basket),
             {.type = Type::title, .tone = Tone::accent, .align = Align::center, .strong = true});
    const Rect right = {r.right() - size, r.y, size, size};
    if (button(ui, right, {.key = "add", .label = {}, .kind = ButtonKind::primary, .name = more}))
        ui.submit(app::AddGoods{goods.no});
    draw_icon(ui, right, ui.m.icon, Icon::plus, Tone::on_accent);
}

}  // namespace

Icon icon_of_goods(const app::GoodsView& goods) {
    static constexpr struct {
        Text characters;
        Icon icon;
    } kTable[] = {
        {Text::goods_health, Icon::health}, {Text::goods_bus, Icon::bus},
        {Text::goods_film, Icon::film},     {Text::goods_soap, Icon::soap},
        {Text::goods_towel, Icon::towel},   {Text::goods_bottle, Icon::bottle},
        {Text::goods_food, Icon::food},     {Text::goods_book, Icon::book},
        {Text::goods_tool, Icon::tool},
    };
    for (const auto& row : kTable)
        if (shares_character(goods.name, tr(row.characters))) return row.icon;
    return goods.service ? Icon::ticket : Icon::box;
}

float goods_card_height(const Ui& ui, float width, const std::vector<app::GoodsView>& all) {
    const float disc = ui.m.icon_large * kDiscShare;
    const float room = width - 3 * ui.space(kMedium) - disc;
    float words = disc;
    for (const app::GoodsView& goods : all) {
        const float below = ui.m.line_tight(Type::body) + ui.m.line_tight(Type::small);
        words = std::max(words, ui.text_height(goods.name, room, kName) + below);
    }
    return 2 * ui.space(kMedium) + words + ui.space(kSmall) + ui.m.target;
}

void goods_card(Ui& ui, Rect r, const app::GoodsView& goods) {
    const Group group(ui, Role::listitem, "goods" + std::to_string(goods.no.value), goods.name, r);
    const bool chosen = goods.in_basket > 0;
    draw_card(ui, r);
    if (chosen) ui.paint.outline(r, Tone::accent, ui.m.radius_card, ui.m.stroke);

    const Rect inner = inset(r, ui.space(kMedium));
    const float room = inner.h - ui.m.target - ui.space(kSmall);
    const float disc = ui.m.icon_large * kDiscShare;
    draw_icon_disc(ui, {inner.x + disc / 2, inner.y + room / 2}, disc, icon_of_goods(goods),
                   Tone::accent, Tone::accent_soft);
    const float x = inner.x + disc + ui.space(kMedium);
    const float width = inner.right() - x;
    const float line = ui.m.line_tight(Type::body);
    const float small = ui.m.line_tight(Type::small);
    const float name = ui.text_height(goods.name, width, kName);
    float y = inner.y + (room - name - line - small) / 2;
    ui.text({x, y, width, name}, goods.name, kName);
    y += name;
    ui.label({x, y, width, line}, format(Text::counter_price, {number(goods.price), goods.unit}),
             {.type = Type::body, .tone = Tone::accent});
    y += line;
    const std::string stock = goods.service ? std::string(tr(Text::counter_service))
                              : goods.stock <= 0
                                  ? std::string(tr(Text::counter_no_stock))
                                  : format(Text::counter_stock, {number(goods.stock), goods.unit});
    ui.label({x, y, width, small}, stock,
             {.type = Type::small,
              .tone = goods.service || goods.stock > 0 ? Tone::ink_soft : Tone::bad});
    stepper(ui, {inner.x, inner.bottom() - ui.m.target, inner.w, ui.m.target}, goods);
}

}  // namespace xf::kiosk
