// A client in trouble: refused by its hub, moved to another one, on a disk that fails or is full.

#include "shared/base/limits.hpp"
#include "shared/store/set_aside.hpp"
#include "shared/sync/hub_recovery.hpp"
#include "tests/support/require.hpp"
#include "tests/unit/app/town.hpp"

namespace xf::test {
namespace {

using app::CounterView;
using app::DamagedView;
using app::DeviceRole;
using app::EnrolView;
using app::HomeView;
using app::IdentifyView;

std::optional<ErrorCode> refused(const TestDevice& device) {
    return device.client->snapshot().freshness.refused;
}

std::optional<ErrorCode> told(const TestDevice& device) {
    const auto& message = device.client->snapshot().message;
    return message ? std::optional(message->code) : std::nullopt;
}

void redeem_soap(TestDevice& counter) {
    counter.identify(counter.hub->card(0));
    counter.client->submit(app::AddGoods{GoodsNo{1}});
    counter.client->submit(app::ConfirmRedemption{});
    REQUIRE(counter.shows<app::ReceiptView>());
    counter.client->submit(app::SignOff{});
}

struct Counter {
    TestHub hub;
    TestDevice device{hub, DeviceRole::counter, "一号柜台"};

    Counter() {
        hub.award(HouseholdNo{1}, Points(100));
        device.settle(20'000);
    }
};

}  // namespace

TEST_CASE("a device that its hub refuses says so, and is enrolled anew from its own screen") {
    Counter at;
    at.hub.forget_devices();
    at.device.settle(20'000);
    CHECK(refused(at.device) == ErrorCode::unknown_device);
    at.device.client->submit(app::GoTo{app::Place::enrol});
    REQUIRE(at.device.shows<EnrolView>());
    CHECK(at.device.view<EnrolView>().again);
    at.device.client->submit(app::GoBack{});
    CHECK(at.device.shows<HomeView>());

    at.device.enrol(at.hub.enrol_code(DeviceRole::counter, "一号柜台"));
    at.device.settle(20'000);
    CHECK(at.device.shows<HomeView>());
    CHECK_FALSE(refused(at.device));
    CHECK(at.device.client->snapshot().freshness.online);
}

TEST_CASE("a device whose program is of another age than the hub's says so, and keeps everything") {
    Counter at;
    at.hub.refuses_sync = ErrorCode::unsupported_version;
    redeem_soap(at.device);
    at.device.settle(70'000);
    CHECK(refused(at.device) == ErrorCode::unsupported_version);
    const std::uint32_t unsent = at.device.client->snapshot().freshness.unsent;
    CHECK(unsent > 0);
    // No code mends that: what was not sent has to go first.
    at.device.enrol(at.hub.enrol_code(DeviceRole::counter, "一号柜台"));
    CHECK(told(at.device) == ErrorCode::report_first);
    at.device.client->submit(app::DismissMessage{});
    at.device.restart();
    CHECK(at.device.client->snapshot().freshness.unsent == unsent);

    at.hub.refuses_sync.reset();
    at.device.settle(70'000);
    CHECK_FALSE(refused(at.device));
    CHECK(at.device.client->snapshot().freshness.unsent == 0);
}

TEST_CASE("a hub that comes back from a backup is told from one that is away; counters go on") {
    Counter at;
    TestDevice kiosk{at.hub, DeviceRole::kiosk, "一体机"};  // will be waited for
    kiosk.settle(20'000);
    need(sync::begin_recovery(at.hub.shard(), Epoch{2}, at.hub.clock().now()));
    at.device.settle(40'000);
    CHECK(at.device.client->snapshot().freshness.recovering);
    CHECK_FALSE(at.device.client->snapshot().freshness.online);
    CHECK_FALSE(refused(at.device));
    redeem_soap(at.device);
    kiosk.settle(40'000);
    at.device.settle(40'000);
    CHECK_FALSE(at.device.client->snapshot().freshness.recovering);
    CHECK(at.device.client->snapshot().freshness.online);
    CHECK(at.device.client->snapshot().freshness.unsent == 0);
}

TEST_CASE(
    "at another hub nothing of the former one is left, and what was not sent is kept as a file") {
    Counter at;
    at.hub.up = false;
    redeem_soap(at.device);
    TestHub other(8);
    at.device.transport.connect(other);
    at.device.settle(70'000);
    CHECK(refused(at.device) == ErrorCode::unknown_device);

    at.device.enrol(other.enrol_code(DeviceRole::counter, "一号柜台"));
    at.device.settle(20'000);
    CHECK_FALSE(refused(at.device));
    CHECK(at.device.client->snapshot().freshness.online);
    CHECK(at.device.client->snapshot().freshness.unsent == 0);
    CHECK_FALSE(need(store::is_empty(at.device.store.disk, "app.db.damaged-1")));
    at.device.identify(other.card(0));
    INFO((told(at.device) ? name_of(*told(at.device)) : "nothing was told"));
    REQUIRE(at.device.shows<CounterView>());
    CHECK(at.device.view<CounterView>().available == Points(0));
}

/// Whether those bytes stand anywhere on its disk, also where nothing points to them any more.
bool on_disk(TestDevice& device, std::string_view wanted) {
    const auto image = SimDisk::image_of(device.store.disk.snapshot(), {Survival::Kind::all});
    for (const auto& [name, blocks] : image.files) {
        Bytes bytes(blocks.size());
        static_cast<void>(blocks.read(0, bytes));
        if (as_text(bytes).find(wanted) != std::string_view::npos) return true;
    }
    return false;
}

/// The hash of the staff member's PIN, which only desks hold.
std::string pin_hash(TestHub& hub) {
    auto rows = need(hub.shard().db().prepare("SELECT hash FROM people_staff_pin"));
    return need(rows.first(
                    [](const store::Row& row) { return std::string(as_text(row.column_blob(0))); }))
        .value();
}

TEST_CASE("a desk that becomes a kiosk keeps nothing that only staff may see") {
    TestHub hub;
    TestDevice device(hub, DeviceRole::desk, "办公桌");
    device.settle(20'000);
    REQUIRE(on_disk(device, pin_hash(hub)));
    device.enrol(hub.enrol_code(DeviceRole::kiosk, "大厅"));
    device.settle(20'000);
    CHECK(device.client->snapshot().role == DeviceRole::kiosk);
    CHECK(device.client->snapshot().freshness.online);
    CHECK_FALSE(on_disk(device, pin_hash(hub)));
    CHECK(need(store::is_empty(device.store.disk, "app.db.damaged-1")));
    device.restart();
    device.settle(20'000);
    CHECK(device.client->snapshot().freshness.online);
    device.identify(hub.card(0));
    CHECK(device.client->snapshot().session);
}

TEST_CASE("a kiosk that becomes a desk gets what staff may see") {
    TestHub hub;
    TestDevice device(hub, DeviceRole::kiosk, "大厅");
    device.settle(20'000);
    device.enrol(hub.enrol_code(DeviceRole::desk, "办公桌"));
    hub.award(HouseholdNo{1}, Points(7));
    for (int i = 0; i < 3; ++i) device.settle(20'000);
    CHECK(device.client->snapshot().role == DeviceRole::desk);
    CHECK(device.client->snapshot().freshness.online);
    device.sign_in_staff();
    REQUIRE(device.client->snapshot().session);
    CHECK(device.client->snapshot().session->staff == "示例书记");
}

TEST_CASE("what was not reported yet goes before the device is enrolled anew") {
    Counter at;
    at.hub.up = false;
    redeem_soap(at.device);
    const std::size_t asked = at.device.transport.started();
    at.device.enrol(at.hub.enrol_code(DeviceRole::kiosk, "大厅"));
    CHECK(told(at.device) == ErrorCode::report_first);
    CHECK(at.device.transport.started() <= asked + 1);  // a sync, and no code was used up
    CHECK(at.device.client->snapshot().role == DeviceRole::counter);
    at.hub.up = true;
    at.device.settle(120'000);
    CHECK(at.device.client->snapshot().freshness.unsent == 0);
    at.device.enrol(at.hub.enrol_code(DeviceRole::kiosk, "大厅"));
    CHECK(at.device.client->snapshot().role == DeviceRole::kiosk);
}

TEST_CASE("what can't be reported any more stays: set aside, or on the desk that it is of") {
    Counter at;
    TestDevice desk(at.hub, DeviceRole::desk, "办公桌");
    at.hub.up = false;
    redeem_soap(at.device);
    desk.sign_in_staff();
    desk.client->submit(app::GoTo{app::Place::publish});
    desk.client->submit(app::StartPublication{disclosure::LeafKind::party_affairs});
    desk.client->submit(app::FillForm{});
    desk.client->submit(app::FillForm{{"标题", "", "正文"}});
    desk.client->submit(app::FillForm{});
    desk.client->submit(app::ConfirmPublication{});
    REQUIRE(desk.client->snapshot().freshness.unsent == 1);
    at.hub.up = true;
    at.hub.forget_devices();
    at.device.settle(20'000);
    desk.settle(20'000);
    at.device.settle(60'000);
    desk.settle(60'000);
    REQUIRE(refused(at.device));
    REQUIRE(refused(desk));

    at.device.enrol(at.hub.enrol_code(DeviceRole::kiosk, "大厅"));
    CHECK(at.device.client->snapshot().role == DeviceRole::kiosk);
    CHECK(at.device.client->snapshot().freshness.unsent == 0);
    CHECK_FALSE(need(store::is_empty(at.device.store.disk, "app.db.damaged-1")));

    desk.enrol(at.hub.enrol_code(DeviceRole::kiosk, "二号大厅"));
    CHECK(told(desk) == ErrorCode::report_first);
    CHECK(desk.client->snapshot().role == DeviceRole::desk);
    CHECK(desk.client->snapshot().freshness.unsent == 1);
    CHECK(need(store::is_empty(desk.store.disk, "app.db.damaged-1")));
}

TEST_CASE("only the hub can say that this is a demo, and it is asked once") {
    TestHub hub;
    TestDevice device(hub, DeviceRole::kiosk, "大厅");
    device.client.reset();
    device.store.disk.cut_power({Survival::Kind::none});
    app::ClientConfig config = device.config;
    config.database = "fresh.db";
    config.demo = app::DemoDevice{DeviceRole::kiosk, "演示机"};
    app::Client client({hub.clock(), device.store.random, device.store.disk, device.transport},
                       config);
    const auto busy = [&] {
        const auto* view = std::get_if<EnrolView>(&client.snapshot().view);
        return view && view->busy;
    };
    hub.up = false;
    client.step();
    CHECK(busy());  // nobody has said yet
    hub.up = true;
    hub.clock().advance_ms(3'000);
    for (int i = 0; i < 4; ++i) client.step();
    CHECK_FALSE(busy());  // a guest's, or a person may type a code
    const std::size_t asked = hub.demo_questions;
    for (int i = 0; i < 50; ++i) {
        hub.clock().advance_ms(3'000);
        client.step();
    }
    CHECK(hub.demo_questions == asked);
}

TEST_CASE("a full disk is told once, and does not make the program run in circles") {
    Counter at;
    at.device.store.disk.set_fault(Fault::disk_full, at.device.store.disk.operations());
    at.device.settle(20'000);
    REQUIRE(told(at.device) == ErrorCode::storage_full);
    at.device.client->submit(app::DismissMessage{});
    for (int i = 0; i < 20; ++i) {
        at.device.settle(5'000);
        CHECK_FALSE(told(at.device));
        CHECK(at.device.client->next_step_ms() > at.hub.clock().monotonic_ms());
    }
    at.device.store.disk.clear_faults();
    at.device.settle(70'000);
    CHECK(at.device.client->snapshot().freshness.online);
}

TEST_CASE("a full disk does not make guessing free") {
    Counter at;
    at.device.store.disk.set_fault(Fault::disk_full, at.device.store.disk.operations());
    for (int tries = 0; tries < limits::kPinTries + 1; ++tries) {
        at.device.client->submit(app::Scanned{at.hub.card(0).text()});
        at.device.type_pin("000000");
        at.device.client->submit(app::DismissMessage{});
    }
    at.device.type_pin("000000");
    CHECK(told(at.device) == ErrorCode::locked_out);
    at.device.client->submit(app::DismissMessage{});
    at.device.type_pin();  // the right one
    CHECK_FALSE(at.device.client->snapshot().session);
}

TEST_CASE(
    "a disk that fails while somebody leaves closes the database, and opens it again by itself") {
    Counter at;
    at.device.identify(at.hub.card(0));
    REQUIRE(at.device.client->snapshot().session);
    at.device.store.disk.set_fault(Fault::failed_flush, at.device.store.disk.operations());
    at.device.client->submit(app::SignOff{});
    REQUIRE(at.device.shows<DamagedView>());
    CHECK_FALSE(at.device.client->snapshot().session);
    at.device.store.disk.clear_faults();
    at.device.settle(11'000);
    REQUIRE(at.device.shows<HomeView>());
    CHECK(at.device.client->snapshot().village == "示例村");
}

TEST_CASE("what a newer program has written an older one leaves alone, and says so") {
    Counter at;
    at.hub.up = false;
    redeem_soap(at.device);
    at.device.client.reset();
    const auto change = [&](const char* sql) { need(need(at.device.store.open()).script(sql)); };
    change("INSERT INTO schema_version VALUES ('from the future', 1)");

    at.device.restart();
    REQUIRE(at.device.shows<DamagedView>());
    CHECK(at.device.view<DamagedView>().code == ErrorCode::database_newer);
    CHECK(at.device.view<DamagedView>().set_aside_as.empty());
    at.device.client->submit(app::GoTo{app::Place::home});  // 重新打开
    at.device.settle(120'000);
    CHECK(at.device.view<DamagedView>().code == ErrorCode::database_newer);
    CHECK(at.device.client->idle());  // for the newer program to come back
    CHECK(need(store::is_empty(at.device.store.disk, "app.db.damaged-1")));

    at.device.client.reset();
    change("DELETE FROM schema_version WHERE component = 'from the future'");
    at.device.restart();
    CHECK(at.device.shows<HomeView>());
    CHECK(at.device.client->snapshot().freshness.unsent == 2);  // that they read the notice, too
}

TEST_CASE("a redemption that is not at the hub yet is found again, and not made twice") {
    TestHub hub;
    TestDevice counter(hub, DeviceRole::counter, "一号柜台", app::Persistence::best_effort);
    hub.award(HouseholdNo{1}, Points(100));
    counter.settle(20'000);
    counter.identify(hub.card(0));
    counter.client->submit(app::AddGoods{GoodsNo{1}});
    hub.up = false;  // after the last exchange
    counter.client->submit(app::ConfirmRedemption{});
    counter.settle();
    CHECK(told(counter) == ErrorCode::not_reported);
    CHECK(counter.view<CounterView>().waiting_for_hub);
    counter.client->submit(app::SignOff{});

    counter.identify(hub.card(0));
    REQUIRE(counter.shows<CounterView>());
    CHECK(counter.view<CounterView>().waiting_for_hub);
    counter.client->submit(app::AddGoods{GoodsNo{1}});
    counter.client->submit(app::ConfirmRedemption{});
    CHECK(counter.client->snapshot().freshness.unsent == 1);
    counter.settle(10'000);
    hub.up = true;
    for (int i = 0; i < 3 && !counter.shows<app::ReceiptView>(); ++i) counter.settle(15'000);
    REQUIRE(counter.shows<app::ReceiptView>());
    CHECK(counter.view<app::ReceiptView>().left == Points(95));
}

TEST_CASE("of a person who left, the disk keeps no words") {
    TestHub hub;
    TestDevice desk(hub, DeviceRole::desk, "办公桌");
    TestDevice kiosk(hub, DeviceRole::kiosk, "大厅");
    TestDevice other(hub, DeviceRole::kiosk, "门口的机器");
    const std::string words = "隔壁占了我家的晒谷场";
    other.client->submit(app::GoTo{app::Place::request_form});
    other.identify(hub.card(0));
    other.client->submit(app::ChooseCategory{app::RequestCategory::neighbours});
    other.client->submit(app::FileRequest{words});
    other.settle(20'000);

    kiosk.client->submit(app::GoTo{app::Place::requests});
    kiosk.identify(hub.card(0));
    kiosk.settle(20'000);
    CHECK(on_disk(kiosk, words));
    kiosk.client->submit(app::SignOff{});
    CHECK_FALSE(on_disk(kiosk, words));
}

}  // namespace xf::test
