// Sentences of the interface, from assets/texts/zh.json (texts.gen.hpp is made from it).
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

#include "kiosk/text/texts.gen.hpp"
#include "shared/base/date.hpp"
#include "shared/base/errors.hpp"
#include "shared/base/points.hpp"

namespace xf::kiosk {

/// The text as it stands in the catalogue.
std::string_view tr(Text text);

/// With {0}, {1}, … replaced by the arguments.
std::string format(Text text, std::initializer_list<std::string_view> arguments);

/// What happened, that nothing is lost, and what to do: one paragraph each.
std::string_view error_text(ErrorCode code);

/// What a record is about, by the name of its type; and a whole feature. "其他记录" for what has no text.
std::string_view event_text(std::string_view type);
std::string_view area_text(std::string_view feature);

std::string number(std::int64_t value);
/// "12,300.50 元"
std::string yuan_text(std::int64_t cents);
std::string number(Points points);
/// "+5", "−30": with a real minus sign.
std::string signed_number(Points points);

/// "11月21日 星期六", with the year: "2026年11月21日 星期六".
std::string date_text(Day day, bool with_year);
/// "9:32" today, "昨天 9:32", "11月20日 9:32", with its year when it is another one.
std::string moment_text(UnixTime at, UnixTime now);
/// "11月20日", or "2025年11月20日" when the year is another than now's.
std::string day_text(Day day, UnixTime now);

}  // namespace xf::kiosk
