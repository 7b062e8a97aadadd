// A QR code as the squares it is made of (ISO/IEC 18004, error correction M).
#pragma once

#include <optional>
#include <string_view>
#include <vector>

namespace xf::kiosk {

/// Modules of white that belong around it.
inline constexpr int kQuietModules = 4;

/// A run of dark modules in one row.
struct QrRun {
    int x = 0, y = 0, length = 0;
};

struct QrModules {
    int size = 0;  ///< modules on a side, without the quiet zone
    std::vector<QrRun> runs;

    /// With the quiet zone on both sides.
    int whole() const { return size + 2 * kQuietModules; }
};

/// Nothing where the text is too long.
std::optional<QrModules> qr_modules(std::string_view text);

}  // namespace xf::kiosk
