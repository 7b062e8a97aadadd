#include "shared/base/money.hpp"

#include <catch_amalgamated.hpp>

namespace xf {

TEST_CASE("money is read as people write it", "[base]") {
    CHECK(yuan(0) == "0.00");
    CHECK(yuan(5) == "0.05");
    CHECK(yuan(1'230'050) == "12,300.50");
    CHECK(yuan(100'000'000) == "1,000,000.00");
    CHECK(yuan(-8'600) == "−86.00");
    CHECK(yuan(INT64_MIN) == "−92,233,720,368,547,758.08");
}

TEST_CASE("what was typed is an amount, or nothing", "[base]") {
    constexpr std::int64_t kBelow = 1'000'000;
    CHECK(parse_yuan("12", kBelow) == 1'200);
    CHECK(parse_yuan("12.5", kBelow) == 1'250);
    CHECK(parse_yuan("1,234.56", kBelow) == 123'456);
    CHECK(parse_yuan("0", kBelow) == 0);
    CHECK(parse_yuan("9999.99", kBelow) == 999'999);
    for (const char* bad : {"", ".", "1.", ".5", "1.234", "1.2.3", "-1", "−1", "1 2", ",1", "10000",
                            "一", "１２３４５", "\xEF\xBC", "99999999999999999999999999"})
        CHECK_FALSE(parse_yuan(bad, kBelow).has_value());
    for (std::int64_t cents : {0, 1, 99, 100, 123'456, 999'999})
        CHECK(parse_yuan(yuan(cents), kBelow) == cents);
}

TEST_CASE("what a Chinese input method types for a number is that number", "[base]") {
    constexpr std::int64_t kBelow = 1'000'000;
    CHECK(parse_yuan("１２３", kBelow) == 12'300);
    CHECK(parse_yuan("１，２３４．５６", kBelow) == 123'456);
    CHECK(parse_yuan("12。5", kBelow) == 1'250);
    CHECK(parse_balance("－８６", kBelow) == -8'600);
    CHECK(plain_number("０９，．－−。元") == "09,.--.元");
}

TEST_CASE("a balance may be negative, and is read as it is written", "[base]") {
    constexpr std::int64_t kBelow = 1'000'000;
    for (std::int64_t cents : {0, 5, -5, 8'600, -8'600, 999'999, -999'999})
        CHECK(parse_balance(yuan(cents), kBelow) == cents);
    CHECK(parse_balance("-86", kBelow) == -8'600);
    for (const char* bad : {"-", "--1", "−-1", "1-", "-,1", "-10000", "10000", ""})
        CHECK_FALSE(parse_balance(bad, kBelow).has_value());
}

}  // namespace xf
