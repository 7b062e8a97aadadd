// 看公开 and 做公开: what stands on the screens, and what pressing it means.
#include <catch_amalgamated.hpp>

#include "tests/ui/harness.hpp"

using namespace xf;
using namespace xf::kiosk;
using kiosk::test::fixture;
using kiosk::test::Harness;

namespace {

void type(Harness& h, std::string_view field, std::string_view value) {
    h.kiosk.semantic_action(h.node(Role::textbox, field).id, Action::set_value, value, h.now_ms);
    h.settle();
}

bool says(Harness& h, std::string_view words) {
    for (const Node& n : h.kiosk.semantics().nodes)
        if (n.name.find(words) != std::string::npos) return true;
    return false;
}

}  // namespace

TEST_CASE("the three areas say what is late, and lead to their lists") {
    Harness h;
    h.show(fixture("disclosure"));
    const struct {
        const char* name;
        app::Place place;
    } areas[] = {{"一月一晒 1 项逾期未公布", app::Place::months},
                 {"四议两公开 1 项逾期未公布", app::Place::matters},
                 {"通知公告", app::Place::notices}};
    for (const auto& area : areas) {
        h.press(area.name);
        REQUIRE(h.commands.last<app::GoTo>());
        CHECK(h.commands.last<app::GoTo>()->place == area.place);
    }
    h.show(fixture("disclosure_in_time"));
    CHECK(h.has(Role::button, "一月一晒"));
    CHECK_FALSE(says(h, "逾期"));
}

TEST_CASE("a late month is said in words, and opens; one before its time does not") {
    for (const Surface& surface : test::kSurfaces) {
        Harness h(surface);
        h.show(fixture("months"));
        CHECK(says(h, "这一年有 1 项逾期没有公开"));
        CHECK((h.node(Role::button, "12月 还没到").state & state::kDisabled) != 0);
        CHECK(h.has(Role::button, "11月 待公开"));
        CHECK(h.has(Role::button, "10月 已公开"));
        h.press("7月 缺 1 项");
        REQUIRE(h.commands.last<app::OpenMonth>());
        CHECK(h.commands.last<app::OpenMonth>()->month == app::DueMonth{2026, 7});
        h.press("2025年");
        REQUIRE(h.commands.last<app::OpenYear>());
        CHECK(h.commands.last<app::OpenYear>()->year == 2025);
    }
}

TEST_CASE("what a month lacks is named with its day; accounts open as accounts") {
    Harness h;
    h.show(fixture("month_late"));
    CHECK(says(h, "财务没有公开"));
    CHECK(says(h, "应在8月10日前公开，已逾期"));
    h.show(fixture("month"));
    CHECK(says(h, "还用过：公开栏 11月7日（财务）、广播喇叭 11月8日（财务）"));
    h.press("财务 清溪村财务公开（示例） · 11月6日公开");
    REQUIRE(h.commands.last<app::OpenFinance>());
    CHECK(h.commands.last<app::OpenFinance>()->leaf == 132);
    h.press("村务 清溪村村务公开（示例） · 11月6日公开");
    REQUIRE(h.commands.last<app::OpenNotice>());
    CHECK_FALSE(says(h, "大喇叭稿"));
    h.show(fixture("month_open"));
    h.press("大喇叭稿");
    CHECK(h.commands.last<app::OpenScript>());
}

TEST_CASE("accounts are said in a sentence, in bars with words, and line by line") {
    Harness h;
    h.show(fixture("finance"));
    CHECK(h.has(Role::text,
                "上月结余 41,207.30 元，本月收入 68,480.00 元，支出 20,021.40 元，"
                "月末结余 89,665.90 元。"));
    CHECK(h.has(Role::listitem, "集体经营收入 36,000.00 元"));
    CHECK(h.has(Role::cell, "公益岗位补贴，8 人"));
    CHECK(h.has(Role::cell, "凭证 5"));
    h.press("看原文和核验");
    REQUIRE(h.commands.last<app::OpenNotice>());
    CHECK(h.commands.last<app::OpenNotice>()->leaf == 131);
}

TEST_CASE("late results stand out in the list and in the course of their matter") {
    Harness h;
    h.show(fixture("matters"));
    CHECK(says(h, "结果应在10月31日前公布，已经逾期"));
    CHECK(says(h, "公示到11月25日，有意见可以提"));
    h.show(fixture("matter"));
    CHECK(h.has(Role::alert, "逾期未公布"));
    CHECK(says(h, "结果应在10月31日前公布，到现在还没有公布。"));
    CHECK(says(h, "应到 31 人，实到 28 人。\n同意 25 票，反对 2 票，弃权 1 票。"));
    CHECK(says(h, "6月29日公开的一版已经更正，原来写的是：应到 31 人，实到 28 人。\n同意 26 票"));
    h.press("看更正前的");
    REQUIRE(h.commands.last<app::OpenVersion>());
    CHECK(h.commands.last<app::OpenVersion>()->leaf == 204);
    h.press("决议看原文");
    REQUIRE(h.commands.last<app::OpenNotice>());
    CHECK(h.commands.last<app::OpenNotice>()->leaf == 206);
}

TEST_CASE("a form gives what stands in its fields, and its days move by buttons") {
    Harness h;
    h.show(fixture("form_meeting"));
    type(h, "同意", "25");
    h.press("下一步");
    REQUIRE(h.commands.last<app::FillForm>());
    CHECK(h.commands.last<app::FillForm>()->values ==
          std::vector<std::string>{"31", "28", "25", "1", "1"});
    CHECK_FALSE(h.commands.last<app::FillForm>()->back);
    h.press("上一步");
    CHECK(h.commands.last<app::FillForm>()->back);
    h.press("日期早一周");
    REQUIRE(h.commands.last<app::ShiftDay>());
    CHECK(h.commands.last<app::ShiftDay>()->by == -7);
    CHECK(h.commands.last<app::ShiftDay>()->field == app::DayField::date);
}

TEST_CASE("the keys on the screen write into the first number until another is touched") {
    Harness h;
    h.show(fixture("form_line"));
    for (const char* digit : {"1", "2", "5"}) h.press(digit);
    h.press("删除");
    h.press("支出");
    h.press("水电办公支出");
    h.press("记上这一笔");
    REQUIRE(h.commands.last<app::KeepLine>());
    CHECK(h.commands.last<app::KeepLine>()->amount == "12");
    CHECK(h.commands.last<app::KeepLine>()->direction == app::Direction::spending);
    CHECK(h.commands.last<app::KeepLine>()->category == "水电办公支出");
}

TEST_CASE("nothing is published before somebody is sure") {
    Harness h;
    h.show(fixture("preview"));
    CHECK(says(h, "同意26票，反对1票，弃权1票。"));
    h.press("公开");
    CHECK(h.commands.all.empty());
    CHECK(says(h, "公开后不能改、不能删，只能另发更正。"));
    h.press("再看看");
    CHECK(h.commands.all.empty());
    h.press("公开");
    h.press("确定公开");
    CHECK(h.commands.last<app::ConfirmPublication>());
}

TEST_CASE("what was handed in says how far it has come, and why it was refused") {
    Harness h;
    h.show(fixture("publish"));
    for (const char* state : {"已保存", "已上报", "未通过", "已公开"}) CHECK(says(h, state));
    CHECK(says(h, "这件事已经有别人办到下一步了"));
    h.press("财务");
    REQUIRE(h.commands.last<app::StartPublication>());
    CHECK(h.commands.last<app::StartPublication>()->kind == app::LeafKind::finance);
}
