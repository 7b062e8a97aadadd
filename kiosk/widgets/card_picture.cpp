#include "kiosk/widgets/card_picture.hpp"

#include <algorithm>

namespace xf::kiosk {
namespace {

constexpr float kShape = 1.586f;  // width to height, ISO/IEC 7810 ID-1

}  // namespace

Point card_picture_size(const Ui& ui, float width, float height) {
    const float h = std::min({height * 0.8f, width * 0.86f / kShape, ui.m.tile_max * 0.9f});
    return {h * kShape, h};
}

void card_picture(Ui& ui, Rect r) {
    ui.paint.shadow(r, ui.m.radius_card, ui.m.shadow_blur, ui.m.shadow_drop);
    ui.paint.box(r, Tone::accent, ui.m.radius_card);
    const float pad = r.h * 0.11f;
    const float code = r.h * 0.5f;
    const Rect white = {r.right() - pad - code, r.bottom() - pad - code, code, code};
    ui.paint.box(white, Tone::on_accent, ui.m.radius_control);
    draw_icon(ui, white, code * 0.78f, Icon::scan, Tone::accent);
    const float line = ui.m.line_tight(Type::body);
    if (r.y + pad + line <= white.y)  // a very small card has no room for its name
        ui.label({r.x + pad, r.y + pad, r.w - 2 * pad, line}, tr(Text::identify_card_name),
                 {.tone = Tone::on_accent, .strong = true, .silent = true});
    const float bar = r.h * 0.06f;
    const float x = r.x + pad;
    const float y = r.bottom() - pad - bar;
    ui.paint.box({x, y, r.w * 0.34f, bar}, Tone::accent_held, bar / 2);
    ui.paint.box({x, y - 2 * bar, r.w * 0.24f, bar}, Tone::accent_held, bar / 2);
}

}  // namespace xf::kiosk
