#include "kiosk/screens/form_fields.hpp"

#include <algorithm>

#include "kiosk/widgets/pin_pad.hpp"
#include "shared/base/limits.hpp"

namespace xf::kiosk::screens {
namespace {

constexpr std::size_t kDigits = 48;  ///< bytes: 16 full-width characters
constexpr int kWordsLines = 8;
constexpr int kLeastWordsLines = 3;

struct FieldLook {
    Text label;
    std::size_t max_bytes;
    bool numeric = false;
    bool multiline = false;
};

FieldLook look_of(app::Field field) {
    using F = app::Field;
    switch (field) {
        case F::title:
            return {Text::draft_field_title, 600};
        case F::number:
            return {Text::draft_field_number, 120};
        case F::words:
            return {Text::draft_field_words, limits::kTextBytes, false, true};
        case F::expected:
            return {Text::draft_field_expected, kDigits, true};
        case F::present:
            return {Text::draft_field_present, kDigits, true};
        case F::in_favour:
            return {Text::draft_field_in_favour, kDigits, true};
        case F::against:
            return {Text::draft_field_against, kDigits, true};
        case F::abstained:
            return {Text::draft_field_abstained, kDigits, true};
        case F::objections:
            return {Text::draft_field_objections, kDigits, true};
        case F::opening:
            return {Text::draft_field_opening, kDigits, true};
        case F::amount:
            return {Text::draft_field_amount, kDigits, true};
        case F::line_text:
            return {Text::draft_field_line_text, 180};
    }
    return {Text::draft_field_words, 0};
}

struct Drawn {
    TextModel* model;
    bool numeric;
    Rect box;
};

Drawn draw_field(Ui& ui, Rect r, const app::FormField& field, std::size_t index) {
    const FieldLook look = look_of(field.field);
    const std::string key = "field" + std::to_string(index);
    const float label = ui.m.line(Type::small);
    ui.label({r.x, r.y, r.w, label}, tr(look.label),
             {.type = Type::small, .tone = Tone::ink_soft, .silent = true});
    TextModel& model =
        text_field(ui, {r.x, r.y + label, r.w, r.h - label},
                   {.key = key,
                    .label = tr(look.label),
                    .placeholder = look.multiline ? tr(Text::draft_field_words_placeholder)
                                                  : std::string_view(),
                    .multiline = look.multiline,
                    .mode = look.numeric ? InputMode::numeric : InputMode::text,
                    .max_bytes = look.max_bytes});
    // What the draft holds stands there at first; from then on the field is its own.
    int& filled = ui.local(key + ".filled");
    if (filled == 0) {
        filled = 1;
        if (!field.value.empty()) model.set(field.value);
    }
    return {&model, look.numeric, {r.x, r.y + label, r.w, r.h - label}};
}

/// A whole character, which may be a full-width one.
void erase_last(std::string& text) {
    const auto inside = [&] { return (static_cast<unsigned char>(text.back()) & 0xC0) == 0x80; };
    while (!text.empty() && inside()) text.pop_back();
    if (!text.empty()) text.pop_back();
}

/// Digits go to the number that was touched last, at first the first one.
void draw_pad(Ui& ui, Rect r, const std::vector<Drawn>& drawn) {
    int& target = ui.local("target");
    for (std::size_t i = 0; i < drawn.size(); ++i)
        if (drawn[i].numeric && drawn[i].model->focused) target = static_cast<int>(i);
    auto at = std::min(static_cast<std::size_t>(target), drawn.size() - 1);
    while (at + 1 < drawn.size() && !drawn[at].numeric) ++at;
    if (!drawn[at].numeric) return;
    ui.paint.outline(drawn[at].box, Tone::accent, ui.m.radius_control, ui.m.stroke);
    const Point size = pin_pad_size(ui, r.w, r.h);
    const PinPresses presses = pin_pad(ui, {r.x + (r.w - size.x) / 2, r.y, size.x, size.y}, true);
    TextModel& model = *drawn[at].model;
    std::string value = model.value;
    for (int digit = 0; digit <= 9; ++digit)
        value.append(presses.count[digit], static_cast<char>('0' + digit));
    const auto gone = static_cast<std::size_t>(presses.count[static_cast<int>(PinKey::erase)]);
    for (std::size_t i = 0; i < gone; ++i) erase_last(value);
    if (value != model.value && value.size() <= kDigits) model.set(value);
}

}  // namespace

bool has_numbers(const std::vector<app::FormField>& fields) {
    return std::any_of(fields.begin(), fields.end(),
                       [](const app::FormField& f) { return look_of(f.field).numeric; });
}

float form_fields_height(const Ui& ui, const std::vector<app::FormField>& fields) {
    const bool pairs = has_numbers(fields) && fields.size() > 1;
    const float label = ui.m.line(Type::small);
    float height = 0;
    for (std::size_t i = 0; i < fields.size(); i += pairs ? 2 : 1) {
        const int lines = look_of(fields[i].field).multiline ? kLeastWordsLines : 1;
        height += label + text_field_height(ui, lines) + ui.space(kSmall);
    }
    return height;
}

std::vector<std::string> form_fields(Ui& ui, Rect r, const std::vector<app::FormField>& fields,
                                     Rect pad) {
    if (fields.empty()) return {};
    const float gap = ui.space(kMedium);
    const float label = ui.m.line(Type::small);
    const float one = label + text_field_height(ui, 1);
    // Short ones stand two in a row.
    const bool pairs = has_numbers(fields) && fields.size() > 1;
    const float width = pairs ? (r.w - gap) / 2 : r.w;
    std::vector<Drawn> drawn;
    float x = r.x, y = r.y;
    for (std::size_t i = 0; i < fields.size(); ++i) {
        float height = one;
        if (look_of(fields[i].field).multiline)
            height = std::clamp(label + text_field_height(ui, kWordsLines), one,
                                std::max(one, r.bottom() - y));
        drawn.push_back(draw_field(ui, {x, y, width, height}, fields[i], i));
        const bool beside = pairs && x == r.x && i + 1 < fields.size();
        x = beside ? r.x + width + gap : r.x;
        if (!beside) y += height + ui.space(kSmall);
    }
    if (pad.w > 0) draw_pad(ui, pad, drawn);
    std::vector<std::string> values;
    values.reserve(drawn.size());
    for (const Drawn& each : drawn) values.push_back(each.model->value);
    return values;
}

}  // namespace xf::kiosk::screens
