// The client as its interface sees it, against a real hub core.

#include "shared/points/ledger.hpp"
#include "tests/support/require.hpp"
#include "tests/unit/app/town.hpp"

namespace xf::test {
namespace {

using app::BalanceView;
using app::CounterView;
using app::DeviceRole;
using app::HomeView;
using app::IdentifyView;
using app::ReceiptView;
using app::RecordState;
using app::RequestState;
using app::RequestsView;
using app::RequestView;

struct Shop {
    TestHub hub;
    TestDevice counter{hub, DeviceRole::counter, "一号柜台"};

    Shop() {
        hub.award(HouseholdNo{1}, Points(100));
        counter.settle(20'000);
    }
    const CounterView& view() const { return counter.view<CounterView>(); }
    void add(GoodsNo goods) { counter.client->submit(app::AddGoods{goods}); }
    void confirm() { counter.client->submit(app::ConfirmRedemption{}); }
};

std::string message_of(const TestDevice& device) {
    const auto& message = device.client->snapshot().message;
    return message ? std::string(name_of(message->code)) : "nothing was told";
}

ErrorCode told(const TestDevice& device) {
    REQUIRE(device.client->snapshot().message);
    return device.client->snapshot().message->code;
}

}  // namespace

TEST_CASE("a new device asks for a code, and is home once enrolled") {
    TestHub hub;
    TestDevice kiosk(hub, DeviceRole::kiosk, "大厅");
    REQUIRE(kiosk.shows<HomeView>());
    CHECK(kiosk.client->snapshot().village == "示例村");
    CHECK(kiosk.client->snapshot().device == "大厅");
    CHECK(kiosk.client->snapshot().role == DeviceRole::kiosk);
}

TEST_CASE("a resident sees the balance and where it comes from") {
    TestHub hub;
    TestDevice kiosk(hub, DeviceRole::kiosk, "大厅");
    hub.award(HouseholdNo{1}, Points(100));
    kiosk.settle(20'000);
    kiosk.client->submit(app::GoTo{app::Place::balance});
    REQUIRE(kiosk.shows<IdentifyView>());
    kiosk.identify(hub.card(0));
    REQUIRE(kiosk.shows<BalanceView>());
    CHECK(kiosk.view<BalanceView>().available == Points(100));
    REQUIRE(kiosk.view<BalanceView>().lines.size() == 1);
    CHECK(kiosk.view<BalanceView>().lines[0].title == "参加义务巡逻");
    CHECK(kiosk.view<BalanceView>().lines[0].state == RecordState::reported);
}

TEST_CASE("a redemption works with the hub down, survives a power cut, and arrives once") {
    Shop shop;
    shop.counter.identify(shop.hub.card(0));
    REQUIRE(shop.counter.shows<CounterView>());
    CHECK(shop.view().spendable_here == Points(80));  // a fifth stays at the hub
    shop.hub.up = false;
    shop.add(GoodsNo{2});
    CHECK(shop.view().total == Points(60));
    REQUIRE(shop.view().can_confirm);
    shop.confirm();
    INFO(message_of(shop.counter));
    REQUIRE(shop.counter.shows<ReceiptView>());
    CHECK(shop.counter.view<ReceiptView>().state == RecordState::saved);
    CHECK(shop.counter.view<ReceiptView>().left == Points(40));
    CHECK(shop.counter.view<ReceiptView>().qr.starts_with("XFR1:"));

    shop.counter.restart_after_power_cut({Survival::Kind::none});
    CHECK(shop.counter.client->snapshot().freshness.unsent == 1);
    shop.hub.up = true;
    shop.counter.settle(20'000);
    CHECK(shop.counter.client->snapshot().freshness.unsent == 0);
    CHECK(need(points::balance(shop.hub.place(), points::Account::shop)) == Points(60));
    shop.counter.settle(20'000);
    CHECK(need(points::balance(shop.hub.place(), points::Account::shop)) == Points(60));
}

TEST_CASE("a second counter can't spend what the first one holds") {
    Shop shop;
    TestDevice second(shop.hub, DeviceRole::counter, "二号柜台");
    second.settle(20'000);
    shop.hub.up = false;
    second.identify(shop.hub.card(0));
    REQUIRE(second.shows<CounterView>());
    CHECK(second.view<CounterView>().available == Points(100));
    CHECK(second.view<CounterView>().spendable_here == Points(0));
    second.client->submit(app::AddGoods{GoodsNo{2}});
    CHECK(told(second) == ErrorCode::over_lease);
    CHECK_FALSE(second.view<CounterView>().can_confirm);
    second.client->submit(app::ConfirmRedemption{});
    CHECK_FALSE(second.shows<ReceiptView>());

    shop.hub.up = true;  // the hub asks the first one to give its excess back
    second.settle(20'000);
    shop.counter.settle(20'000);
    shop.counter.settle(20'000);
    second.settle(20'000);
    CHECK(second.view<CounterView>().spendable_here >= Points(40));
}

TEST_CASE("empty stock, too many points and wrong cards are told, and change nothing") {
    Shop shop;
    shop.counter.client->submit(app::Scanned{"XF1:NOTACARD"});
    CHECK(told(shop.counter) == ErrorCode::unknown_card);
    shop.counter.identify(shop.hub.card(0));
    for (int i = 0; i < 4; ++i) shop.add(GoodsNo{1});
    CHECK(told(shop.counter) == ErrorCode::out_of_stock);
    CHECK(shop.view().total == Points(15));
    shop.counter.client->submit(app::RemoveGoods{GoodsNo{1}});
    CHECK(shop.view().total == Points(10));
}

TEST_CASE("wrong PINs lead to growing delays that survive a restart") {
    Shop shop;
    for (int i = 0; i < 3; ++i) {
        shop.counter.client->submit(app::Scanned{shop.hub.card(0).text()});
        shop.counter.type_pin("000000");
        CHECK(told(shop.counter) == ErrorCode::wrong_pin);
    }
    shop.counter.type_pin(kPin);
    CHECK(told(shop.counter) == ErrorCode::locked_out);
    shop.counter.restart();
    shop.counter.client->submit(app::Scanned{shop.hub.card(0).text()});
    shop.counter.type_pin(kPin);
    CHECK(told(shop.counter) == ErrorCode::locked_out);
    shop.counter.settle(31'000);
    shop.counter.client->submit(app::DismissMessage{});
    shop.counter.type_pin(kPin);
    shop.counter.client->submit(app::AcceptNotice{});
    CHECK(shop.counter.shows<CounterView>());
}

TEST_CASE("a request is filed, accepted, finished, reopened, finished and closed by the resident") {
    TestHub hub;
    TestDevice kiosk(hub, DeviceRole::kiosk, "大厅");
    TestDevice desk(hub, DeviceRole::desk, "村委会");
    kiosk.settle(20'000);
    desk.settle(20'000);

    kiosk.client->submit(app::GoTo{app::Place::request_form});
    kiosk.identify(hub.card(1));
    kiosk.client->submit(app::ChooseCategory{app::RequestCategory::roads});
    kiosk.client->submit(app::FileRequest{""});
    CHECK(told(kiosk) == ErrorCode::nothing_entered);
    kiosk.client->submit(app::FileRequest{"村口的路灯不亮了"});
    REQUIRE(kiosk.shows<RequestView>());
    kiosk.settle();

    desk.settle(20'000);
    desk.sign_in_staff();
    desk.client->submit(app::GoTo{app::Place::requests});
    REQUIRE(desk.shows<RequestsView>());
    REQUIRE(desk.view<RequestsView>().items.size() == 1);
    desk.client->submit(app::OpenRequest{desk.view<RequestsView>().items[0].id});
    CHECK(desk.view<RequestView>().can_accept);
    CHECK_FALSE(desk.view<RequestView>().can_close);
    const auto finish = [&](const char* text) {
        desk.client->submit(app::AcceptRequest{});
        desk.client->submit(app::FinishRequest{text});
        desk.settle(20'000);
        kiosk.settle(20'000);
    };
    finish("已换灯泡");
    REQUIRE(kiosk.view<RequestView>().can_close);
    CHECK(kiosk.view<RequestView>().steps.size() == 3);
    CHECK(kiosk.view<RequestView>().steps[2].who == "示例书记");
    kiosk.client->submit(app::ReopenRequest{"晚上还是不亮"});
    kiosk.settle();
    desk.settle(20'000);
    CHECK(desk.view<RequestView>().item.state == RequestState::reopened);
    finish("线路已修好");
    kiosk.client->submit(app::CloseRequest{});
    kiosk.settle();
    desk.settle(20'000);
    CHECK(desk.view<RequestView>().item.state == RequestState::closed);

    // They leave: of what came for them, only what this kiosk made itself is still here.
    kiosk.client->submit(app::SignOff{});
    kiosk.client->submit(app::GoTo{app::Place::requests});
    hub.up = false;
    kiosk.identify(hub.card(1));
    REQUIRE(kiosk.shows<RequestsView>());
    kiosk.client->submit(app::OpenRequest{kiosk.view<RequestsView>().items[0].id});
    CHECK(kiosk.view<RequestView>().steps.size() == 3);  // filed, reopened, closed
    hub.up = true;
    kiosk.settle(20'000);
    CHECK(kiosk.view<RequestView>().steps.size() == 7);
    CHECK(kiosk.view<RequestView>().item.state == RequestState::closed);
}

TEST_CASE("an answer that arrives after its person has left brings nothing of theirs") {
    TestHub hub;
    TestDevice kiosk(hub, DeviceRole::kiosk, "大厅");
    TestDevice desk(hub, DeviceRole::desk, "村委会");
    kiosk.settle(20'000);
    kiosk.client->submit(app::GoTo{app::Place::request_form});
    kiosk.identify(hub.card(0));
    kiosk.client->submit(app::ChooseCategory{app::RequestCategory::other});
    kiosk.client->submit(app::FileRequest{"示例诉求"});
    kiosk.settle();
    kiosk.client->submit(app::SignOff{});
    desk.settle(20'000);
    desk.sign_in_staff();
    desk.client->submit(app::GoTo{app::Place::requests});
    desk.client->submit(app::OpenRequest{desk.view<RequestsView>().items[0].id});
    desk.client->submit(app::AcceptRequest{});
    desk.settle(20'000);

    kiosk.settle(20'000);
    kiosk.transport.slow = true;
    kiosk.client->submit(app::Scanned{hub.card(0).text()});
    kiosk.type_pin();  // a household of one: the person is chosen, and the request goes out
    REQUIRE(kiosk.client->snapshot().session);
    kiosk.client->submit(app::SignOff{});
    kiosk.transport.slow = false;
    kiosk.settle(20'000);
    hub.up = false;
    kiosk.identify(hub.card(0));
    kiosk.client->submit(app::GoTo{app::Place::requests});
    REQUIRE(kiosk.shows<RequestsView>());
    kiosk.client->submit(app::OpenRequest{kiosk.view<RequestsView>().items[0].id});
    CHECK(kiosk.view<RequestView>().steps.size() == 1);
}

TEST_CASE("an idle kiosk counts down and forgets who was there") {
    TestHub hub;
    TestDevice kiosk(hub, DeviceRole::kiosk, "大厅");
    kiosk.settle(20'000);
    kiosk.client->submit(app::GoTo{app::Place::balance});
    kiosk.identify(hub.card(0));
    REQUIRE(kiosk.shows<BalanceView>());
    kiosk.settle(61'000);
    CHECK(kiosk.client->snapshot().idle_countdown_s > 0);
    kiosk.client->submit(app::StillHere{});
    CHECK(kiosk.client->snapshot().idle_countdown_s == 0);
    kiosk.settle(61'000);
    kiosk.settle(31'000);
    CHECK(kiosk.shows<HomeView>());
    CHECK_FALSE(kiosk.client->snapshot().session);
}

TEST_CASE("a kiosk says that nobody is there, until somebody touches it") {
    TestHub hub;
    TestDevice kiosk(hub, DeviceRole::kiosk, "大厅");
    kiosk.settle(20'000);
    kiosk.client->submit(app::StillHere{});
    kiosk.settle(50'000);
    CHECK_FALSE(kiosk.client->snapshot().unattended);
    kiosk.settle(15'000);
    CHECK(kiosk.client->snapshot().unattended);
    const std::uint64_t version = kiosk.client->snapshot().version;
    kiosk.client->submit(app::StillHere{});
    CHECK_FALSE(kiosk.client->snapshot().unattended);
    CHECK(kiosk.client->snapshot().version > version);
    // Somebody who reads is asked first, and is not gone until the countdown has ended.
    kiosk.client->submit(app::GoTo{app::Place::notices});
    kiosk.settle(75'000);
    CHECK(kiosk.client->snapshot().idle_countdown_s > 0);
    CHECK_FALSE(kiosk.client->snapshot().unattended);
}

TEST_CASE("the program may be ended only when nobody has been there for a while") {
    TestHub hub;
    TestDevice kiosk(hub, DeviceRole::kiosk, "大厅");
    kiosk.settle();
    CHECK_FALSE(kiosk.client->idle());  // just started, by somebody
    kiosk.settle(61'000);
    CHECK(kiosk.client->idle());
    kiosk.client->submit(app::StillHere{});
    CHECK_FALSE(kiosk.client->idle());

    kiosk.client->submit(app::GoTo{app::Place::balance});
    kiosk.identify(hub.card(0));
    kiosk.settle(61'000);
    CHECK_FALSE(kiosk.client->idle());  // asks whether the person is still there
    kiosk.settle(31'000);
    REQUIRE(kiosk.shows<HomeView>());
    CHECK_FALSE(kiosk.client->idle());  // who comes back would find it gone
    kiosk.settle(61'000);
    CHECK(kiosk.client->idle());
    CHECK_FALSE(kiosk.client->snapshot().new_version);
    kiosk.client->set_new_version();
    CHECK(kiosk.client->snapshot().new_version);
}

TEST_CASE("a notice is fetched, verified, and read with the hub down") {
    TestHub hub;
    hub.publish(
        "关于积分兑换的通知\n各村民：\n一、兑换时间\n每周三上午。\n示例村村民委员会\n2026年11月2日"
        "\n");
    TestDevice kiosk(hub, DeviceRole::kiosk, "大厅");
    for (int i = 0; i < 4; ++i) kiosk.settle(61'000);
    hub.up = false;
    kiosk.client->submit(app::GoTo{app::Place::notices});
    REQUIRE(kiosk.shows<app::NoticesView>());
    const auto& notices = kiosk.view<app::NoticesView>();
    CHECK(notices.log.verdict == disclosure::LogState::Verdict::verified);
    CHECK(notices.log.size == 1);
    REQUIRE(notices.items.size() == 1);
    CHECK(notices.items[0].title == "关于积分兑换的通知");
    kiosk.client->submit(app::OpenNotice{notices.items[0].leaf});
    REQUIRE(kiosk.shows<app::DocumentView>());
    CHECK(kiosk.view<app::DocumentView>().blocks.size() >= 5);
    CHECK(kiosk.view<app::DocumentView>().document_hash.size() == 64);

    kiosk.client->submit(app::OpenNotice{7});
    CHECK(told(kiosk) == ErrorCode::not_found);
}

TEST_CASE("a notice that is withdrawn leaves the list, and the screen that shows it") {
    TestHub hub;
    hub.publish("关于积分兑换的通知\n各村民：\n每周三上午。\n");
    TestDevice kiosk(hub, DeviceRole::kiosk, "大厅");
    for (int i = 0; i < 4; ++i) kiosk.settle(61'000);
    kiosk.client->submit(app::GoTo{app::Place::notices});
    kiosk.client->submit(app::OpenNotice{0});
    REQUIRE(kiosk.shows<app::DocumentView>());
    CHECK_FALSE(kiosk.view<app::DocumentView>().blocks.empty());
    hub.withdraw(0, "写错了日期");
    for (int i = 0; i < 4; ++i) {
        kiosk.settle(20'000);
        kiosk.client->submit(app::OpenNotice{0});  // somebody reads: no idle reset
    }
    const auto& view = kiosk.view<app::DocumentView>();
    CHECK(view.blocks.empty());
    REQUIRE(view.withdrawn);
    CHECK(view.withdrawn->reason == "写错了日期");
    CHECK(view.log.size == 2);
    kiosk.client->submit(app::GoTo{app::Place::notices});
    CHECK(kiosk.view<app::NoticesView>().items.empty());
}

TEST_CASE("where nobody promises to keep the data, the hub has to have it first") {
    TestHub hub;
    TestDevice counter(hub, DeviceRole::counter, "一号柜台", app::Persistence::best_effort);
    hub.award(HouseholdNo{1}, Points(100));
    counter.settle(20'000);
    counter.identify(hub.card(0));
    counter.client->submit(app::AddGoods{GoodsNo{1}});
    counter.client->submit(app::ConfirmRedemption{});
    CHECK(counter.view<CounterView>().waiting_for_hub);
    counter.settle();
    REQUIRE(counter.shows<ReceiptView>());
    CHECK(counter.view<ReceiptView>().state == RecordState::reported);

    counter.client->submit(app::SignOff{});
    hub.up = false;
    counter.settle(20'000);
    counter.identify(hub.card(0));
    counter.client->submit(app::AddGoods{GoodsNo{1}});
    counter.client->submit(app::ConfirmRedemption{});
    CHECK(told(counter) == ErrorCode::not_kept);
}

TEST_CASE("a damaged database is set aside, told, and started anew") {
    Shop shop;
    shop.counter.client.reset();
    const Bytes garbage(64, 0xAB);
    shop.counter.store.disk.damage("app.db", 0, garbage);
    shop.counter.client = std::make_unique<app::Client>(
        app::ClientPorts{shop.hub.clock(), shop.counter.store.random, shop.counter.store.disk,
                         shop.counter.transport},
        shop.counter.config);
    REQUIRE(shop.counter.shows<app::DamagedView>());
    CHECK(shop.counter.view<app::DamagedView>().set_aside_as == "app.db.damaged-1");
    shop.counter.client->submit(app::GoTo{app::Place::home});
    CHECK(shop.counter.shows<app::VillagesView>());
}

}  // namespace xf::test
