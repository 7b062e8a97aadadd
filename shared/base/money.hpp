// Money as people read it. Amounts are counted in 分, and never in floating point.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace xf {

/// "12,300.50", "−86.00": yuan, with a real minus sign.
std::string yuan(std::int64_t cents);

/// What somebody typed: "12300", "12300.5", "12,300.50". None for anything else, or from `below` on.
std::optional<std::int64_t> parse_yuan(std::string_view text, std::int64_t below);

}  // namespace xf
