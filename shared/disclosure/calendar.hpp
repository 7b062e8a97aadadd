// What is due, and what is late: of a month (一月一晒) and of a matter (四议两公开). Pure; the day
// comes from the caller.
#pragma once

#include "shared/disclosure/figures.hpp"
#include "shared/disclosure/leaf_kind.hpp"

namespace xf::disclosure {

/// A month is to be published by this day of the next one.
inline constexpr int kMonthDueDay = 10;

DueMonth month_of(Day day);
DueMonth next_month(DueMonth month);
DueMonth last_month(DueMonth month);
Day first_day(DueMonth month);
/// The last day on which a month's publication is not late.
Day month_deadline(DueMonth month);

enum class MonthState : std::uint8_t {
    none,       ///< nothing was due: it lies before the log
    ahead,      ///< has not begun
    open,       ///< under way, or over and not late yet
    published,  ///< all that was due is there
    missing,    ///< something is late
};

MonthState month_state(DueMonth month, bool published, Day today);

enum class MatterState : std::uint8_t {
    running,    ///< 进行中: no resolution yet
    publicity,  ///< 公示中: objections are still taken
    awaiting,   ///< 待公布结果
    overdue,    ///< 逾期未公布: its result should have been published
    done,       ///< 已公布结果
};

/// How far a matter has come.
struct Course {
    bool resolution = false;
    bool result = false;
    std::optional<StepFigures> resolution_figures;
};

MatterState matter_state(const Course& course, Day today);

}  // namespace xf::disclosure
