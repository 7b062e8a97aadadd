// Money as people read it. Amounts are counted in 分, and never in floating point.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace xf {

/// "12,300.50", "−86.00": yuan, with a real minus sign.
std::string yuan(std::int64_t cents);

/// In ASCII what an input method for Chinese types in its place: full-width digits and marks, 。 for
/// the point, and the real minus sign. Everything else stays as it is.
std::string plain_number(std::string_view text);

/// What somebody typed: "12300", "12300.5", "12,300.50", also in full width. None for anything else,
/// or from `below` on.
std::optional<std::int64_t> parse_yuan(std::string_view text, std::int64_t below);
/// The same of a balance, which may be negative; and nothing down from −`below` either.
std::optional<std::int64_t> parse_balance(std::string_view text, std::int64_t below);

}  // namespace xf
