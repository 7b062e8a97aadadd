#include "shared/base/date.hpp"

namespace xf {
namespace {

constexpr std::int64_t kDaySeconds = 86400;

std::int64_t floor_div(std::int64_t a, std::int64_t b) {
    return a / b - (a % b != 0 && (a < 0) != (b < 0) ? 1 : 0);
}

void append_padded(std::string& out, int value, std::size_t width) {
    const std::string digits = std::to_string(value);
    for (std::size_t i = digits.size(); i < width; ++i) out += '0';
    out += digits;
}

}  // namespace

Day china_day(UnixTime time) {
    return {static_cast<std::int32_t>(floor_div(time.seconds + kChinaOffsetSeconds, kDaySeconds))};
}

ClockTime china_clock(UnixTime time) {
    const std::int64_t local = time.seconds + kChinaOffsetSeconds;
    const auto second = static_cast<int>(local - floor_div(local, kDaySeconds) * kDaySeconds);
    return {second / 3600, second / 60 % 60};
}

// Days from civil and back after Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms".
CivilDate civil(Day day) {
    const std::int64_t z = day.days + 719468LL;
    const std::int64_t era = floor_div(z, 146097);
    const std::int64_t day_of_era = z - era * 146097;
    const std::int64_t year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    const std::int64_t day_of_year =
        day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    const std::int64_t shifted_month = (5 * day_of_year + 2) / 153;
    const std::int64_t month = shifted_month + (shifted_month < 10 ? 3 : -9);
    return {static_cast<int>(year_of_era + era * 400 + (month <= 2 ? 1 : 0)),
            static_cast<int>(month),
            static_cast<int>(day_of_year - (153 * shifted_month + 2) / 5 + 1)};
}

Day day_of(CivilDate date) {
    const std::int64_t year = date.year - (date.month <= 2 ? 1 : 0);
    const std::int64_t era = floor_div(year, 400);
    const std::int64_t year_of_era = year - era * 400;
    const std::int64_t day_of_year =
        (153 * (date.month + (date.month > 2 ? -3 : 9)) + 2) / 5 + date.day - 1;
    const std::int64_t day_of_era =
        year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return {static_cast<std::int32_t>(era * 146097 + day_of_era - 719468)};
}

std::string iso(Day day) {
    const CivilDate date = civil(day);
    std::string out;
    append_padded(out, date.year, 4);
    out += '-';
    append_padded(out, date.month, 2);
    out += '-';
    append_padded(out, date.day, 2);
    return out;
}

}  // namespace xf
