#include <catch_amalgamated.hpp>

#include "tests/ui/harness.hpp"

using namespace xf;
using namespace xf::kiosk;
using kiosk::test::fixture;
using kiosk::test::Harness;

TEST_CASE("tiles of the home screen lead to their places") {
    Harness h;
    h.show(fixture("home"));
    const struct {
        const char* name;
        app::Place place;
    } tiles[] = {{"查积分", app::Place::balance},
                 {"看公开", app::Place::disclosure},
                 {"提诉求", app::Place::request_start},
                 {"积分公示", app::Place::publicity}};
    for (const auto& t : tiles) {
        h.press(t.name);
        REQUIRE(h.commands.last<app::GoTo>());
        CHECK(h.commands.last<app::GoTo>()->place == t.place);
    }
}

TEST_CASE("home shows only what works on this device") {
    Harness h;
    h.show(fixture("home_counter"));
    h.press("换东西");
    CHECK(h.commands.last<app::GoTo>()->place == app::Place::counter);
    h.show(fixture("home_desk"));
    CHECK(h.has(Role::button, "登录办公"));
    CHECK_FALSE(h.has(Role::button, "办诉求"));
    CHECK_FALSE(h.has(Role::button, "换东西"));
    CHECK_FALSE(h.has(Role::button, "打开超市柜台"));
}

TEST_CASE("the demo offers its other devices") {
    Harness h;
    h.show(fixture("home_demo"));
    h.press("打开超市柜台");
    REQUIRE(h.commands.last<app::OpenDevice>());
    CHECK(h.commands.last<app::OpenDevice>()->role == app::DeviceRole::counter);
}

TEST_CASE("home says that a new version of the program waits, and only then") {
    Harness h;
    h.show(fixture("home_demo"));
    CHECK_FALSE(h.has(Role::text, "新版本已就绪，空闲时自动更换"));
    h.show(fixture("home_new_version"));
    CHECK(h.has(Role::text, "新版本已就绪，空闲时自动更换"));
}

TEST_CASE("返回, 首页 and 退出 are on every screen of a person") {
    Harness h;
    h.show(fixture("balance"));
    h.press("返回");
    CHECK(h.commands.last<app::GoBack>());
    h.press("首页");
    REQUIRE(h.commands.last<app::GoTo>());
    CHECK(h.commands.last<app::GoTo>()->place == app::Place::home);
    h.press("退出");
    CHECK(h.commands.last<app::SignOff>());
}

TEST_CASE("a demo card, a PIN and a person identify") {
    Harness h;
    h.show(fixture("identify_demo"));
    h.press("示例李家 密码 246801");
    REQUIRE(h.commands.last<app::UseDemoCard>());
    CHECK(h.commands.last<app::UseDemoCard>()->index == 1);

    h.show(fixture("identify_pin"));
    h.press("7");
    REQUIRE(h.commands.last<app::PinDigit>());
    CHECK(h.commands.last<app::PinDigit>()->digit == 7);
    h.press("删除");
    CHECK(h.commands.last<app::PinErase>());
    h.kiosk.character('4', h.now_ms);
    REQUIRE(h.commands.last<app::PinDigit>());
    CHECK(h.commands.last<app::PinDigit>()->digit == 4);

    h.show(fixture("identify_person"));
    h.press("李示例");
    REQUIRE(h.commands.last<app::ChoosePerson>());
    CHECK(h.commands.last<app::ChoosePerson>()->no == PersonNo{2});
}

TEST_CASE("while the PIN is checked no key can be pressed") {
    Harness h;
    h.show(fixture("identify_checking"));
    CHECK((h.node(Role::button, "7").state & state::kDisabled) != 0);
    CHECK(h.has(Role::status, "正在核对…"));
    h.kiosk.character('4', h.now_ms);
    CHECK(h.commands.all.empty());
}

TEST_CASE("two quick taps of a key within one frame are two digits") {
    Harness h;
    h.show(fixture("identify_pin"));
    const Rect key = h.node(Role::button, "5").rect;
    for (int i = 0; i < 2; ++i) {
        h.down(key.x + 5, key.y + 5);
        h.up(key.x + 5, key.y + 5);
    }
    h.settle();
    CHECK(h.commands.all.size() == 2);
}

