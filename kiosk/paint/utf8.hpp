// Walking over UTF-8. Text here passed the core's validator; a byte that is none becomes U+FFFD.
#pragma once

#include <cstddef>
#include <string_view>

namespace xf::kiosk {

/// The character that begins at byte `at`; `at` moves behind it. REQUIRES: at < text.size().
char32_t next_character(std::string_view text, std::size_t& at);

/// The greatest character boundary that is not beyond `at`.
std::size_t boundary_before(std::string_view text, std::size_t at);

}  // namespace xf::kiosk
