// Between UTF-8 and GB18030.
#include "native/platform/gb18030.hpp"

#include "native/escpos/text.hpp"
#include "tests/support/require.hpp"

namespace xf::native::test {
namespace {

std::string utf8(char32_t c) {
    std::string out;
    const auto byte = [&](char32_t bits) { out += static_cast<char>(bits); };
    if (c < 0x80) {
        byte(c);
    } else if (c < 0x800) {
        byte(0xC0 | c >> 6);
    } else if (c < 0x10000) {
        byte(0xE0 | c >> 12);
        byte(0x80 | (c >> 6 & 0x3F));
    } else {
        byte(0xF0 | c >> 18);
        byte(0x80 | (c >> 12 & 0x3F));
        byte(0x80 | (c >> 6 & 0x3F));
    }
    if (c >= 0x80) byte(0x80 | (c & 0x3F));
    return out;
}

std::string coded(std::string_view text) {
    const auto out = gb18030_from_utf8(text);
    REQUIRE(out);
    CHECK(out->taken == text.size());
    return out->text;
}

}  // namespace

TEST_CASE("gb18030: one byte, two and four, as the standard has them") {
    CHECK(coded("A户") == "A\xBB\xA7");
    CHECK(coded("×€") == "\xA1\xC1\xA2\xE3");
    CHECK(coded("㐀") == "\x81\x39\xEE\x39");
    CHECK(coded("𠀀") == "\x95\x32\x82\x36");
    CHECK(coded("").empty());
    const auto back = utf8_from_gb18030("A\xBB\xA7\x95\x32\x82\x36");
    REQUIRE(back);
    CHECK(back->text == "A户𠀀");
}

TEST_CASE("gb18030: every character of Unicode comes back as it went") {
    for (char32_t c = 1; c <= 0x10FFFF; c += c < 0x3000 ? 1 : 61) {
        if (c >= 0xD800 && c < 0xE000) continue;
        INFO("U+" << std::hex << static_cast<std::uint32_t>(c));
        const std::string text = utf8(c);
        const auto there = gb18030_from_utf8(text);
        REQUIRE(there);
        const bool is_private = c >= 0xE000 && c < 0xF900;  // some of these are left out
        if (there->taken == 0 && is_private) continue;
        const auto back = utf8_from_gb18030(there->text);
        REQUIRE(back);
        REQUIRE(back->text == text);
    }
}

TEST_CASE("gb18030: it says where it met what is none") {
    for (const char* bad : {"ok\xFF", "ok\xBB", "ok\x81\x30\x81"}) {
        const auto out = utf8_from_gb18030(bad);
        REQUIRE(out);
        CHECK(out->taken == 2);
        CHECK(out->text == "ok");
    }
    CHECK(gb18030_from_utf8("ok\xE6\x88")->taken == 2);
}

TEST_CASE("escpos text: what printers have is sent, and 〓 for the rest") {
    using escpos::encoded;
    CHECK(encoded("兑换 12") == coded("兑换 12"));
    for (const char* known : {"〓", "×", "—", "龥", "㐀", "䶵", "é"})
        CHECK(encoded(known) == coded(known));
    for (const char* rare : {"𠀀", "😀", "㏿", "䶶", "龦", "ṁ", "\u200B", "\uFFFE"})
        CHECK(encoded(rare) == "\xA1\xFE");
    CHECK(encoded("张𠀀a㐀") == coded("张〓a㐀"));
    // Of private use, and in no table.
    CHECK(encoded("a\uE831z") == coded("a〓z"));
    CHECK(encoded("") == "");
}

TEST_CASE("escpos text: a control character is no command, a minus is one that fonts have") {
    using escpos::printable;
    CHECK(printable("a\x1B@\x10\x04\x01\x7F\n\tb") == "a@b");
    CHECK(printable("−4\u00A0分") == "-4 分");
    CHECK(printable("示例张家").size() == 12);
}

}  // namespace xf::native::test
