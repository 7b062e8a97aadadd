// What stands on paper.
#include <catch_amalgamated.hpp>

#include "shared/app/paper.hpp"
#include "tests/unit/app/paper_outline.hpp"

namespace xf::test {
namespace {

using app::Block;
using app::DocumentView;
using app::LogState;
using app::ReceiptView;
using app::RecordState;
using ports::Paper;

constexpr UnixTime kMorning = {1'795'219'500};  // 2026-11-21 08:05 in China

ReceiptView receipt() {
    ReceiptView out;
    out.number = "2-1-17";
    out.household = "示例张家";
    out.counter = "一号柜台";
    out.at = kMorning;
    out.lines = {{"肥皂", 1, Points(4)}, {"食盐", 2, Points(10)}};
    out.total = Points(14);
    out.left = Points(112);
    out.qr = "XFR1:ABC";
    return out;
}

Block block(Block::Kind kind, const char* text, std::uint8_t level = 0) {
    Block out;
    out.kind = kind;
    out.level = level;
    if (*text) out.runs = {{text, false}};
    return out;
}

DocumentView notice() {
    DocumentView out;
    out.item.title = "Title of the leaf";
    out.log.verdict = LogState::Verdict::verified;
    out.log.size = 37;
    out.log.root = "0123456789abcdef";
    out.log.checked_at = kMorning;
    out.checkpoint = "/log/village/checkpoint";
    out.blocks = {block(Block::Kind::centred, "镇政府文件"),
                  block(Block::Kind::title, "通知"),
                  block(Block::Kind::paragraph, "各村："),
                  block(Block::Kind::heading, "一、总则", 1),
                  block(Block::Kind::paragraph, ""),
                  block(Block::Kind::item, "一条"),
                  block(Block::Kind::table, ""),
                  block(Block::Kind::rule, ""),
                  block(Block::Kind::signature, "村委会")};
    out.blocks[2].flush = true;
    out.blocks[4].runs = {{"按", false}, {"规定", true}, {"办。", false}};
    out.blocks[6].rows = {{"类别", "金额"}, {"收入", "3"}};
    out.blocks[6].header_row = true;
    return out;
}

}  // namespace

TEST_CASE("a receipt says who redeemed what, where, when, and what it has reached") {
    const auto paper = receipt_paper(receipt(), {"示例村", Paper::receipt_58, false}, test_words());
    CHECK(paper.paper == Paper::receipt_58);
    CHECK(outline(paper) ==
          "centre 示例村\ntitle RECEIPT\ncentre small 一号柜台  2026-11-21 08:05\n"
          "number = 2-1-17\nhousehold = 示例张家\nrule\n"
          "肥皂 x1 = 4 p\n食盐 x2 = 10 p\nrule\n"
          "strong total = 14 p\nleft = 112 p\nrule\n"
          "centre strong SAVED\ncentre small is kept here\n"
          "qr XFR1:ABC\ncentre small the code\n");
}

TEST_CASE("a receipt that was printed before is a copy, and says so below its name") {
    const auto paper = receipt_paper(receipt(), {"示例村", Paper::receipt_80, true}, test_words());
    CHECK(outline(paper).find("title RECEIPT\ncentre strong COPY\n") != std::string::npos);
}

TEST_CASE("each state of a record has its own words, and a debt its sign") {
    ReceiptView view = receipt();
    view.left = Points(-3);
    for (const auto& [state, words] :
         {std::pair{RecordState::saved, "strong SAVED\ncentre small is kept here"},
          {RecordState::reported, "strong REPORTED\ncentre small the hub has it"},
          {RecordState::rejected, "strong REJECTED\ncentre small does not count"}}) {
        view.state = state;
        const std::string said =
            outline(receipt_paper(view, {"示例村", Paper::receipt_80, false}, test_words()));
        CHECK(said.find(words) != std::string::npos);
        CHECK(said.find("left = −3 p") != std::string::npos);
    }
    view.qr.clear();
    CHECK(outline(receipt_paper(view, {"示例村", Paper::receipt_80, false}, test_words()))
              .find("code") == std::string::npos);
}

TEST_CASE("a notice keeps every block of the document, and shows the log's head at its foot") {
    const auto paper = notice_paper(notice(), test_words());
    CHECK(paper.paper == Paper::a4);
    CHECK(outline(paper) ==
          "centre 镇政府文件\ntitle 通知\n各村：\nheading1 一、总则\nindented 按*规定*办。\n"
          "indented 一条\ntable head 类别|金额|/收入|3|/\nrule\nend 村委会\n"
          "foot: verified, 37 entries · at 2026-11-21 08:05\nfoot: root 0123 4567 89ab cdef\n"
          "foot: see /log/village/checkpoint\n");
}

TEST_CASE("a notice without a title of its own has that of the log, and its number below it") {
    DocumentView view = notice();
    view.item.document_number = "示发〔2026〕3号";
    CHECK(outline(notice_paper(view, test_words()))
              .starts_with("centre 镇政府文件\ntitle 通知\ncentre 示发〔2026〕3号\n各村："));
    view.blocks.erase(view.blocks.begin() + 1);
    CHECK(outline(notice_paper(view, test_words()))
              .starts_with("title Title of the leaf\ncentre 示发〔2026〕3号\ncentre 镇政府文件\n"));
    // The letterhead has it already.
    view.blocks[0].runs[0].text = "示发〔2026〕3号";
    CHECK(outline(notice_paper(view, test_words()))
              .starts_with("title Title of the leaf\ncentre 示发〔2026〕3号\n各村："));
}

TEST_CASE("a notice says above its title what is wrong with it") {
    DocumentView view = notice();
    view.corrected = true;
    view.papers.resize(2);
    const std::string corrected = outline(notice_paper(view, test_words()));
    CHECK(corrected.starts_with("centre strong CORRECTED\ncentre 镇政府文件\n"));
    CHECK(corrected.find("end 村委会\nsmall 2 pictures\n") != std::string::npos);

    view.log.verdict = LogState::Verdict::changed;
    const std::string changed = outline(notice_paper(view, test_words()));
    CHECK(changed.starts_with("centre strong ALTERED\ncentre strong CORRECTED\n"));
    CHECK(changed.ends_with("foot: ALTERED\n"));
    CHECK(changed.find("verified") == std::string::npos);
}

TEST_CASE("the foot of a notice claims no more than the log's state") {
    DocumentView view = notice();
    view.log.verdict = LogState::Verdict::none_yet;
    CHECK(outline(notice_paper(view, test_words())).ends_with("村委会\nfoot: UNVERIFIED\n"));
    view.log.verdict = LogState::Verdict::incomplete;
    CHECK(outline(notice_paper(view, test_words()))
              .ends_with("foot: INCOMPLETE\nfoot: root 0123 4567 89ab cdef\n"
                         "foot: see /log/village/checkpoint\n"));
}

}  // namespace xf::test
