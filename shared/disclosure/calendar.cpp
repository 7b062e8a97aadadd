#include "shared/disclosure/calendar.hpp"

namespace xf::disclosure {

DueMonth month_of(Day day) {
    const CivilDate date = civil(day);
    return {static_cast<std::uint16_t>(date.year), static_cast<std::uint8_t>(date.month)};
}

DueMonth next_month(DueMonth month) {
    if (month.month < 12) return {month.year, static_cast<std::uint8_t>(month.month + 1)};
    return {static_cast<std::uint16_t>(month.year + 1), 1};
}

DueMonth last_month(DueMonth month) { return month_of(Day{first_day(month).days - 1}); }

Day first_day(DueMonth month) { return day_of({month.year, month.month, 1}); }

Day month_deadline(DueMonth month) {
    return {first_day(next_month(month)).days + kMonthDueDay - 1};
}

MonthState month_state(DueMonth month, bool published, Day today) {
    if (published) return MonthState::published;
    if (today < first_day(month)) return MonthState::ahead;
    return today > month_deadline(month) ? MonthState::missing : MonthState::open;
}

MatterState matter_state(const Course& course, Day today) {
    if (course.result) return MatterState::done;
    if (!course.resolution) return MatterState::running;
    const auto& figures = course.resolution_figures;
    if (figures && figures->result_due && today > *figures->result_due) return MatterState::overdue;
    if (figures && figures->publicity && today <= figures->publicity->to)
        return MatterState::publicity;
    return MatterState::awaiting;
}

}  // namespace xf::disclosure
