#include "shared/disclosure/document.hpp"

#include <catch_amalgamated.hpp>

#include "shared/base/cbor.hpp"
#include "shared/base/limits.hpp"
#include "tests/support/seed.hpp"
#include "tests/unit/disclosure/outline.hpp"
#include "tests/unit/tlog/mutation.hpp"

namespace xf::disclosure {
namespace {

using test::Kind;
using Texts = std::vector<std::string>;

std::vector<Block> read(const std::string& markdown) {
    auto blocks = read_document(markdown);
    REQUIRE(blocks.ok());
    return *std::move(blocks);
}

/// "kind: text" for each block.
Texts shape(const std::string& markdown) {
    constexpr const char* kNames[] = {"title",     "heading", "paragraph", "centred",
                                      "signature", "item",    "table",     "rule"};
    Texts out;
    for (const Block& block : read(markdown)) {
        std::string line = kNames[static_cast<std::size_t>(block.kind)];
        if (block.flush) line = "flush";
        if (block.level > 0) line += std::to_string(block.level);
        out.push_back(line + ": " + text_of(block));
    }
    return out;
}

TEST_CASE("blocks of a document", "[disclosure]") {
    CHECK(shape("# 标题\n\n## 一、甲\n\n### （一）乙\n\n#### 1.丙\n\n##### （1）丁\n\n###### "
                "戊\n\n正文\n一段\n\n---\n") ==
          Texts{"title: 标题", "heading1: 一、甲", "heading2: （一）乙", "heading3: 1.丙",
                "heading4: （1）丁", "heading4: 戊", "paragraph: 正文一段", "rule: "});
}

TEST_CASE("lists", "[disclosure]") {
    CHECK(shape("- 甲\n- 乙\n  - 丙\n\n3) 丁\n4) 戊\n") ==
          Texts{"item: 甲", "item: 乙", "item: 丙", "item: 3) 丁", "item: 4) 戊"});
    CHECK(shape("- 甲\n\n  接着\n\n- 乙\n") == Texts{"item: 甲", "paragraph: 接着", "item: 乙"});
    CHECK(shape("1. ## 甲\n") == Texts{"item: 1.", "heading1: 甲"});
}

TEST_CASE("emphasis and ends of lines", "[disclosure]") {
    const auto blocks = read("一段**重要**的\n话 and some\nwords\n");
    REQUIRE(blocks.size() == 1);
    CHECK(blocks[0].runs ==
          std::vector<Run>{{"一段", false}, {"重要", true}, {"的话 and some words", false}});
    CHECK(shape("\u3000\u3000手工缩进的一段\u3000\n") == Texts{"paragraph: 手工缩进的一段"});
}

TEST_CASE("tables", "[disclosure]") {
    const auto named = read("| 甲 | 乙 |\n| --- | --- |\n| 1 | 2 \\| 3 |\n| 4 |\n| 5 | 6 | 7 |\n");
    REQUIRE(named.size() == 1);
    CHECK(named[0].header_row);
    CHECK(named[0].rows == std::vector<Texts>{{"甲", "乙"}, {"1", "2 | 3"}, {"4", ""}, {"5", "6"}});
    const auto unnamed = read("|  |  |\n| --- | --- |\n| 甲 | 乙 |\n");
    REQUIRE(unnamed.size() == 1);
    CHECK_FALSE(unnamed[0].header_row);
    CHECK(unnamed[0].rows == std::vector<Texts>{{"甲", "乙"}});
    CHECK(read("|  |  |\n| --- | --- |\n").empty());
}

TEST_CASE("parts of an official document find their places", "[disclosure]") {
    CHECK(
        shape("示例县河东镇文件\n\n示发〔2026〕3号\n\n# 关于…的通知\n\n各村、各单位：\n\n正文。\n\n"
              "附件：名单\n\n示例县党委\n\n示例县政府\n\n2026年5月6日\n\n附件 1\n\n# "
              "名单\n\n二〇二六年五月\n") ==
        Texts{"centred: 示例县河东镇文件", "centred: 示发〔2026〕3号", "title: 关于…的通知",
              "flush: 各村、各单位：", "paragraph: 正文。", "paragraph: 附件：名单",
              "signature: 示例县党委", "signature: 示例县政府", "signature: 2026年5月6日",
              "flush: 附件 1", "title: 名单", "paragraph: 二〇二六年五月"});
    // Office and date on two lines of one paragraph.
    CHECK(shape("正文。\n\n河东镇党政办公室  \n二〇二六年五月六日印发\n") ==
          Texts{"paragraph: 正文。", "signature: 河东镇党政办公室",
                "signature: 二〇二六年五月六日印发"});
    CHECK(shape("# 标题\n\n2026年5月6日\n") == Texts{"title: 标题", "centred: 2026年5月6日"});
    // A sentence that ends with a date, or stands above one, signs nothing.
    CHECK(shape("会议定于2026年5月6日\n") == Texts{"paragraph: 会议定于2026年5月6日"});
    CHECK(shape("请参加。\n\n2026年5月6日\n") ==
          Texts{"paragraph: 请参加。", "signature: 2026年5月6日"});
    // A long text before the first title is no letterhead.
    CHECK(shape(std::string(50, 'a') + "\n\n# 标题\n")[0].substr(0, 9) == "paragraph");
}

TEST_CASE("what could hide or act is shown as it is written", "[disclosure]") {
    for (const char* markdown :
         {"<script>alert(1)</script>", "<b>粗</b>", "<!-- 看不见 -->", "[文字](http://example.com)",
          "![图](a.png)", "[甲]: http://example.com '乙'", "<http://example.com>", "`代码`",
          "&amp;&#x41;", "~~~\n围栏\n~~~", "```\n围栏\n```", "> 引用", "[ ] 任务", "~~删~~"}) {
        INFO(markdown);
        CHECK(test::characters_of(read(markdown)) == test::without_spaces(markdown));
    }
    CHECK(shape("\\[已转义\\] \\\\[再转义\\\\]") == Texts{"paragraph: [已转义] \\[再转义\\]"});
}

TEST_CASE("bounds of a document", "[disclosure]") {
    const auto code = [](const std::string& markdown) {
        const auto blocks = read_document(markdown);
        return blocks.ok() ? std::string("ok") : std::string(name_of(blocks.error().code));
    };
    CHECK(code(std::string(limits::kDocumentBytes, 'a')) == "ok");
    CHECK(code(std::string(limits::kDocumentBytes + 1, 'a')) == "too_large");
    CHECK(code("\xFF") == "malformed");

    std::string blocks;
    for (std::size_t i = 0; i < kDocumentBlocks; ++i) blocks += "a\n\n";
    CHECK(code(blocks) == "ok");
    CHECK(code(blocks + "a\n\na\n") == "too_large");

    const auto nested = [](std::size_t depth) {
        std::string list;
        for (std::size_t i = 0; i < depth; ++i) list += std::string(2 * i, ' ') + "- a\n";
        return list;
    };
    CHECK(code(nested(kBlockDepth)) == "ok");
    CHECK(code(nested(kBlockDepth + 3)) == "too_large");

    const auto wide = [](std::size_t columns) {
        std::string row = "|", line = "|";
        for (std::size_t i = 0; i < columns; ++i) row += "a|", line += "-|";
        return row + "\n" + line + "\n" + row + "\n";
    };
    CHECK(code(wide(kTableColumns)) == "ok");
    CHECK(code(wide(kTableColumns + 1)) == "too_large");

    std::string cells = "|a|b|\n|-|-|\n";
    for (std::size_t i = 2; i < kDocumentCells; i += 2) cells += "|c|d|\n";
    CHECK(code(cells) == "ok");
    CHECK(code(cells + "|c|d|\n") == "too_large");
}

TEST_CASE("documents made to be slow are not", "[disclosure]") {
    for (const char* piece :
         {"[",    "![",   "*a",     "**a ", "_a_",      "`",    "<",       "&",   "\\",
          "- ",   "> ",   "1. ",    "|",    "a|\n-|\n", "# ",   "*a **b ", "]( ", "\n\n",
          "[a](", "* * ", "    - ", "~~",   "<!-",      "www.", "a\n===\n"}) {
        std::string markdown;
        while (markdown.size() < 100'000) markdown += piece;
        INFO(piece);
        const auto blocks = read_document(markdown);
        CHECK((blocks.ok() || blocks.error().code == ErrorCode::too_large));
    }
}

TEST_CASE("damaged documents are read or refused", "[disclosure]") {
    const std::string source =
        "示发〔2026〕3号\n\n# 标题\n\n各村：\n\n## 一、甲\n\n**重**要 *点* 一段\\*\n\n- 甲\n- 乙\n "
        " 1. 丙\n\n"
        "| 甲 | 乙 |\n| --- | --- |\n| 1 | 2 |\n\n---\n\n示例办\n\n2026年5月6日\n";
    test::Mutator mutator(test::seed_of("markdown", 1));
    const std::string_view spice[] = {"**",    "\n",   "\t",   "# ", "- ",      "|", "\\",
                                      "---\n", "\n\n", "*",    "`",  "<",       "[", "](",
                                      "    ",  "1. ",  "  \n", "&",  "|-|-|\n", "> "};
    for (int i = 0; i < 3000; ++i) {
        std::string markdown = source;
        for (std::uint64_t edits = mutator.random().below(12); edits > 0; --edits) {
            std::size_t at = mutator.random().below(markdown.size());
            while (at > 0 && (markdown[at] & 0xC0) == 0x80) --at;
            markdown.insert(at, spice[mutator.random().below(std::size(spice))]);
        }
        for (const Block& block : read(markdown)) {
            REQUIRE(cbor::valid_utf8(as_bytes(text_of(block))));
            for (const auto& row : block.rows) REQUIRE(row.size() == block.rows.front().size());
            REQUIRE((block.kind == Kind::rule || !block.runs.empty() || !block.rows.empty()));
            REQUIRE((block.kind == Kind::heading) == (block.level > 0));
        }
        const Bytes bad = mutator.damage(Bytes(markdown.begin(), markdown.end()));
        const auto blocks = read_document(as_text(bad));
        REQUIRE((blocks.ok() || blocks.error().code == ErrorCode::malformed));
    }
}

}  // namespace
}  // namespace xf::disclosure