TEST_CASE("keys tapped faster than frames are drawn come in the order of the taps") {
    Harness harness;
    harness.show(fixture("identify_pin"));
    for (const char* key : {"4", "6", "2", "5"})
        harness.kiosk.semantic_action(harness.node(Role::button, key).id, Action::press, "",
                                      harness.now_ms);
    harness.settle();
    std::string typed;
    for (const app::Command& command : harness.commands.all)
        if (const auto* digit = std::get_if<app::PinDigit>(&command))
            typed += static_cast<char>('0' + digit->digit);
    CHECK(typed == "4625");
}

TEST_CASE("the counter fills the basket and confirms") {
    Harness h;
    h.show(fixture("counter"));
    h.press("加一份毛巾");
    REQUIRE(h.commands.last<app::AddGoods>());
    CHECK(h.commands.last<app::AddGoods>()->no == GoodsNo{3});
    h.press("减一份食盐");
    REQUIRE(h.commands.last<app::RemoveGoods>());
    CHECK(h.commands.last<app::RemoveGoods>()->no == GoodsNo{2});
    h.press("确认兑换");
    CHECK(h.commands.last<app::ConfirmRedemption>());
}

TEST_CASE("a basket beyond what the counter holds can't be confirmed, and says why") {
    Harness h;
    h.show(fixture("counter_over"));
    CHECK((h.node(Role::button, "确认兑换").state & state::kDisabled) != 0);
    CHECK(h.has(Role::status, "超过本柜台现在能用的分了，请减几样，或等联网后再换。"));
}

TEST_CASE("a request is filed, followed and closed") {
    Harness h;
    h.show(fixture("requests"));
    h.press("提新诉求");
    REQUIRE(h.commands.last<app::GoTo>());
    CHECK(h.commands.last<app::GoTo>()->place == app::Place::request_form);

    h.show(fixture("form_category"));
    h.press("用水用电");
    REQUIRE(h.commands.last<app::ChooseCategory>());
    CHECK(h.commands.last<app::ChooseCategory>()->category == app::RequestCategory::water_power);

    h.show(fixture("request"));
    h.press("满意");
    REQUIRE(h.commands.last<app::CloseRequest>());
    CHECK_FALSE(h.commands.last<app::CloseRequest>()->mostly);
    h.press("基本满意");
    CHECK(h.commands.last<app::CloseRequest>()->mostly);
    h.press("没解决");
    CHECK(h.has(Role::textbox, "哪里没解决？"));
    h.kiosk.semantic_action(h.node(Role::textbox, "哪里没解决？").id, Action::set_value, "又满了",
                            h.now_ms);
    h.press("又出问题了");
    h.press("请村里接着办");
    REQUIRE(h.commands.last<app::ReopenRequest>());
    CHECK(h.commands.last<app::ReopenRequest>()->reason == "又满了");
    CHECK(h.commands.last<app::ReopenRequest>()->cause == app::RequestCause::again);
}

TEST_CASE("a request without a name: asked for, its code copied, and typed again") {
    Harness h;
    h.show(fixture("request_start"));
    const std::pair<const char*, app::Place> ways[] = {{"写名字提", app::Place::requests},
                                                       {"不写名字提", app::Place::anonymous_form},
                                                       {"凭码看进度", app::Place::claim_entry}};
    for (const auto& [word, place] : ways) {
        h.press(word);
        REQUIRE(h.commands.last<app::GoTo>());
        CHECK(h.commands.last<app::GoTo>()->place == place);
    }
    h.show(fixture("claim_code"));
    CHECK(h.has(Role::status, "查询码 K 4 M D 9 R W X"));
    h.press("我抄好了");
    CHECK(h.commands.last<app::GoTo>()->place == app::Place::home);

    h.show(fixture("claim_entry"));
    for (const char character : app::kClaimCharacters) {
        h.press(std::string(1, character).c_str());
        REQUIRE(h.commands.last<app::ClaimKey>());
        CHECK(h.commands.last<app::ClaimKey>()->character == character);
    }
    h.press("删除");
    CHECK(h.commands.last<app::ClaimErase>());
}

TEST_CASE("staff hands a request on with a reason, and notes a visit with its answer") {
    Harness h;
    h.show(fixture("request_desk"));
    h.press("转办到镇");
    h.kiosk.semantic_action(h.node(Role::textbox, "为什么转办到镇里？").id, Action::set_value,
                            "要镇里出钱", h.now_ms);
    h.press("转办到镇");
    REQUIRE(h.commands.last<app::HandOnRequest>());
    CHECK(h.commands.last<app::HandOnRequest>()->to == app::RequestLevel::town);
    CHECK(h.commands.last<app::HandOnRequest>()->reason == "要镇里出钱");

    h.show(fixture("request_visit"));
    h.press("回访");
    h.press("基本满意");
    h.press("记下回访");
    REQUIRE(h.commands.last<app::VisitRequest>());
    CHECK(h.commands.last<app::VisitRequest>()->answer == app::RequestAnswer::mostly);
}

