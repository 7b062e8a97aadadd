// The small values that everything is made of: hex and base64, identities, dates, points, errors.
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <set>

#include "shared/base/date.hpp"
#include "shared/base/errors.hpp"
#include "shared/base/ids.hpp"
#include "shared/base/points.hpp"
#include "tests/support/require.hpp"

namespace xf {
namespace {

/// True when the work ends in an assertion: tried in a process of its own.
template <typename Work>
bool asserts(Work work) {
    const pid_t child = fork();
    if (child == 0) {
        static_cast<void>(freopen("/dev/null", "w", stderr));
        std::signal(SIGABRT, SIG_DFL);
        work();
        _exit(0);
    }
    int status = 0;
    waitpid(child, &status, 0);
    return WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT;
}

}  // namespace

TEST_CASE("bytes: hex, and base64 of RFC 4648") {
    CHECK(to_hex(Bytes{0x00, 0x0f, 0xf0, 0xff}) == "000ff0ff");
    CHECK(to_base64(as_bytes("")).empty());
    CHECK(to_base64(as_bytes("f")) == "Zg==");
    CHECK(to_base64(as_bytes("fo")) == "Zm8=");
    CHECK(to_base64(as_bytes("foo")) == "Zm9v");
    CHECK(to_base64(as_bytes("foob")) == "Zm9vYg==");
    CHECK(to_base64(as_bytes("fooba")) == "Zm9vYmE=");
    CHECK(to_base64(as_bytes("foobar")) == "Zm9vYmFy");
    CHECK(to_base64(Bytes{0xfb, 0xff, 0xfe}) == "+//+");
    CHECK(equal(Bytes{1}, Bytes{1}));
    CHECK_FALSE(equal(Bytes{1}, Bytes{1, 2}));
    CHECK(equal({}, {}));
}

TEST_CASE("ids: a UUID of version 7 carries its time first, and its version and variant") {
    const Uuid id = Uuid::v7(0x017F22E279B0, Bytes(10, 0xFF));  // the time of RFC 9562's example
    CHECK(id.text() == "017f22e2-79b0-7fff-bfff-ffffffffffff");
    CHECK(Uuid::v7(1, Bytes(10, 0)).text() == "00000000-0001-7000-8000-000000000000");
    CHECK(Uuid::v7(1, Bytes(10, 0xFF)) < Uuid::v7(2, Bytes(10, 0)));
    CHECK(Uuid::from(id.bytes) == id);
    CHECK_FALSE(Uuid::from(Bytes(15)));
    CHECK_FALSE(Uuid::from(Bytes(17)));
    CHECK(asserts([] { static_cast<void>(Uuid::v7(1, Bytes(9))); }));
}

TEST_CASE("ids: keys order by device, epoch, sequence") {
    const auto key = [](std::uint32_t device, std::uint32_t epoch, std::uint32_t seq) {
        return EventKey{{device}, {epoch}, {seq}};
    };
    CHECK(key(1, 9, 9) < key(2, 1, 1));
    CHECK(key(1, 1, 9) < key(1, 2, 1));
    CHECK(key(1, 1, 1) < key(1, 1, 2));
}

TEST_CASE("date: days that everybody knows") {
    CHECK(day_of({1970, 1, 1}).days == 0);
    CHECK(day_of({2000, 3, 1}).days == 11017);
    CHECK(day_of({2026, 11, 21}).days == 20778);
    CHECK(day_of({1969, 12, 31}).days == -1);
    CHECK(day_of({1900, 1, 1}).days == -25567);
    CHECK(iso(Day{0}) == "1970-01-01");
    CHECK(iso(day_of({2024, 2, 29})) == "2024-02-29");
    CHECK(day_of({2024, 3, 1}).days - day_of({2024, 2, 28}).days == 2);
    CHECK(day_of({2100, 3, 1}).days - day_of({2100, 2, 28}).days == 1);
    CHECK(day_of({2000, 3, 1}).days - day_of({2000, 2, 28}).days == 2);
}

TEST_CASE("date: from day to date and back, every day from year 0 to 4000") {
    CivilDate before = civil(day_of({0, 1, 1}));
    for (Day day{day_of({0, 1, 1}).days}; day.days <= day_of({4000, 12, 31}).days; ++day.days) {
        const CivilDate date = civil(day);
        REQUIRE(day_of(date) == day);
        const bool next_day = date.day == before.day + 1 && date.month == before.month;
        const bool next_month = date.day == 1 && (date.month == before.month + 1 ||
                                                  (date.month == 1 && before.month == 12));
        REQUIRE((next_day || next_month || day == day_of({0, 1, 1})));
        before = date;
    }
}

TEST_CASE("date: China is eight hours ahead, also before 1970") {
    constexpr std::int64_t kMidnight = 57'600;  // the first in China since 1970 by UTC
    CHECK(china_day({0}).days == 0);
    CHECK(china_clock({0}).hour == 8);
    CHECK(china_day({kMidnight - 1}).days == 0);
    CHECK(china_day({kMidnight}).days == 1);
    CHECK(china_clock({16 * 3600 + 61}).minute == 1);
    CHECK(china_day({-8LL * 3600}).days == 0);
    CHECK(china_day({-8 * 3600 - 1}).days == -1);
    CHECK(china_clock({-8 * 3600 - 1}).hour == 23);
    CHECK(china_clock({-8 * 3600 - 1}).minute == 59);
    CHECK(iso(china_day({1'795'219'200})) == "2026-11-21");
    CHECK(iso(china_day({253'402'300'799})) == "10000-01-01");  // the last second of a header
}

TEST_CASE("points: whole numbers whose sums are right or stop the program") {
    CHECK(Points(3) + Points(-5) == Points(-2));
    CHECK(Points(3) * 4 == Points(12));
    CHECK(-Points(7) == Points(-7));
    Points sum(1);
    sum += Points(2);
    sum -= Points(5);
    CHECK(sum == Points(-2));
    const Points most(INT64_MAX), least(INT64_MIN);
    CHECK((most + Points(0)) == most);
    CHECK((most - most) == Points(0));
    CHECK(asserts([&] { static_cast<void>(most + Points(1)); }));
    CHECK(asserts([&] { static_cast<void>(least - Points(1)); }));
    CHECK(asserts([&] { static_cast<void>(-least); }));
    CHECK(asserts([&] { static_cast<void>(Points(INT64_MAX / 2 + 1) * 2); }));
    CHECK(asserts([&] {
        Points over = most;
        over += Points(1);
    }));
    CHECK_FALSE(asserts([&] { static_cast<void>(most + Points(0)); }));
}

TEST_CASE("errors: numbers and names are unique, and never move") {
    struct Row {
        int number;
        std::string_view name;
        int http;
    };
    static constexpr Row kRows[] = {
#define XF_ERROR(number, code, http, cure) {number, #code, http},
#include "shared/base/errors.def"
#undef XF_ERROR
    };
    std::set<int> numbers;
    std::set<std::string_view> names;
    for (const Row& row : kRows) {
        INFO(row.name);
        CHECK(numbers.insert(row.number).second);
        CHECK(names.insert(row.name).second);
        CHECK(row.number > 0);
        CHECK(row.number < 240);  // a verdict is 16 + the number, and both fit one byte
        CHECK(row.http >= 400);
        CHECK(row.http < 600);
        const auto code = error_code_numbered(static_cast<std::uint64_t>(row.number));
        REQUIRE(code);
        CHECK(error_code_named(row.name) == code);
        CHECK(name_of(*code) == row.name);
        CHECK(http_status_of(*code) == row.http);
        CHECK_FALSE(cure_of(*code).empty());
    }
    CHECK_FALSE(error_code_numbered(0));
    CHECK_FALSE(error_code_numbered(UINT64_MAX));
    CHECK_FALSE(error_code_named("no_such"));
    // Those that stand in verdicts of released logs. Add rows; never change one.
    CHECK(ErrorCode::malformed == static_cast<ErrorCode>(1));
    CHECK(ErrorCode::too_large == static_cast<ErrorCode>(2));
    CHECK(ErrorCode::foreign_scope == static_cast<ErrorCode>(20));
    CHECK(ErrorCode::unknown_type == static_cast<ErrorCode>(32));
    CHECK(ErrorCode::not_permitted == static_cast<ErrorCode>(33));
    CHECK(ErrorCode::unknown_reference == static_cast<ErrorCode>(34));
    CHECK(ErrorCode::over_lease == static_cast<ErrorCode>(35));
    CHECK(ErrorCode::bad_amount == static_cast<ErrorCode>(36));
    CHECK(ErrorCode::wrong_state == static_cast<ErrorCode>(37));
    CHECK(ErrorCode::chain_broken == static_cast<ErrorCode>(38));
    CHECK(ErrorCode::nothing_entered == static_cast<ErrorCode>(68));
}

}  // namespace xf
