#include "shared/disclosure/figures.hpp"

#include <catch_amalgamated.hpp>

#include "shared/base/cbor.hpp"
#include "shared/base/money.hpp"
#include "shared/disclosure/document.hpp"
#include "shared/disclosure/figures_text.hpp"
#include "shared/disclosure/manifest.hpp"
#include "tests/support/require.hpp"
#include "tests/support/seed.hpp"
#include "tests/support/seeded_random.hpp"

namespace xf::disclosure {
namespace {

using test::need;

StepFigures step() {
    StepFigures out;
    out.date = day_of({2026, 10, 22});
    out.turnout = {31, 28};
    out.votes = {26, 1, 1};
    out.publicity = Period{day_of({2026, 10, 23}), day_of({2026, 10, 30})};
    out.result_due = day_of({2026, 12, 31});
    out.objections = 2;
    return out;
}

FinanceFigures finance() {
    FinanceFigures out{4'120'730, 0, {}};
    out.lines = {{Direction::income, "上级补助收入", 2'000'000, "运转经费"},
                 {Direction::spending, "水电办公支出", 128'640, "路灯|电费", 3u},
                 {Direction::spending, "维修支出", 240'000, ""}};
    out.closing = out.balance();
    return out;
}

ErrorCode code_of(const Figures& figures) {
    const auto encoded = encode_figures(figures);
    REQUIRE_FALSE(encoded.ok());
    return encoded.error().code;
}

TEST_CASE("figures survive their encoding", "[disclosure]") {
    for (const Figures& figures :
         {Figures(step()), Figures(StepFigures{}), Figures(finance()), Figures(FinanceFigures{})})
        CHECK(need(decode_figures(need(encode_figures(figures)))) == figures);
}

TEST_CASE("figures that contradict themselves are refused", "[disclosure]") {
    StepFigures more = step();
    more.turnout->present = 32;
    CHECK(code_of(more) == ErrorCode::bad_amount);
    StepFigures votes = step();
    votes.votes->in_favour = 27;
    CHECK(code_of(votes) == ErrorCode::bad_amount);
    StepFigures period = step();
    period.publicity->to.days = period.publicity->from.days - 1;
    CHECK(code_of(period) == ErrorCode::bad_amount);
    StepFigures due = step();
    due.result_due->days = due.date.days - 1;
    CHECK(code_of(due) == ErrorCode::bad_amount);
    FinanceFigures sum = finance();
    ++sum.closing;
    CHECK(code_of(sum) == ErrorCode::bad_amount);
    FinanceFigures nothing = finance();
    nothing.lines[0].cents = 0;
    CHECK(code_of(nothing) == ErrorCode::bad_amount);
}

TEST_CASE("figures within their bounds, and one beyond", "[disclosure]") {
    StepFigures people = step();
    people.turnout = {kPeople, 28};
    CHECK(encode_figures(people).ok());
    people.turnout->expected = kPeople + 1;
    CHECK(code_of(people) == ErrorCode::too_large);
    FinanceFigures many;
    many.lines.assign(kFinanceLines, {Direction::income, "其他收入", 1, ""});
    many.closing = many.balance();
    CHECK(encode_figures(many).ok());
    many.lines.push_back(many.lines.back());
    many.closing = many.balance();
    CHECK(code_of(many) == ErrorCode::too_large);
    FinanceFigures rich{kCents - 1, kCents - 1, {}};
    CHECK(encode_figures(rich).ok());
    rich.opening = rich.closing = kCents;
    CHECK(code_of(rich) == ErrorCode::too_large);
    FinanceFigures words = finance();
    words.lines[0].category = std::string(kCategoryBytes, 'x');
    CHECK(encode_figures(words).ok());
    words.lines[0].category += 'x';
    CHECK(code_of(words) == ErrorCode::too_large);
    words.lines[0].category = "行\n行";
    CHECK(code_of(words) == ErrorCode::malformed);
}

TEST_CASE("whatever bytes come, reading figures ends well", "[disclosure]") {
    test::SeededRandom random(test::seed_of("figures", 1));
    for (const Figures& figures : {Figures(step()), Figures(finance())}) {
        const Bytes good = need(encode_figures(figures));
        for (std::size_t size = 0; size < good.size(); ++size)
            CHECK_FALSE(decode_figures(ByteView(good).first(size)).ok());
        for (int i = 0; i < 2'000; ++i) {
            Bytes bad = good;
            const Bytes dice = random.bytes(2);
            bad[dice[0] % bad.size()] = dice[1];
            const auto read = decode_figures(bad);
            if (read.ok()) CHECK(need(encode_figures(*read)) == bad);
        }
    }
    cbor::Writer later;
    later.array(2).uint(2).uint(0);
    CHECK(decode_figures(later.out()).error().code == ErrorCode::unsupported_version);
}

/// All that a reader of the Markdown sees, without what lays it out.
std::string read_out(const std::string& markdown) {
    std::string out;
    for (const Block& block : need(read_document(markdown))) out += text_of(block) + "\n";
    return out;
}

TEST_CASE("the text says what the figures say", "[disclosure]") {
    const std::string words =
        read_out(figures_markdown("安装路灯", LeafKind::resolution, step(), "第一段\n\n- 第二段"));
    for (const char* part :
         {"安装路灯", "2026年10月22日", "应到31人，实到28人", "同意26票，反对1票，弃权1票",
          "2026年10月23日至2026年10月30日", "异议2件", "2026年12月31日", "第一段", "- 第二段"}) {
        INFO(part);
        CHECK(words.find(part) != std::string::npos);
    }
    const FinanceFigures accounts = finance();
    const std::string table =
        read_out(figures_markdown("十月财务", LeafKind::finance, accounts, "均有票据"));
    for (const std::int64_t cents : {accounts.opening, accounts.sum(Direction::income),
                                     accounts.sum(Direction::spending), accounts.closing})
        CHECK(table.find(yuan(cents) + "元") != std::string::npos);
    for (const FinanceLine& line : accounts.lines) {
        CHECK(table.find(line.category) != std::string::npos);
        CHECK(table.find(yuan(line.cents)) != std::string::npos);
        CHECK(table.find(line.text) != std::string::npos);
    }
    CHECK(table.find("附件4") != std::string::npos);
    CHECK(table.find("均有票据") != std::string::npos);
}

TEST_CASE("the loudspeaker says sums and where they come from", "[disclosure]") {
    const FinanceFigures accounts = finance();
    std::string all;
    for (const std::string& paragraph :
         loudspeaker_script("示例村", {2026, 10}, LeafKind::finance, &accounts, {}))
        all += paragraph;
    for (const char* part : {"示例村2026年10月财务", "上级补助收入20,000.00元",
                             "水电办公支出1,286.40元", "月末结余57,520.90元"}) {
        INFO(part);
        CHECK(all.find(part) != std::string::npos);
    }
}

TEST_CASE("a body with figures comes apart again, or is refused", "[disclosure]") {
    const Bytes figures = need(encode_figures(step()));
    const Bytes file = body_file(Bytes(16, 5), "正文", figures);
    const std::string_view body = need(body_text(file, sha256(file)));
    const BodyParts parts = need(split_body(body, MediaType::figures));
    CHECK(parts.text == "正文");
    CHECK(Bytes(parts.figures.begin(), parts.figures.end()) == figures);
    CHECK(need(split_body(body, MediaType::markdown)).text == body);
    CHECK_FALSE(split_body("abc", MediaType::figures).ok());
    CHECK_FALSE(split_body(std::string_view("\0\0\0\5abcd", 8), MediaType::figures).ok());
    CHECK(need(split_body(std::string_view("\0\0\0\4abcd", 8), MediaType::figures)).text.empty());
    CHECK_FALSE(split_body("\xff\xff\xff\xff", MediaType::figures).ok());
}

}  // namespace
}  // namespace xf::disclosure
