// Where the words of a document come to lie on paper.
#include "native/printer/page_layout.hpp"

#include <algorithm>
#include <catch_amalgamated.hpp>

#include "kiosk/paint/text_layout.hpp"
#include "native/printer/printer_fonts.hpp"
#include "shared/base/limits.hpp"
#include "tests/support/require.hpp"

namespace xf::native::test {
namespace {

using ports::Paper;
using ports::PrintedBlock;
using ports::PrintedDocument;
using xf::test::need;
using Kind = PrintedBlock::Kind;

constexpr Paper kPapers[] = {Paper::receipt_58, Paper::receipt_80, Paper::a4};

PrinterFonts& fonts() {
    static const std::unique_ptr<PrinterFonts> loaded = need(PrinterFonts::load(XF_FONT_DIR));
    return *loaded;
}

PrintedBlock block(Kind kind, std::string words, std::string value = {}) {
    PrintedBlock out;
    out.kind = kind;
    out.runs.push_back({std::move(words), false});
    out.value = std::move(value);
    return out;
}

std::string repeated(std::string_view words, int times) {
    std::string out;
    for (int i = 0; i < times; ++i) out += words;
    return out;
}

/// Everything lies within the paper's margins; the words of the page, one mark a line.
std::string words_within(const PageLayout& page, const Sheet& sheet) {
    std::string out;
    for (const Mark& mark : page.marks) {
        // Spaces hang at the end of a line: there is nothing to see of them.
        const auto ink = std::string_view(mark.text).substr(0, mark.text.find_last_not_of(' ') + 1);
        const float width =
            mark.text.empty() ? mark.width : kiosk::text_width(fonts(), ink, mark.em);
        const float height = mark.text.empty() ? mark.height : mark.em;
        INFO(mark.text);
        CHECK(mark.x >= sheet.left - 0.5f);
        CHECK(mark.x + width <= static_cast<float>(sheet.width) - sheet.right + 0.5f);
        CHECK(mark.y >= sheet.top - 0.5f);
        CHECK(mark.y + height <= static_cast<float>(page.height) - sheet.bottom + 0.5f);
        if (!mark.text.empty()) out += mark.text + "\n";
    }
    return out;
}

std::vector<PageLayout> pages_of(const PrintedDocument& document) {
    auto out = lay_out(document, fonts());
    if (!out.ok()) FAIL(out.error().message());
    return *std::move(out);
}

ErrorCode refused(const PrintedDocument& document) {
    return xf::test::error_of(lay_out(document, fonts()));
}

/// Lines of text on an A4 page without a foot.
std::size_t lines_of_page() {
    PrintedDocument document{Paper::a4, {block(Kind::text, repeated("行\n", 100))}, {}};
    const auto pages = pages_of(document);
    REQUIRE(pages.size() > 1);
    return pages[0].marks.size() - 1;  // and the page's number
}

}  // namespace

TEST_CASE("paper: however long names and words are, all of it lies within the margins") {
    const std::string name = repeated("一个名字很长的东西", 6);
    PrintedDocument document;
    document.blocks = {block(Kind::title, name),
                       block(Kind::heading, name),
                       block(Kind::text, repeated("unbroken", 40)),
                       block(Kind::pair, name, "1000000 分"),
                       block(Kind::pair, repeated("x", 300), "14 分"),
                       block(Kind::pair, "家庭", name),
                       block(Kind::pair, "家庭", repeated("9", 200)),
                       block(Kind::table, ""),
                       block(Kind::qr, "", "XFR1:" + std::string(400, 'A')),
                       block(Kind::rule, "")};
    document.blocks[2].runs = {{"前", false}, {repeated("很重要的话", 30), true}, {"后", false}};
    document.blocks[3].strong = true;
    document.blocks[7].rows = {{"名称", name}, {"数", repeated("8", 100)}};
    document.foot = {name, repeated("0123 ", 40)};
    for (const Paper paper : kPapers) {
        document.paper = paper;
        std::string words;
        for (const PageLayout& page : pages_of(document))
            words += words_within(page, sheet_of(paper));
        std::erase(words, '\n');
        // Twice where it is strong: once in its line, once over it.
        CHECK(words.find(repeated("x", 20)) != std::string::npos);
        CHECK(words.find("1000000 分") != std::string::npos);
        CHECK(std::count(words.begin(), words.end(), '8') == 100);
        CHECK(std::count(words.begin(), words.end(), '9') == 200);
        CHECK(std::count(words.begin(), words.end(), 'x') == 300);
    }
}

TEST_CASE("paper: a figure stands in the last line of a long name, at the right margin") {
    for (const Paper paper : {Paper::receipt_58, Paper::receipt_80}) {
        const auto pages = pages_of({paper, {block(Kind::pair, repeated("肥皂", 20), "4 分")}, {}});
        const auto& marks = pages.at(0).marks;
        REQUIRE(marks.size() >= 3);
        const Mark& value = marks.back();
        CHECK(value.text == "4 分");
        CHECK(value.y == marks[marks.size() - 2].y);
        const Sheet& sheet = sheet_of(paper);
        const float right = value.x + kiosk::text_width(fonts(), value.text, value.em);
        CHECK(std::abs(right - (static_cast<float>(sheet.width) - sheet.right)) < 1);
        for (std::size_t i = 0; i + 1 < marks.size(); ++i)
            CHECK(marks[i].x + kiosk::text_width(fonts(), marks[i].text, marks[i].em) < value.x);
    }
}

TEST_CASE("paper: what fits in one line stands in one line") {
    for (const Paper paper : {Paper::receipt_58, Paper::receipt_80}) {
        // Seven tenths of the width, and a name of two characters beside it.
        const Sheet& sheet = sheet_of(paper);
        const int characters = static_cast<int>(sheet.text_width() * 0.7f / sheet.body);
        const auto beside =
            pages_of({paper, {block(Kind::pair, "家庭", repeated("名", characters))}, {}});
        REQUIRE(beside[0].marks.size() == 2);
        CHECK(beside[0].marks[0].y == beside[0].marks[1].y);
        const auto below =
            pages_of({paper,
                      {block(Kind::pair, repeated("物", characters), repeated("名", characters))},
                      {}});
        REQUIRE(below[0].marks.size() == 2);
        CHECK(below[0].marks[0].y < below[0].marks[1].y);
    }
}

TEST_CASE("paper: as many pages as the bound, and not one more") {
    const std::size_t lines = lines_of_page();
    CHECK(lines >= 20);  // GB/T 9704 has 22
    CHECK(lines <= 23);
    PrintedDocument document;
    document.paper = Paper::a4;
    document.blocks.resize(lines * limits::kPrintPages, block(Kind::text, "行"));
    const auto pages = pages_of(document);
    CHECK(pages.size() == limits::kPrintPages);
    CHECK(words_within(pages.back(), sheet_of(Paper::a4)).ends_with("— 50 / 50 —\n"));
    document.blocks.push_back(block(Kind::text, "行"));
    CHECK(refused(document) == ErrorCode::print_too_long);
}

TEST_CASE("paper: a receipt as long as the bound, and not a dot more") {
    for (const Paper paper : {Paper::receipt_58, Paper::receipt_80}) {
        const Sheet& sheet = sheet_of(paper);
        const int line =
            pages_of({paper, {block(Kind::text, "行"), block(Kind::text, "行")}, {}})[0].height -
            pages_of({paper, {block(Kind::text, "行")}, {}})[0].height;
        const auto room = sheet.height - static_cast<int>(sheet.top + sheet.bottom);
        PrintedDocument document;
        document.paper = paper;
        document.blocks.resize(static_cast<std::size_t>(room / line), block(Kind::text, "行"));
        CHECK(pages_of(document).at(0).height <= sheet.height);
        document.blocks.push_back(block(Kind::text, "行"));
        CHECK(refused(document) == ErrorCode::print_too_long);
    }
}

TEST_CASE("paper: a table goes on at the next page below its head, also in the midst of a cell") {
    PrintedDocument document;
    document.paper = Paper::a4;
    document.blocks = {block(Kind::table, "")};
    auto& rows = document.blocks[0].rows;
    document.blocks[0].header_row = true;
    rows = {{"类别", "说明"}, {"长", repeated("一段很长的说明。", 300)}};
    for (int i = 0; i < 60; ++i) rows.push_back({"短", "说明"});
    const auto pages = pages_of(document);
    REQUIRE(pages.size() > 2);
    for (const PageLayout& page : pages)
        CHECK(words_within(page, sheet_of(Paper::a4)).starts_with("类别\n说明\n"));
    document.blocks[0].header_row = false;
    CHECK_FALSE(words_within(pages_of(document)[1], sheet_of(Paper::a4)).starts_with("类别"));
}

TEST_CASE("paper: type is made smaller for a table of many columns, down to what can be read") {
    PrintedDocument document;
    document.paper = Paper::a4;
    document.blocks = {block(Kind::table, "")};
    document.blocks[0].rows = {std::vector<std::string>(10, "列")};
    words_within(pages_of(document)[0], sheet_of(Paper::a4));
    document.blocks[0].rows = {std::vector<std::string>(40, "列")};
    CHECK(refused(document) == ErrorCode::print_too_long);
}

TEST_CASE("paper: a code that no scanner could read is refused") {
    for (const Paper paper : kPapers)
        CHECK(refused({paper, {block(Kind::qr, "", std::string(5000, 'Q'))}, {}}) ==
              ErrorCode::print_too_long);
}

TEST_CASE("paper: no page ends below a heading, nor above a signature") {
    const std::size_t lines = lines_of_page();
    for (std::size_t before = lines - 4; before <= lines; ++before) {
        PrintedDocument document;
        document.paper = Paper::a4;
        document.blocks.resize(before, block(Kind::text, "行"));
        document.blocks.push_back(block(Kind::heading, "标题"));
        document.blocks.push_back(block(Kind::text, "正文"));
        document.blocks.push_back(block(Kind::text, "落款"));
        document.blocks.back().place = PrintedBlock::Place::end;
        INFO(before);
        for (const PageLayout& page : pages_of(document)) {
            const std::string words = words_within(page, sheet_of(Paper::a4));
            CHECK((words.find("标题") == std::string::npos) ==
                  (words.find("正文") == std::string::npos));
            CHECK((words.find("正文") == std::string::npos) ==
                  (words.find("落款") == std::string::npos));
        }
    }
}

}  // namespace xf::native::test
