#include "kiosk/widgets/qr_code.hpp"

#include <algorithm>
#include <cmath>

#include "kiosk/paint/qr_modules.hpp"

namespace xf::kiosk {

bool qr_code(Ui& ui, Rect r, std::string_view key, std::string_view name, std::string_view text) {
    const auto code = qr_modules(text);
    if (!code) return false;
    const float side = std::min(r.w, r.h);
    // Whole pixels a module: a scanner reads sharp edges better than a perfect fit.
    const float module = std::floor(side / static_cast<float>(code->whole()));
    if (module < 1) return false;
    const float whole = module * static_cast<float>(code->whole());
    const Rect ground = {std::round(r.x + (r.w - whole) / 2), std::round(r.y + (r.h - whole) / 2),
                         whole, whole};
    ui.paint.box(ground, Tone::on_accent, ui.m.radius_control);
    const float left = ground.x + module * kQuietModules;
    const float top = ground.y + module * kQuietModules;
    for (const QrRun& run : code->runs)  // one rectangle each
        ui.paint.box(
            {left + module * static_cast<float>(run.x), top + module * static_cast<float>(run.y),
             module * static_cast<float>(run.length), module},
            Tone::ink);
    ui.node(Role::image, key, name, ground, 0, 0, text);
    return true;
}

}  // namespace xf::kiosk
