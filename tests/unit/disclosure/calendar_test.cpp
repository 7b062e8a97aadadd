#include "shared/disclosure/calendar.hpp"

#include <catch_amalgamated.hpp>

namespace xf::disclosure {
namespace {

Day day(int year, int month, int date) { return day_of({year, month, date}); }

TEST_CASE("a month is late from the eleventh of the next one on", "[disclosure]") {
    const DueMonth march{2026, 3};
    CHECK(month_deadline(march) == day(2026, 4, 10));
    CHECK(month_state(march, false, day(2026, 2, 28)) == MonthState::ahead);
    CHECK(month_state(march, false, day(2026, 3, 1)) == MonthState::open);
    CHECK(month_state(march, false, day(2026, 4, 10)) == MonthState::open);
    CHECK(month_state(march, false, day(2026, 4, 11)) == MonthState::missing);
    CHECK(month_state(march, true, day(2026, 4, 11)) == MonthState::published);
}

TEST_CASE("December is due in January, and February has its length", "[disclosure]") {
    CHECK(next_month({2026, 12}) == DueMonth{2027, 1});
    CHECK(last_month({2027, 1}) == DueMonth{2026, 12});
    CHECK(last_month({2024, 3}) == DueMonth{2024, 2});
    CHECK(month_deadline({2026, 12}) == day(2027, 1, 10));
    CHECK(month_state({2026, 12}, false, day(2027, 1, 10)) == MonthState::open);
    CHECK(month_state({2026, 12}, false, day(2027, 1, 11)) == MonthState::missing);
    CHECK(first_day({2024, 3}).days - first_day({2024, 2}).days == 29);
    CHECK(first_day({2026, 3}).days - first_day({2026, 2}).days == 28);
    CHECK(month_of(day(2024, 2, 29)) == DueMonth{2024, 2});
    CHECK(month_of(Day{day(2024, 2, 29).days + 1}) == DueMonth{2024, 3});
}

TEST_CASE("how far a matter has come", "[disclosure]") {
    const Day today = day(2026, 11, 21);
    Course course;
    CHECK(matter_state(course, today) == MatterState::running);
    course.resolution = true;
    // Its figures are not on this device: nothing is said to be late.
    CHECK(matter_state(course, today) == MatterState::awaiting);
    StepFigures figures;
    figures.date = day(2026, 11, 14);
    figures.publicity = Period{day(2026, 11, 14), today};
    figures.result_due = day(2026, 12, 31);
    course.resolution_figures = figures;
    CHECK(matter_state(course, today) == MatterState::publicity);
    CHECK(matter_state(course, Day{today.days + 1}) == MatterState::awaiting);
    CHECK(matter_state(course, day(2026, 12, 31)) == MatterState::awaiting);
    CHECK(matter_state(course, day(2027, 1, 1)) == MatterState::overdue);
    course.result = true;
    CHECK(matter_state(course, day(2027, 1, 1)) == MatterState::done);
}

}  // namespace
}  // namespace xf::disclosure
