#include "shared/base/money.hpp"

#include <algorithm>
#include <iterator>

namespace xf {
namespace {

struct Mark {
    std::string_view typed;
    char meant;
};
constexpr Mark kMarks[] = {{"，", ','}, {"．", '.'}, {"。", '.'}, {"－", '-'}, {"−", '-'}};
constexpr std::string_view kWideZero = "０";

/// Of ASCII alone.
std::optional<std::int64_t> parse_plain(std::string_view text, std::int64_t below) {
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

}  // namespace

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

std::string plain_number(std::string_view text) {
    std::string out;
    while (!text.empty()) {
        const auto* mark =
            std::find_if(std::begin(kMarks), std::end(kMarks),
                         [&](const Mark& each) { return text.starts_with(each.typed); });
        const bool wide = text.size() >= 3 && text.starts_with(kWideZero.substr(0, 2)) &&
                          text[2] >= kWideZero[2] && text[2] <= kWideZero[2] + 9;
        const std::size_t used = mark != std::end(kMarks) ? mark->typed.size() : wide ? 3 : 1;
        if (mark != std::end(kMarks))
            out += mark->meant;
        else
            out += wide ? static_cast<char>('0' + (text[2] - kWideZero[2])) : text[0];
        text.remove_prefix(used);
    }
    return out;
}

std::optional<std::int64_t> parse_yuan(std::string_view text, std::int64_t below) {
    return parse_plain(plain_number(text), below);
}

std::optional<std::int64_t> parse_balance(std::string_view text, std::int64_t below) {
    const std::string plain = plain_number(text);
    const bool negative = plain.starts_with('-');
    const auto cents = parse_plain(std::string_view(plain).substr(negative ? 1 : 0), below);
    if (!cents) return std::nullopt;
    return negative ? -*cents : *cents;
}

}  // namespace xf
