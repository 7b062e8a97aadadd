#include "kiosk/paint/qr_modules.hpp"

#include <qrcodegen.h>

#include <cstdint>
#include <string>

namespace xf::kiosk {
namespace {

constexpr int kLargestVersion = 20;  // about 660 alphanumerics at medium: far beyond a receipt

}  // namespace

std::optional<QrModules> qr_modules(std::string_view text) {
    std::uint8_t scratch[qrcodegen_BUFFER_LEN_FOR_VERSION(kLargestVersion)];
    std::uint8_t code[qrcodegen_BUFFER_LEN_FOR_VERSION(kLargestVersion)];
    const std::string zero_ended(text);
    if (!qrcodegen_encodeText(zero_ended.c_str(), scratch, code, qrcodegen_Ecc_MEDIUM,
                              qrcodegen_VERSION_MIN, kLargestVersion, qrcodegen_Mask_AUTO, true))
        return std::nullopt;
    QrModules out;
    out.size = qrcodegen_getSize(code);
    for (int y = 0; y < out.size; ++y)
        for (int x = 0; x < out.size; ++x) {
            if (!qrcodegen_getModule(code, x, y)) continue;
            const int from = x;
            while (x + 1 < out.size && qrcodegen_getModule(code, x + 1, y)) ++x;
            out.runs.push_back({from, y, x + 1 - from});
        }
    return out;
}

}  // namespace xf::kiosk
