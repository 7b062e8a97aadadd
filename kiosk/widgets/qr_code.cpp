#include "kiosk/widgets/qr_code.hpp"

#include <qrcodegen.h>

#include <algorithm>
#include <cmath>

namespace xf::kiosk {
namespace {

constexpr int kLargestVersion = 20;  // about 660 alphanumerics at medium: far beyond a receipt
constexpr int kQuietModules = 4;     // ISO/IEC 18004

}  // namespace

bool qr_code(Ui& ui, Rect r, std::string_view key, std::string_view name, std::string_view text) {
    std::uint8_t scratch[qrcodegen_BUFFER_LEN_FOR_VERSION(kLargestVersion)];
    std::uint8_t code[qrcodegen_BUFFER_LEN_FOR_VERSION(kLargestVersion)];
    const std::string zero_ended(text);
    if (!qrcodegen_encodeText(zero_ended.c_str(), scratch, code, qrcodegen_Ecc_MEDIUM,
                              qrcodegen_VERSION_MIN, kLargestVersion, qrcodegen_Mask_AUTO, true))
        return false;
    const int size = qrcodegen_getSize(code);
    const float side = std::min(r.w, r.h);
    // Whole pixels a module: a scanner reads sharp edges better than a perfect fit.
    const float module = std::floor(side / static_cast<float>(size + 2 * kQuietModules));
    if (module < 1) return false;
    const float whole = module * static_cast<float>(size + 2 * kQuietModules);
    const Rect ground = {std::round(r.x + (r.w - whole) / 2), std::round(r.y + (r.h - whole) / 2),
                         whole, whole};
    ui.paint.box(ground, Tone::on_accent, ui.m.radius_control);
    const float left = ground.x + module * kQuietModules;
    const float top = ground.y + module * kQuietModules;
    for (int y = 0; y < size; ++y)
        for (int x = 0; x < size; ++x) {
            if (!qrcodegen_getModule(code, x, y)) continue;
            const int from = x;  // one rectangle for a run of dark modules
            while (x + 1 < size && qrcodegen_getModule(code, x + 1, y)) ++x;
            ui.paint.box(
                {left + module * static_cast<float>(from), top + module * static_cast<float>(y),
                 module * static_cast<float>(x + 1 - from), module},
                Tone::ink);
        }
    ui.node(Role::image, key, name, ground, 0, 0, text);
    return true;
}

}  // namespace xf::kiosk
