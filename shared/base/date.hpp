// Civil dates in China: one time zone (UTC+8), no daylight saving. The core reads no clock; times
// come in through ports::Clock or stand in events.
#pragma once

#include <compare>
#include <cstdint>
#include <string>

namespace xf {

/// Seconds since 1970-01-01T00:00:00Z.
struct UnixTime {
    std::int64_t seconds = 0;
    friend auto operator<=>(const UnixTime&, const UnixTime&) = default;
};

/// Days since 1970-01-01 on the civil calendar.
struct Day {
    std::int32_t days = 0;
    friend auto operator<=>(const Day&, const Day&) = default;
};

struct CivilDate {
    int year;
    int month;
    int day;
};

struct ClockTime {
    int hour;
    int minute;
};

inline constexpr std::int64_t kChinaOffsetSeconds = 8 * std::int64_t{3600};

/// The calendar day in China at that time.
Day china_day(UnixTime time);
ClockTime china_clock(UnixTime time);
CivilDate civil(Day day);
Day day_of(CivilDate date);

/// "2026-11-21"
std::string iso(Day day);

}  // namespace xf
