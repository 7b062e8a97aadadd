#include "shared/disclosure/import.hpp"

#include <catch_amalgamated.hpp>
#include <cstdlib>

#include "shared/base/cbor.hpp"
#include "shared/base/limits.hpp"
#include "tests/support/require.hpp"
#include "tests/support/seed.hpp"
#include "tests/unit/disclosure/fixtures.hpp"
#include "tests/unit/disclosure/outline.hpp"
#include "tests/unit/tlog/mutation.hpp"

namespace xf::disclosure {
namespace {

using test::Kind;
using Texts = std::vector<std::string>;

struct Read {
    Imported imported;
    std::vector<Block> blocks;
};

Read import_and_read(const std::string& text) {
    auto imported = test::need(import_notice(text));
    auto blocks = test::need(read_document(imported.markdown));
    return {std::move(imported), std::move(blocks)};
}

/// Where a character was lost or added; empty when none was.
std::string lost(const Read& read, const std::string& text) {
    return test::difference(test::characters_of(read.blocks), test::characters_of_text(text));
}

/// The paragraphs of a text below a title.
Texts paragraphs(const std::string& text) {
    const Read read = import_and_read("关于示例的通知\n\n" + text);
    return test::texts_of(read.blocks, Kind::paragraph);
}

TEST_CASE("no character of a document is lost", "[disclosure]") {
    for (const char* name : {"plan.txt", "task_table.txt", "bulletin.txt"}) {
        INFO(name);
        const std::string text = test::fixture(std::string("notices/") + name);
        REQUIRE_FALSE(text.empty());
        const Read read = import_and_read(text);
        CHECK(lost(read, text) == "");
    }
}

TEST_CASE("outline of a plan", "[disclosure]") {
    const Read read = import_and_read(test::fixture("notices/plan.txt"));
    CHECK(read.imported.title ==
          "中共示例县河东镇委员会关于印发《示例县河东镇“有事”找大家邻里互助实施方案》的通知");
    CHECK(read.imported.document_number == "示发〔2026〕3号");

    const test::Outline outline = test::outline_of(read.blocks);
    CHECK(outline.headings == std::array<std::size_t, 5>{0, 7, 11, 0, 0});
    CHECK(outline.tables == Texts{"8x3", "3x3", "9x7 header"});
    CHECK(outline.count(Kind::rule) == 2);
    CHECK(test::texts_of(read.blocks, Kind::title) ==
          Texts{read.imported.title, "示例县河东镇“有事”找大家邻里互助实施方案",
                "河东镇邻里互助工作领导小组名单", "河东镇院落长名单", "河东镇邻里互助工作行事历"});
    CHECK(test::texts_of(read.blocks, Kind::centred) == Texts{"示发〔2026〕3号"});
    CHECK(outline.flush == 3);  // recipients, two marks of annexes
    CHECK(test::texts_of(read.blocks, Kind::signature) ==
          Texts{"中共示例县河东镇委员会", "2026年5月6日", "河东镇党政办公室", "2026年5月6日印发"});
    CHECK(test::texts_of(read.blocks, Kind::item) ==
          Texts{"附件：1. 河东镇邻里互助工作领导小组名单", "附件：2. 河东镇院落长名单",
                "附件：3. 河东镇邻里互助工作行事历"});
}

TEST_CASE("tables of a plan", "[disclosure]") {
    const Read read = import_and_read(test::fixture("notices/plan.txt"));
    std::vector<const Block*> tables;
    for (const Block& block : read.blocks)
        if (block.kind == Kind::table) tables.push_back(&block);
    REQUIRE(tables.size() == 3);
    using Row = Texts;
    // 组 | 长：… is one word and a name; rows without it keep their column, past a page break too.
    CHECK(tables[0]->rows[0] == Row{"组长：", "示例甲", "镇党委书记"});
    CHECK(tables[0]->rows[1] == Row{"", "示例乙", "镇党委副书记、镇长"});
    CHECK(tables[0]->rows[2] == Row{"副组长：", "示例丙", "人大主席"});
    CHECK(tables[0]->rows[6] == Row{"", "示 庚", "民政办主任"});
    // Rows with one empty cell too few or too many are still under the right names.
    const auto& calendar = tables[2]->rows;
    CHECK(calendar[0] ==
          Row{"序号", "主要任务", "基本内容", "任务要求", "完成时限", "责任人或部门", "备注"});
    CHECK(calendar[3] ==
          Row{"", "", "", "3、每周二、周五统一代买。", "5月中旬初见成效", "各村", ""});
    CHECK(calendar[6][3] == "6、按月公布价格 | 不另行通知。");
    CHECK(calendar[7] == Row{"", "", "", "", "", "财政所、各村议事小组", ""});
    CHECK(calendar[8] == Row{"", "", "5、代换服务", "7、高龄老人由邻居代换。", "5月底初见成效",
                             "司法所、文 化站、各 村", ""});
}

TEST_CASE("outline of a plan whose table has a cell a line", "[disclosure]") {
    const Read read = import_and_read(test::fixture("notices/task_table.txt"));
    CHECK(read.imported.title == "河东镇人民政府关于印发《抓“三好”推“两调”工作方案》的通知");
    CHECK(read.imported.document_number == "河东府发〔2026〕7号");
    const test::Outline outline = test::outline_of(read.blocks);
    CHECK(outline.headings == std::array<std::size_t, 5>{0, 3, 2, 2, 0});
    CHECK(outline.tables == Texts{"6x4 header"});
    CHECK(test::texts_of(read.blocks, Kind::signature) == Texts{"河东镇人民政府", "2026年3月14日"});
    const auto table = std::find_if(read.blocks.begin(), read.blocks.end(),
                                    [](const Block& block) { return block.kind == Kind::table; });
    CHECK(table->rows[1] == Texts{"一、抓“三好”", "", "", ""});
    CHECK(table->rows[5] == Texts{"3", "院户亲情调", "示例戊", "长期坚持"});
    const Texts body = test::texts_of(read.blocks, Kind::paragraph);
    const auto has = [&](const char* text) {
        return std::find(body.begin(), body.end(), text) != body.end();
    };
    CHECK(has("各村（社区）要主动亮身份、亮承诺、亮职责，每个院落安排至少1名党员。"));
    CHECK(has("（牵头单位：镇党建办；责任单位：相关村；完成时限：2026年9月底前）"));
    CHECK(has("（1）探索建立“村+院落”组织体系，选取不少于10%的村进行试点。"));
    CHECK(has("责任单位：各村（社区）"));
}

TEST_CASE("lines of one width are paragraphs again", "[disclosure]") {
    const Read read = import_and_read(test::fixture("notices/bulletin.txt"));
    const Texts body = test::texts_of(read.blocks, Kind::paragraph);
    REQUIRE(body.size() == 7);
    CHECK(body[0].substr(0, 12) == "△河东镇");
    CHECK(body[0].find("奖补资金3万元。") != std::string::npos);
    CHECK(body[1] == "（河东镇党建办）");
    CHECK(body[4] == "报：示例县党建办，本部领导。");
    CHECK(body[6] == "发：电子版发各村。");
}

TEST_CASE("sentences that a page break split", "[disclosure]") {
    CHECK(paragraphs("动员和帮助有一定劳动能力的群众，引导和组\n\n织有一定技能"
                     "的群众。\n")
              .size() == 1);
    CHECK(paragraphs("各村要做到底数清、\n\n情况明。\n") == Texts{"各村要做到底数清、情况明。"});
    CHECK(paragraphs("（牵头：党建办；时限：2026\n\n年底前）\n") ==
          Texts{"（牵头：党建办；时限：2026年底前）"});
    CHECK(paragraphs("已经结束的一句。还有 ABC\n\nDEF 的一句。\n") ==
          Texts{"已经结束的一句。还有 ABC DEF 的一句。"});
    // These stay apart: labels, names, whole sentences, what has a number of its own.
    CHECK(paragraphs("责任单位：各村\n\n完成时限：长期\n\n地点\n").size() == 3);
    CHECK(paragraphs("第一句，已经完了。\n\n第二句，也完了。\n").size() == 2);
    CHECK(
        paragraphs("做好准备，第一批要注意\n\n（1）第一件事情要这样做那样做这样做那样做这样做那样做"
                   "这样做那样做才好。\n")
            .size() == 2);
}

TEST_CASE("characters that mean something in Markdown stay characters", "[disclosure]") {
    for (const char* text : {"*一* _二_ `三` [四](五) <b>六</b> &amp; ~~七~~ \\八 | 九 > 十",
                             "1. 甲",
                             "12) 乙",
                             "+ 丙",
                             "=丁",
                             "#戊",
                             "戊 #",
                             "2**3 还有 4**5 和 6**7",
                             "***",
                             "> 己",
                             "![庚](辛)",
                             "[壬]: http://example.com",
                             "<!-- 癸 -->",
                             "```\n子\n```",
                             "    丑",
                             "\\",
                             "http://example.com",
                             "a\\*b",
                             "&#35;",
                             "寅\n===",
                             "卯\n--",
                             "辰 **",
                             "|巳|午|\n|---|---|\n|未|申|",
                             "* 酉",
                             "-",
                             "##",
                             "1\\. 戌",
                             "亥  \n亥"}) {
        INFO(text);
        const Read read = import_and_read(text);
        CHECK(lost(read, text) == "");
    }
}

TEST_CASE("what is not a text is refused", "[disclosure]") {
    const auto code = [](const std::string& text) { return import_notice(text).error().code; };
    CHECK(code("") == ErrorCode::malformed);
    CHECK(code(" \n\t\n\u3000\n") == ErrorCode::malformed);
    CHECK(code("\xC8\xFD") == ErrorCode::malformed);  // 三 in GB18030
    CHECK(code(std::string("甲\0乙", 7)) == ErrorCode::malformed);
    CHECK(code("甲\x1B[0m") == ErrorCode::malformed);
    CHECK(code(std::string(limits::kDocumentBytes + 1, 'a')) == ErrorCode::too_large);
    CHECK(code(std::string(kImportLines, '\n') + "a") == ErrorCode::too_large);
    CHECK(import_notice(std::string(kImportLines - 1, '\n') + "a").ok());
    CHECK(import_notice("\xEF\xBB\xBF一、有字节序标记\r\n\r\n正文。\r\n").ok());
}

TEST_CASE("texts made to be slow are not", "[disclosure]") {
    for (const std::string& piece :
         {std::string("（"), std::string("甲\n"), std::string("\t甲\n\t乙\n\t丙\n\n"),
          std::string("\t甲\n"), std::string("甲\t乙\n"), std::string("**"),
          std::string("甲，乙\n\n")}) {
        std::string text;
        while (text.size() + piece.size() <= 150'000) text += piece;
        INFO(piece);
        const auto imported = import_notice(text);
        if (imported.ok()) CHECK(read_document(imported->markdown).ok());
    }
}

TEST_CASE("damaged texts are imported whole or refused", "[disclosure]") {
    test::Mutator mutator(test::seed_of("import", 1));
    Texts sources;
    for (const char* name : {"plan.txt", "task_table.txt", "bulletin.txt"})
        sources.push_back(test::fixture(std::string("notices/") + name));
    const std::string_view spice[] = {
        "**",    "\n",   "\t", "#", "- ", "（",   "一、", "1. ",          "|", "\\",
        "---\n", "\n\n", "*",  "`", "<",  "附件", "。",   "2026年5月6日", "  "};
    for (int i = 0; i < 400; ++i) {
        std::string text = sources[mutator.random().below(sources.size())];
        for (std::uint64_t edits = mutator.random().below(20); edits > 0; --edits) {
            std::size_t at = mutator.random().below(text.size());
            while (at > 0 && (text[at] & 0xC0) == 0x80) --at;  // between characters
            text.insert(at, spice[mutator.random().below(std::size(spice))]);
        }
        const Read read = import_and_read(text);
        REQUIRE(lost(read, text) == "");
        // Bytes that are no text at all.
        const Bytes bad = mutator.damage(Bytes(text.begin(), text.end()));
        const auto imported = import_notice(as_text(bad));
        REQUIRE((imported.ok() || imported.error().code == ErrorCode::malformed));
    }
}

// ---- The five documents of the corpus, where XINFENG_SEEDS names its folder ---------------------

void corpus_is_lossless() {
    std::size_t documents = 0;
    for (const auto& entry : std::filesystem::directory_iterator(std::getenv("XINFENG_SEEDS"))) {
        if (entry.path().extension() != ".txt") continue;
        ++documents;
        INFO(entry.path().filename());
        const std::string text = test::read_file(entry.path());
        const Read read = import_and_read(text);
        CHECK(lost(read, text) == "");
        if (entry.path().filename().string().substr(0, 3) != "000") continue;
        const test::Outline outline = test::outline_of(read.blocks);
        CHECK(outline.headings == std::array<std::size_t, 5>{0, 7, 19, 0, 0});
        CHECK(outline.tables == Texts{"34x3", "16x3", "18x7 header"});
        CHECK(outline.count(Kind::title) == 5);      // notice, plan, three annexes
        CHECK(outline.count(Kind::item) == 3);       // the list of annexes
        CHECK(outline.count(Kind::centred) == 1);    // document number
        CHECK(outline.flush == 3);                   // recipients, two marks of annexes
        CHECK(outline.count(Kind::signature) == 4);  // the notice's, and the imprint
        CHECK(outline.count(Kind::rule) == 2);
        CHECK_FALSE(read.imported.document_number.empty());
    }
    CHECK(documents == 5);
}

const bool kCorpusRegistered = [] {
    if (std::getenv("XINFENG_SEEDS") == nullptr) return false;
    REGISTER_TEST_CASE(corpus_is_lossless, "no character of the corpus is lost", "[disclosure]");
    return true;
}();

}  // namespace
}  // namespace xf::disclosure
