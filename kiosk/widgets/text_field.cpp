#include "kiosk/widgets/text_field.hpp"

#include <algorithm>

namespace xf::kiosk {
namespace {

constexpr Type kType = Type::body;

struct FieldLines {
    std::string_view text;
    std::vector<TextLine> lines;
    float line_height = 0;
    float em = 0;
};

/// Which line a byte stands in. At a wrap it is the line that begins there.
std::size_t line_of(const FieldLines& f, std::size_t at) {
    std::size_t i = 0;
    while (i + 1 < f.lines.size() && f.lines[i + 1].begin <= at) ++i;
    return i;
}

float x_of(Ui& ui, const FieldLines& f, std::size_t line, std::size_t at) {
    const TextLine& l = f.lines[line];
    const std::size_t end = std::clamp<std::size_t>(at, l.begin, l.end);
    return text_width(ui.paint.font(), f.text.substr(l.begin, end - l.begin), f.em);
}

/// Calls `draw` with the rectangle of each line's part of bytes [begin, end).
template <typename Draw>
void for_each_part(Ui& ui, const FieldLines& f, Rect r, std::size_t begin, std::size_t end,
                   Draw draw) {
    if (begin >= end) return;
    for (std::size_t i = line_of(f, begin); i < f.lines.size() && f.lines[i].begin < end; ++i) {
        const float left = x_of(ui, f, i, begin);
        const float right = x_of(ui, f, i, end);
        draw(Rect{r.x + left, r.y + f.line_height * static_cast<float>(i), right - left,
                  f.line_height});
    }
}

void draw_value(Ui& ui, Rect r, const TextModel& model, const FieldLines& f) {
    for_each_part(ui, f, r, model.selection_begin, model.selection_end,
                  [&](Rect part) { ui.paint.box(part, Tone::accent_soft); });
    for (std::size_t i = 0; i < f.lines.size(); ++i) {
        const TextLine& l = f.lines[i];
        const float y = r.y + f.line_height * static_cast<float>(i) + (f.line_height - f.em) / 2;
        ui.paint.text(r.x, y, f.text.substr(l.begin, l.end - l.begin), f.em, Tone::ink);
    }
    for_each_part(ui, f, r, model.composition_begin, model.composition_end, [&](Rect part) {
        const float y = part.bottom() - ui.space(kHair);
        ui.paint.box({part.x, y, part.w, ui.m.stroke}, Tone::accent);
    });
    if (!model.focused) return;
    const std::size_t line = line_of(f, model.selection_end);
    const float x = x_of(ui, f, line, model.selection_end);
    ui.paint.box(
        {r.x + x, r.y + f.line_height * static_cast<float>(line) + (f.line_height - f.em) / 2,
         ui.m.stroke, f.em},
        Tone::accent);
}

}  // namespace

float text_field_height(const Ui& ui, int lines) {
    return std::max(ui.m.target,
                    ui.m.line(kType) * static_cast<float>(lines) + 2 * ui.space(kSmall));
}

TextModel& text_field(Ui& ui, Rect r, const TextFieldSpec& spec) {
    const NodeId id = ui.id(spec.key);
    TextModel& model = ui.memory().texts[id];
    model.max_bytes = spec.max_bytes;
    Interaction& in = ui.memory().interaction;
    in.add(id, r, intersection(r, ui.paint.clip()), ui.scroller());
    if (in.focused() == id) ui.wanted_focus = id;

    const bool active = model.focused || in.focused() == id;
    ui.paint.box(r, Tone::surface, ui.m.radius_control);
    ui.paint.outline(r, active ? Tone::accent : Tone::edge, ui.m.radius_control,
                     active ? ui.m.stroke * 1.5f : ui.m.hairline);

    FieldLines f;
    f.text = model.value;
    f.em = ui.m.em(kType);
    f.line_height = ui.m.line(kType);
    Rect inner = {r.x + ui.space(kMedium), r.y + ui.space(kSmall), r.w - 2 * ui.space(kMedium),
                  r.h - 2 * ui.space(kSmall)};
    if (!spec.multiline) inner = {inner.x, r.y + (r.h - f.line_height) / 2, inner.w, f.line_height};
    constexpr float kUnbroken = 1e9f;
    f.lines = break_lines(ui.paint.font(), f.text, f.em, spec.multiline ? inner.w : kUnbroken);

    ui.paint.push_clip(inner);
    Rect origin = inner;
    const std::size_t caret = line_of(f, model.selection_end);
    const float below = f.line_height * static_cast<float>(caret + 1);
    origin.y -= std::max(0.0f, below - inner.h);
    origin.x -= std::max(0.0f, x_of(ui, f, caret, model.selection_end) + ui.m.stroke - inner.w);
    if (model.value.empty())
        ui.text(inner, spec.placeholder,
                {.tone = Tone::ink_soft,
                 .loose = true,
                 .max_lines = std::max(1, static_cast<int>(inner.h / f.line_height)),
                 .silent = true});
    draw_value(ui, origin, model, f);
    ui.paint.pop_clip();

    constexpr auto kActions = static_cast<std::uint8_t>(static_cast<int>(Action::set_value) |
                                                        static_cast<int>(Action::focus));
    ui.node(Role::textbox, spec.key, spec.label, r,
            model.focused ? state::kFocused : std::uint8_t{0}, kActions, model.value);
    TextFieldRect field;
    field.id = id;
    field.rect = inner;
    field.multiline = spec.multiline;
    field.mode = spec.mode;
    field.max_bytes = spec.max_bytes;
    field.font_px = f.em;
    field.label = spec.label;
    field.value = model.value;
    field.revision = model.revision;
    ui.fields.push_back(std::move(field));
    return model;
}

}  // namespace xf::kiosk
