#include <array>
#include <catch_amalgamated.hpp>

#include "imgui.h"
#include "kiosk/paint/font.hpp"
#include "kiosk/paint/line_break.hpp"
#include "kiosk/paint/text_layout.hpp"
#include "kiosk/paint/utf8.hpp"
#include "kiosk/text/format.hpp"
#include "tests/ui/harness.hpp"

using namespace xf;
using namespace xf::kiosk;

TEST_CASE("no closing mark begins a line, no opening one ends it") {
    CHECK(break_allowed(U'村', U'里'));
    for (const char32_t c : std::u32string_view(U"，。、；：？！）》”…"))
        CHECK_FALSE(break_allowed(U'村', c));
    for (const char32_t c : std::u32string_view(U"（《“")) CHECK_FALSE(break_allowed(c, U'村'));
    CHECK_FALSE(break_allowed(U'2', U'0'));
    CHECK_FALSE(break_allowed(U'9', U':'));
    CHECK_FALSE(break_allowed(U':', U'3'));
    CHECK(break_allowed(U'年', U'2'));
    CHECK_FALSE(break_allowed(U'…', U'…'));
    CHECK_FALSE(break_allowed(U'—', U'—'));
}

TEST_CASE("a character that was wanted before its tier came is there afterwards") {
    test::Harness h;
    h.show(test::fixture("home"));
    constexpr ImWchar kOfNames = 0x4FEB;  // 俫: in no list but the last
    ImFont* const font = ImGui::GetIO().Fonts->Fonts[0];
    const auto found = [&] {
        return font->GetFontBaked(32)->FindGlyph(kOfNames)->Codepoint == kOfNames;
    };
    REQUIRE_FALSE(found());
    REQUIRE(h.kiosk.load_font(FontTier::t2, test::font("t2.otf")));
    CHECK(found());
}

TEST_CASE("lines cover the text, keep within the width and keep the rules") {
    test::Harness h;  // makes the fonts' context
    h.show(test::fixture("home"));
    Font font;
    // Full-width characters need no glyphs, so that a font without any lays them out.
    const std::string text =
        "为深入推进乡村治理，充分发挥村民主体作用（试行），根据要求“结合实际”制定本方案。";
    constexpr float kEm = 20;
    for (float width = 3 * kEm; width < 30 * kEm; width += 7) {
        const auto lines = break_lines(font, text, kEm, width, 2 * kEm);
        std::string joined;
        for (std::size_t i = 0; i < lines.size(); ++i) {
            const std::string line = text.substr(lines[i].begin, lines[i].end - lines[i].begin);
            joined += line;
            INFO(width << ": " << line);
            CHECK(lines[i].x + lines[i].width <= width + 0.01f);
            REQUIRE_FALSE(line.empty());
            std::size_t at = 0;
            const char32_t first = next_character(line, at);
            if (i > 0)
                CHECK(std::u32string_view(U"，。）”").find(first) == std::u32string_view::npos);
        }
        CHECK(joined == text);
    }
}

TEST_CASE("a short remark in brackets stays in one line, where it fits into one") {
    test::Harness h;
    h.show(test::fixture("home"));
    Font font;
    constexpr float kEm = 20;
    const std::string text = "清溪村（示例）";
    for (float width = 4 * kEm; width < 6.5f * kEm; width += 3) {
        const auto lines = break_lines(font, text, kEm, width);
        REQUIRE(lines.size() == 2);
        CHECK(text.substr(lines[1].begin) == "（示例）");
    }
    CHECK(break_lines(font, text, kEm, 2 * kEm).size() >= 3);  // and is broken where it does not
}

TEST_CASE("newlines begin lines, and an empty text has one") {
    test::Harness h;
    Font font;
    CHECK(break_lines(font, "", 20, 100).size() == 1);
    CHECK(break_lines(font, "村\n\n镇", 20, 100).size() == 3);
}

TEST_CASE("UTF-8 that is none is survived") {
    for (const std::string text : {"\xFF", "\xE6\x9D", "\xC3", "a\x80z", "\xF8\x88\x80\x80\x80"}) {
        std::size_t at = 0, steps = 0;
        while (at < text.size()) {
            next_character(text, at);
            REQUIRE(++steps <= text.size());
        }
    }
    CHECK(boundary_before("村里", 4) == 3);
    CHECK(byte_of_utf16("a村😀b", 2) == 4);
    CHECK(byte_of_utf16("a村😀b", 4) == 8);
    CHECK(byte_of_utf16("ab", 9) == 2);
}

TEST_CASE("sentences take their arguments") {
    CHECK(format(Text::step_of, {"2", "3"}) == "第 2 步，共 3 步");
    CHECK(signed_number(Points(5)) == "+5");
    CHECK(signed_number(Points(-30)) == "−30");
    CHECK(number(std::int64_t{0}) == "0");
}

TEST_CASE("moments are told as people tell them") {
    constexpr std::int64_t kDaySeconds = 86400;
    const UnixTime now{1795225500};  // Saturday 2026-11-21 09:45 in China
    CHECK(date_text(china_day(now), true) == "2026年11月21日  星期六");
    CHECK(moment_text({now.seconds - 780}, now) == "9:32");
    CHECK(moment_text({now.seconds - kDaySeconds}, now) == "昨天 9:45");
    CHECK(moment_text({now.seconds - 3 * kDaySeconds}, now) == "11月18日 9:45");
    CHECK(moment_text({now.seconds - 400 * kDaySeconds}, now) == "2025年10月17日 9:45");
}

TEST_CASE("every error has a sentence of its own kind, without a code in it") {
    constexpr std::array kCodes = {
#define XF_ERROR(number, code, http, cure) ErrorCode::code,
#include "shared/base/errors.def"
#undef XF_ERROR
    };
    for (const ErrorCode code : kCodes) {
        const std::string_view text = error_text(code);
        INFO(name_of(code));
        CHECK(text.size() > 20);
        CHECK(text.find(name_of(code)) == std::string_view::npos);
        CHECK(text.substr(text.size() - 3) == "。");
    }
}
