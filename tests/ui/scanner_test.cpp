#include "kiosk/scanner.hpp"

#include <catch_amalgamated.hpp>

using xf::kiosk::ScannerBurst;
using Verdict = ScannerBurst::Verdict;

namespace {

constexpr char kCard[] = "XF1:0123456789ABCDEF";

Verdict type(ScannerBurst& burst, const char* keys, std::int64_t& now, std::int64_t gap_ms) {
    Verdict last = Verdict::typing;
    for (; *keys; ++keys) last = burst.feed(*keys, now += gap_ms);
    return last;
}

}  // namespace

TEST_CASE("a scanner's burst is recognised whole") {
    for (const std::int64_t gap : {0, 1, 8, 30}) {
        ScannerBurst burst;
        std::int64_t now = 0;
        CHECK(type(burst, kCard, now, gap) == Verdict::held);
        CHECK(burst.feed('\n', now += gap) == Verdict::scanned);
        CHECK(burst.take() == kCard);
        CHECK(burst.released(now + 1000).empty());
        CHECK_FALSE(burst.due());
    }
}

TEST_CASE("a person's typing is given back, whatever ends it") {
    ScannerBurst burst;
    std::int64_t now = 0;
    type(burst, "hello", now, 120);
    CHECK(burst.feed('\n', now += 120) == Verdict::typing);
    CHECK(burst.released(now) == "hello");
    CHECK(burst.take().empty());
}

TEST_CASE("a held key is due soon") {
    ScannerBurst burst;
    burst.feed('7', 1000);
    REQUIRE(burst.due());
    CHECK(burst.released(*burst.due()) == "7");
}

TEST_CASE("two fingers on neighbouring keys and Enter are no scan") {
    ScannerBurst burst;
    std::int64_t now = 0;
    type(burst, "as", now, 5);
    CHECK(burst.feed('\n', now += 5) == Verdict::typing);
    CHECK(burst.released(now) == "as");
}

TEST_CASE("typing before a scan stays apart from it") {
    ScannerBurst burst;
    std::int64_t now = 0;
    type(burst, "12", now, 200);
    now += 200;
    type(burst, kCard, now, 3);
    CHECK(burst.feed('\r', now += 3) == Verdict::scanned);
    CHECK(burst.take() == kCard);
    CHECK(burst.released(now) == "12");
}

TEST_CASE("an endless burst has a bound") {
    ScannerBurst burst;
    std::int64_t now = 0;
    for (int i = 0; i < 100'000; ++i) burst.feed('x', now += 1);
    CHECK(burst.released(now + 1000).size() <= 2048);
}
