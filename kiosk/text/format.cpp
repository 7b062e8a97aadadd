#include "kiosk/text/format.hpp"

#include "shared/base/fill.hpp"
#include "shared/base/money.hpp"

namespace xf::kiosk {
namespace {

constexpr int kThursday = 4;  // 1970-01-01

std::string two_digits(int value) { return (value < 10 ? "0" : "") + std::to_string(value); }

std::string month_day(CivilDate date) {
    return format(Text::date_month_day, {std::to_string(date.month), std::to_string(date.day)});
}

std::string year_month_day(CivilDate date) {
    return format(Text::date_year_month_day, {std::to_string(date.year), std::to_string(date.month),
                                              std::to_string(date.day)});
}

Text weekday(Day day) {
    static constexpr Text kDays[] = {Text::weekday_0, Text::weekday_1, Text::weekday_2,
                                     Text::weekday_3, Text::weekday_4, Text::weekday_5,
                                     Text::weekday_6};
    const int index = ((day.days + kThursday) % 7 + 7) % 7;
    return kDays[index];
}

}  // namespace

std::string_view tr(Text text) {
    const std::uint16_t* const start = kTextStarts + static_cast<std::size_t>(text);
    return {kTextBytes + start[0], std::size_t{start[1]} - start[0]};
}

std::string format(Text text, std::initializer_list<std::string_view> arguments) {
    return fill(tr(text), arguments);
}

std::string_view error_text(ErrorCode code) {
    switch (code) {
#define XF_ERROR(number, code, http, cure) \
    case ErrorCode::code:                  \
        return tr(Text::error_##code);
#include "shared/base/errors.def"
#undef XF_ERROR
    }
    return tr(Text::error_internal);
}

namespace {

std::string_view text_named(std::string_view area, std::string_view name) {
    for (const auto& [key, text] : kNamedTexts)
        if (key.starts_with(area) && key.substr(area.size()) == name) return tr(text);
    return tr(Text::event_unknown);
}

}  // namespace

std::string_view event_text(std::string_view type) { return text_named("event.", type); }
std::string_view area_text(std::string_view feature) { return text_named("area.", feature); }

std::string number(std::int64_t value) {
    return value < 0 ? "−" + std::to_string(value).substr(1) : std::to_string(value);
}

std::string yuan_text(std::int64_t cents) { return format(Text::finance_yuan, {yuan(cents)}); }

std::string number(Points points) { return number(points.value()); }

std::string signed_number(Points points) {
    return (points.value() > 0 ? "+" : "") + number(points);
}

std::string date_text(Day day, bool with_year) {
    const CivilDate date = civil(day);
    return (with_year ? year_month_day(date) : month_day(date)) + "  " +
           std::string(tr(weekday(day)));
}

std::string day_text(Day day, UnixTime now) {
    const CivilDate date = civil(day);
    return date.year == civil(china_day(now)).year ? month_day(date) : year_month_day(date);
}

std::string moment_text(UnixTime at, UnixTime now) {
    const ClockTime clock = china_clock(at);
    std::string time = std::to_string(clock.hour) + ":" + two_digits(clock.minute);
    const Day day = china_day(at);
    const Day today = china_day(now);
    if (day == today) return time;
    if (day.days + 1 == today.days) return format(Text::date_yesterday, {time});
    return day_text(day, now) + " " + time;
}

}  // namespace xf::kiosk
