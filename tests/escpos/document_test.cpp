// Receipts as bytes, and as a printer sets them.
#include <algorithm>

#include "kiosk/paint/text_layout.hpp"
#include "native/escpos/cells.hpp"
#include "native/escpos/text.hpp"
#include "shared/base/limits.hpp"
#include "tests/escpos/sample.hpp"

namespace xf::native::escpos::test {
namespace {

Bytes bytes(std::string_view text) {
    const ByteView view = as_bytes(text);
    return {view.begin(), view.end()};
}

PrintedDocument of(Paper paper, std::vector<PrintedBlock> blocks) {
    return {paper, std::move(blocks), {}};
}

std::size_t room(Paper paper) { return static_cast<std::size_t>(columns_of(paper)); }

}  // namespace

TEST_CASE("escpos document: these bytes, and no others") {
    using namespace std::string_literals;
    PrintedDocument document =
        of(Paper::receipt_58, {block(Kind::title, "小票"), block(Kind::pair, "肥皂 ×1", "4 分"),
                               block(Kind::qr, "", "XF1")});
    document.blocks[1].strong = true;
    const std::string expected =
        "\x1B@\x1C&"
        "\33a\x01\33E\x01\x1D!\x11"
        "\xD0\xA1\xC6\xB1\n"
        "\33a\0\33E\x01\x1D!\0"s +
        "\xB7\xCA\xD4\xED \xA1\xC1"
        "1" +
        std::string(32 - 8 - 4, ' ') + "4 \xB7\xD6\n" +
        "\33a\x01\33E\0\x1D!\0\n"
        "\x1D(k\4\0\x31\x41\x32\0"
        "\x1D(k\3\0\x31\x43\5"
        "\x1D(k\3\0\x31\x45\x31"
        "\x1D(k\6\0\x31\x50\x30XF1"
        "\x1D(k\3\0\x31\x51\x30\n"
        "\33a\0\33E\0\x1D!\0"
        "\33d\4\x1DVB\0"s;
    CHECK(need(bytes_of(document)) == bytes(expected));
}

TEST_CASE("escpos document: names at the left, amounts at the right edge, on both rolls") {
    for (const Paper paper : kRolls) {
        const auto lines = printed(of(paper, {block(Kind::pair, "肥皂 ×2", "8 分")}));
        const std::string& line = lines.at(0).text;
        CHECK(line.starts_with("肥皂 ×2 "));
        CHECK(line.ends_with(" 8 分"));
        CHECK(kiosk::text_width(Cells(), line, 2) == static_cast<float>(room(paper)));
    }
}

TEST_CASE("escpos document: a long name leaves the amounts' column white") {
    for (const Paper paper : kRolls) {
        const auto lines =
            printed(of(paper, {block(Kind::pair, repeated("肥皂", 20) + " ×2", "1008 分")}));
        const std::size_t used = static_cast<std::size_t>(std::ranges::count_if(
            lines, [](const PrintedLine& line) { return !line.text.empty(); }));
        REQUIRE(used >= 2);
        CHECK(lines[used - 1].text.ends_with(" 1008 分"));
        for (std::size_t i = 0; i + 1 < used; ++i)
            CHECK(kiosk::text_width(Cells(), lines[i].text, 2) + 8 <=
                  static_cast<float>(room(paper)));
        // A value that is long itself stands below.
        const auto below =
            printed(of(paper, {block(Kind::pair, repeated("家", 10), repeated("示例", 10))}));
        CHECK(below[0].text == repeated("家", 10));
        CHECK(below[1].align == 2);
    }
}

TEST_CASE("escpos document: the title is strong and twice as large, in the middle") {
    const auto lines = printed(sample(Paper::receipt_58));
    CHECK(lines[0] == PrintedLine{"兑换小票", 1, true, true, 0});
    CHECK_FALSE(lines[1].strong);
    CHECK_FALSE(lines[1].large);
    // Eight large characters are as wide as the paper; two lines of nearly one length take nine.
    const auto wrapped = printed(of(Paper::receipt_58, {block(Kind::title, repeated("票", 9))}));
    CHECK(wrapped[0].text == repeated("票", 5));
    CHECK(wrapped[1].text == repeated("票", 4));
}

TEST_CASE("escpos document: every kind of block, however long, stays within the paper") {
    for (const Paper paper : kRolls) {
        std::vector<PrintedBlock> blocks;
        const std::string long_name = repeated("一个名字很长的东西 word ", 8);
        for (const Kind kind : {Kind::title, Kind::heading, Kind::text, Kind::pair, Kind::table,
                                Kind::qr, Kind::rule})
            for (const Place place : {Place::start, Place::indented, Place::centre, Place::end}) {
                blocks.push_back(block(kind, long_name, repeated("x9", 60)));
                blocks.back().place = place;
                blocks.back().rows = {{long_name, "9"}, {"a", "b", long_name}, {}};
                if (kind == Kind::qr) blocks.back().value = repeated("Q", 600);
            }
        Receipt all = printed({paper, {}, {long_name}});
        for (const PrintedBlock& each : blocks) {
            const auto lines = printed(of(paper, {each}));
            all.insert(all.end(), lines.begin(), lines.end());
        }
        CHECK(words_on(all).find(repeated("x9", 12)) != std::string::npos);
        CHECK(std::ranges::count_if(all, [](const auto& line) { return line.module > 0; }) == 4);
    }
}

TEST_CASE("escpos document: words of people are never commands") {
    const auto lines = printed(
        of(Paper::receipt_80, {block(Kind::text, "a\x1B@\x1Dv0\x10\x04\x01z"),
                               block(Kind::pair, "\x1C.", "\x1Bi"), block(Kind::title, "\x1BJ")}));
    CHECK(lines[0].text == "a@v0z");
    const auto refused =
        bytes_of(of(Paper::receipt_80, {block(Kind::qr, "", std::string("X\x10\x04\x01"))}));
    CHECK(error_of(refused) == ErrorCode::print_failed);
}

TEST_CASE("escpos document: a code is as large as the paper lets it be, down to what scans") {
    const auto module_of = [](Paper paper, int characters) {
        const auto lines = printed(of(paper, {block(Kind::qr, "", repeated("Q", characters))}));
        const auto code = std::ranges::find_if(lines, [](auto& line) { return line.module > 0; });
        REQUIRE(code != lines.end());
        CHECK(code->align == 1);
        // White above and below: the quiet zone.
        CHECK(std::prev(code)->text.empty());
        CHECK(std::next(code)->text.empty());
        return code->module;
    };
    CHECK(module_of(Paper::receipt_58, 70) == 5);
    CHECK(module_of(Paper::receipt_58, 400) == 4);
    CHECK(module_of(Paper::receipt_58, 660) == 3);
    CHECK(module_of(Paper::receipt_80, 660) == 5);
    CHECK(error_of(bytes_of(of(Paper::receipt_80, {block(Kind::qr, "", repeated("Q", 700))}))) ==
          ErrorCode::print_too_long);
    CHECK(words_on(printed(of(Paper::receipt_80, {block(Kind::qr, "")}))).empty());
}

TEST_CASE("escpos document: a receipt as long as the bound, and not a line more") {
    constexpr std::size_t kLines = limits::kReceiptMm * kDotsPerMm / kLineDots;
    PrintedDocument document;
    document.blocks.resize(kLines, block(Kind::text, "行"));
    for (const Paper paper : kRolls) {
        document.paper = paper;
        CHECK(bytes_of(document).ok());
        document.blocks.push_back(block(Kind::text, "行"));
        CHECK(error_of(bytes_of(document)) == ErrorCode::print_too_long);
        document.blocks.pop_back();
        document.blocks.back().kind = Kind::title;  // as high as two
        CHECK(error_of(bytes_of(document)) == ErrorCode::print_too_long);
        document.blocks.back().kind = Kind::text;
    }
}

}  // namespace xf::native::escpos::test
