#include "kiosk/widgets/picture.hpp"

#include <algorithm>

#include "kiosk/widgets/button.hpp"
#include "kiosk/widgets/card.hpp"

namespace xf::kiosk {
namespace {

constexpr float kSmallShare = 1.5f;  // of a target: shows what it is, and is easy to touch
constexpr float kShape = 4.0f / 3;   // of a small one

float small_height(const Ui& ui) { return ui.m.target * kSmallShare; }
/// With the button below that takes it away.
float draft_height(const Ui& ui) { return small_height(ui) + ui.space(kTiny) + ui.m.target; }
float small_width(const Ui& ui) { return small_height(ui) * kShape; }

/// What of a picture is seen when it covers `r`: the middle.
Rect covering(const Texture& texture, Rect r) {
    const float shape = static_cast<float>(texture.width) / static_cast<float>(texture.height);
    const float wanted = r.w / r.h;
    const float w = std::min(1.0f, wanted / shape), h = std::min(1.0f, shape / wanted);
    return {(1 - w) / 2, (1 - h) / 2, w, h};
}

/// The largest place for a whole picture in the middle of `r`.
Rect fitting(const Texture& texture, Rect r) {
    const auto width = static_cast<float>(texture.width),
               height = static_cast<float>(texture.height);
    const float scale = std::min(r.w / width, r.h / height);
    return {r.x + (r.w - width * scale) / 2, r.y + (r.h - height * scale) / 2, width * scale,
            height * scale};
}

Text word_of(app::PictureState state) {
    return state == app::PictureState::missing ? Text::picture_missing : Text::picture_coming;
}

void draw_absent(Ui& ui, Rect r, app::PictureState state) {
    ui.paint.box(r, Tone::sunken, ui.m.radius_control);
    const float line = ui.m.line_tight(Type::small);
    draw_icon(ui, {r.x, r.y, r.w, r.h - line}, ui.m.icon, Icon::camera, Tone::ink_soft);
    ui.label({r.x, r.bottom() - line - ui.space(kTiny), r.w, line}, tr(word_of(state)),
             {.type = Type::small, .tone = Tone::ink_soft, .align = Align::center, .silent = true});
}

void draw_small(Ui& ui, Rect r, const app::PictureItem& item) {
    const auto texture =
        item.state == app::PictureState::here ? ui.memory().pictures.get(item.hash) : std::nullopt;
    if (!texture || texture->id == 0) return draw_absent(ui, r, item.state);
    ui.paint.image(r, texture->id, covering(*texture, r), ui.m.radius_control);
    ui.paint.outline(r, Tone::line, ui.m.radius_control, ui.m.hairline);
}

void draw_item(Ui& ui, Rect r, const app::PictureItem& item, std::size_t index) {
    const std::string key = "picture" + std::to_string(index);
    const std::string name =
        item.state == app::PictureState::here
            ? format(Text::picture_open, {number(static_cast<std::int64_t>(index + 1))})
            : std::string(tr(word_of(item.state)));
    const Press p = ui.press(key, name, r, item.state == app::PictureState::here);
    draw_small(ui, r, item);
    ui.focus_ring(p, r, ui.m.radius_control);
    if (p) ui.memory().pictures.open = item.hash;
}

/// Of the `index`-th thing in a row that breaks at the width of `r`.
Rect place_of(const Ui& ui, Rect r, std::size_t index, float height) {
    const float gap = ui.space(kSmall), width = small_width(ui);
    const int columns = std::max(1, static_cast<int>((r.w + gap) / (width + gap)));
    return grid_place({r.x, r.y, width, height}, gap, columns, static_cast<int>(index));
}

}  // namespace

float picture_row(Ui& ui, Rect r, std::span<const app::PictureItem> pictures) {
    for (std::size_t i = 0; i < pictures.size(); ++i)
        draw_item(ui, place_of(ui, r, i, small_height(ui)), pictures[i], i);
    if (pictures.empty()) return 0;
    return place_of(ui, r, pictures.size() - 1, small_height(ui)).bottom() - r.y;
}

float pictures_below(const Ui& ui, float width, std::span<const app::PictureItem> pictures) {
    if (pictures.empty()) return 0;
    const Rect last = place_of(ui, {0, 0, width, 0}, pictures.size() - 1, small_height(ui));
    return ui.space(kLarge) + last.bottom();
}

void draw_pictures_below(Ui& ui, Rect r, std::span<const app::PictureItem> pictures) {
    const float height = pictures_below(ui, r.w, pictures);
    const float y = r.bottom() - height + ui.space(kLarge);
    static_cast<void>(picture_row(ui, {r.x, y, r.w, 0}, pictures));
}

float picture_draft_height(const Ui& ui, const app::PictureDraft& draft, float width) {
    if (draft.pictures.empty()) return draft.can_add ? ui.m.target : 0;
    const std::size_t places = draft.pictures.size() + (draft.can_add ? 1 : 0);
    return place_of(ui, {0, 0, width, 0}, places - 1, draft_height(ui)).bottom();
}

float picture_draft(Ui& ui, Rect r, const app::PictureDraft& draft) {
    const ButtonSpec add = {
        .key = "add_picture", .label = tr(Text::picture_add), .icon = Icon::camera};
    if (draft.pictures.empty()) {
        if (!draft.can_add) return 0;
        const float width = std::min(r.w, button_width(ui, add));
        if (button(ui, {r.x, r.y, width, ui.m.target}, add)) ui.submit(app::PickPicture{});
        return ui.m.target;
    }
    const float height = draft_height(ui);
    std::size_t index = 0;
    for (; index < draft.pictures.size(); ++index) {
        const Rect cell = place_of(ui, r, index, height);
        draw_item(ui, {cell.x, cell.y, cell.w, small_height(ui)}, draft.pictures[index], index);
        const std::string key = "drop_picture" + std::to_string(index);
        const ButtonSpec drop = {.key = key,
                                 .label = tr(Text::picture_drop),
                                 .kind = ButtonKind::quiet,
                                 .type = Type::small};
        const Rect below = {cell.x, cell.bottom() - ui.m.target, cell.w, ui.m.target};
        if (button(ui, below, drop)) ui.submit(app::DropPicture{draft.pictures[index].hash});
    }
    const float used = picture_draft_height(ui, draft, r.w);
    if (!draft.can_add) return used;
    const Rect cell = place_of(ui, r, index, height);
    ButtonSpec next = add;
    next.label = tr(Text::picture_add_more);
    next.stacked = true;
    if (button(ui, {cell.x, cell.y, cell.w, small_height(ui)}, next)) ui.submit(app::PickPicture{});
    return used;
}

void draw_open_picture(Ui& ui) {
    Pictures& pictures = ui.memory().pictures;
    if (!pictures.open) return;
    ui.raise_layer();
    const Rect all = {0, 0, ui.m.width, ui.m.height};
    const Group group(ui, Role::dialog, "open_picture", tr(Text::picture_large), all);
    ui.paint.box(all, Tone::scrim);
    const Rect in = inset(all, ui.space(kMedium));
    const float button_h = ui.m.target;
    const Rect room = {in.x, in.y, in.w, in.h - button_h - ui.space(kMedium)};
    const auto texture = pictures.get(*pictures.open);
    if (texture && texture->id != 0)
        ui.paint.image(fitting(*texture, room), texture->id, {0, 0, 1, 1}, ui.m.radius_control);
    const ButtonSpec close = {
        .key = "close_picture", .label = tr(Text::picture_close), .icon = Icon::cross};
    const float width = std::min(in.w, std::max(button_width(ui, close), ui.m.target * 3));
    const Rect below = {in.x + (in.w - width) / 2, in.bottom() - button_h, width, button_h};
    if (button(ui, below, close)) pictures.open.reset();
}

}  // namespace xf::kiosk