TEST_CASE("what is late says so in the list and on the home screen") {
    Harness h;
    h.show(fixture("requests_desk"));
    CHECK(h.has(Role::text, "超时 2 天"));
    h.press("诉求统计");
    CHECK(h.commands.last<app::ShowFigures>());
    h.press("替村民登记");
    CHECK(h.commands.last<app::GoTo>()->place == app::Place::households);
    h.show(fixture("home_staff"));
    CHECK(h.has(Role::button, "办诉求 3 件超时"));
    h.show(fixture("request_figures"));
    CHECK(h.has(Role::text, "办结的 20 件里，回访 15 件"));
}

TEST_CASE("staff write a result") {
    Harness h;
    h.show(fixture("request_desk"));
    h.press("办结");
    h.kiosk.semantic_action(h.node(Role::textbox, "办得怎么样？").id, Action::set_value, "修好了",
                            h.now_ms);
    h.press("办结，请村民确认");
    REQUIRE(h.commands.last<app::FinishRequest>());
    CHECK(h.commands.last<app::FinishRequest>()->text == "修好了");
}

TEST_CASE("notices open, except those whose text is not here") {
    Harness h;
    h.show(fixture("notices"));
    h.press("清溪村2026年10月财务收支公开 11月5日公开");
    REQUIRE(h.commands.last<app::OpenNotice>());
    CHECK(h.commands.last<app::OpenNotice>()->leaf == 31);
    bool found = false;
    for (const Node& n : h.kiosk.semantics().nodes)
        if (n.role == Role::button && n.name.find("正文还没下载") != std::string::npos) {
            found = true;
            CHECK((n.state & state::kDisabled) != 0);
        }
    CHECK(found);
}

TEST_CASE("a device with a damaged database can be opened again") {
    Harness h;
    h.show(fixture("damaged"));
    h.press("重新打开");
    CHECK(h.commands.last<app::GoTo>());
}

TEST_CASE("the countdown hides the person's figures and asks") {
    Harness h;
    h.show(fixture("idle"));
    CHECK(h.has(Role::dialog, "您还在吗？"));
    CHECK_FALSE(h.has(Role::text, "126"));
    h.press("继续");
    CHECK(h.commands.touches > 0);
    h.press("退出");
    CHECK(h.commands.last<app::SignOff>());
}

TEST_CASE("a touch beside the countdown means still here, its buttons do not") {
    Harness h;
    h.show(fixture("idle"));
    const Rect leave = h.node(Role::button, "退出").rect;
    h.down(leave.x + 5, leave.y + 5);
    CHECK(h.commands.touches == 0);
    h.kiosk.pointer(PointerKind::cancel, 0, 0, h.now_ms);
    h.down(3, 3);
    CHECK(h.commands.touches == 1);
}

TEST_CASE("nothing below a message can be pressed") {
    Harness h;
    h.show(fixture("message"));
    CHECK(h.has(Role::dialog, "请等一会儿"));
    const Rect key = h.node(Role::button, "1").rect;
    h.down(key.x + 2, key.y + 2);
    h.up(key.x + 2, key.y + 2);
    h.kiosk.semantic_action(h.node(Role::button, "返回").id, Action::press, {}, h.now_ms);
    h.settle();
    CHECK(h.commands.all.empty());
    h.press("知道了");
    CHECK(h.commands.last<app::DismissMessage>());
}

TEST_CASE("keys move the focus, press and go back") {
    Harness h;
    h.show(fixture("home"));
    h.kiosk.key(Key::tab, h.now_ms);  // the freshness of the data comes first
    h.settle();
    h.kiosk.key(Key::tab, h.now_ms);
    h.settle();
    CHECK((h.node(Role::button, "查积分").state & state::kFocused) != 0);
    h.kiosk.key(Key::right, h.now_ms);
    h.settle();
    CHECK((h.node(Role::button, "看公开").state & state::kFocused) != 0);
    h.kiosk.key(Key::enter, h.now_ms);
    h.settle();
    REQUIRE(h.commands.last<app::GoTo>());
    CHECK(h.commands.last<app::GoTo>()->place == app::Place::disclosure);
    h.kiosk.key(Key::escape, h.now_ms);
    CHECK(h.commands.last<app::GoBack>());
}
