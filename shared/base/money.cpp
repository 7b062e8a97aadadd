#include "shared/base/money.hpp"

namespace xf {

std::string yuan(std::int64_t cents) {
    // In unsigned, where the lowest number has an absolute value, too.
    const std::uint64_t value =
        cents < 0 ? 0 - static_cast<std::uint64_t>(cents) : static_cast<std::uint64_t>(cents);
    const std::string whole = std::to_string(value / 100);
    std::string out = cents < 0 ? "−" : "";
    for (std::size_t i = 0; i < whole.size(); ++i) {
        if (i > 0 && (whole.size() - i) % 3 == 0) out += ',';
        out += whole[i];
    }
    const std::uint64_t rest = value % 100;
    return out + (rest < 10 ? ".0" : ".") + std::to_string(rest);
}

std::optional<std::int64_t> parse_yuan(std::string_view text, std::int64_t below) {
    std::int64_t cents = 0;
    int decimals = -1;  // none begun
    bool any = false;
    for (const char c : text) {
        if (c == ',' && any && decimals < 0) continue;
        if (c == '.' && any && decimals < 0) {
            decimals = 0;
            continue;
        }
        if (c < '0' || c > '9' || decimals == 2) return std::nullopt;
        any = true;
        if (decimals >= 0) ++decimals;
        cents = cents * 10 + (c - '0');
        if (cents >= below) return std::nullopt;
    }
    if (!any || decimals == 0) return std::nullopt;
    for (int i = decimals < 0 ? 0 : decimals; i < 2; ++i) cents *= 10;
    if (cents >= below) return std::nullopt;
    return cents;
}

}  // namespace xf
