#include "kiosk/scanner.hpp"

#include <catch_amalgamated.hpp>

using xf::kiosk::ScannerBurst;

namespace {

constexpr char kCard[] = "XF1:0123456789ABCDEF";
constexpr char kBarcode[] = "69012345";

void type(ScannerBurst& burst, std::string_view keys, std::int64_t& now, std::int64_t gap_ms) {
    for (const char key : keys) burst.feed(key, now += gap_ms);
}

}  // namespace

TEST_CASE("a scanner's burst is recognised whole") {
    for (const std::int64_t gap : {0, 1, 8, 30, 50}) {
        for (const std::string code : {kCard, kBarcode}) {
            ScannerBurst burst;
            std::int64_t now = 0;
            type(burst, code, now, gap);
            CHECK(burst.released(now).empty());
            CHECK(burst.enter(now += gap) == code);
            CHECK(burst.released(now + 1000).empty());
            CHECK_FALSE(burst.due());
        }
    }
}

TEST_CASE("a card may come slowly, a barcode may not") {
    ScannerBurst burst;
    std::int64_t now = 0;
    type(burst, kCard, now, 400);
    CHECK(burst.enter(now += 400) == kCard);

    type(burst, kBarcode, now, 80);
    CHECK_FALSE(burst.enter(now += 80));
    CHECK(burst.released(now) == kBarcode);
}

TEST_CASE("a card is a card under CapsLock too") {
    ScannerBurst burst;
    std::int64_t now = 0;
    type(burst, "xf1:0123456789abcdef", now, 3);
    CHECK(burst.enter(now) == kCard);
}

TEST_CASE("a person's typing is given back, whatever ends it") {
    ScannerBurst burst;
    std::int64_t now = 0;
    SECTION("Enter") {
        type(burst, "hello", now, 120);
        CHECK_FALSE(burst.enter(now += 120));
    }
    SECTION("another key") {
        type(burst, "hello", now, 5);
        burst.interrupt();
    }
    SECTION("time") {
        type(burst, "hello", now, 5);
        REQUIRE(burst.due());
        now = *burst.due();
    }
    CHECK(burst.released(now) == "hello");
    CHECK_FALSE(burst.since());
}

TEST_CASE("two fingers on neighbouring keys and Enter are no scan") {
    ScannerBurst burst;
    std::int64_t now = 0;
    type(burst, "as", now, 5);
    CHECK_FALSE(burst.enter(now += 5));
    CHECK(burst.released(now) == "as");
}

TEST_CASE("typing before a scan stays apart from it") {
    ScannerBurst burst;
    std::int64_t now = 0;
    type(burst, "12", now, 200);
    now += 200;
    type(burst, kCard, now, 3);
    CHECK(burst.since() == 603);
    CHECK(burst.enter(now += 3) == kCard);
    CHECK(burst.released(now) == "12");
}

TEST_CASE("an endless burst has a bound") {
    ScannerBurst burst;
    std::int64_t now = 0;
    for (int i = 0; i < 100'000; ++i) burst.feed('x', now += 1);
    CHECK(burst.released(now + 1000).size() <= 512);
}
