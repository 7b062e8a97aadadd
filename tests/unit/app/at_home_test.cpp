// A household at home: a browser that nobody enrolled, from its first visit to logout.

#include "shared/base/limits.hpp"
#include "tests/support/require.hpp"
#include "tests/unit/app/town.hpp"

namespace xf::test {
namespace {

using app::BalanceView;
using app::DeviceRole;
using app::HomeView;
using app::IdentifyView;
using app::LoginView;
using app::NoticesView;
using app::Place;
using app::RecordState;
using app::RequestsView;
using app::RequestView;
using app::Tile;
using app::VillagesView;

constexpr const char* kNotice = "# 关于修路的公示\n\n村口的路下月重修。\n";

std::optional<ErrorCode> told(const TestDevice& device) {
    const auto& message = device.client->snapshot().message;
    return message ? std::optional(message->code) : std::nullopt;
}

bool logged_in(const TestDevice& device) { return device.client->snapshot().session.has_value(); }

struct AtHome {
    TestHub hub;
    TestDevice phone{hub, "手机"};

    void go(Place place) { phone.client->submit(app::GoTo{place}); }
    void type(const std::string& digits) {
        for (const char digit : digits)
            phone.client->submit(app::LoginDigit{static_cast<std::uint8_t>(digit - '0')});
    }
    void file(const std::string& text) {
        go(Place::request_form);
        phone.client->submit(app::ChooseCategory{app::RequestCategory::roads});
        phone.client->submit(app::FileRequest{text});
    }
    std::vector<app::RequestItem> requests() {
        go(Place::requests);
        return phone.view<RequestsView>().items;
    }
};

}  // namespace

TEST_CASE("at home: a first visit reads what the village published, and says whose word that is") {
    AtHome home;
    REQUIRE(home.phone.shows<HomeView>());
    CHECK(home.phone.view<HomeView>().tiles == std::vector<Tile>{Tile::notices, Tile::login});
    CHECK(home.phone.view<HomeView>().enrols);
    CHECK(home.phone.client->snapshot().village == "示例村");
    CHECK(home.phone.client->snapshot().role == DeviceRole::phone);
    home.hub.publish(kNotice);
    home.phone.settle(61'000);
    home.phone.settle();
    home.go(Place::notices);
    REQUIRE(home.phone.view<NoticesView>().items.size() == 1);
    CHECK(home.phone.view<NoticesView>().log.first_use);
    CHECK(home.phone.client->snapshot().freshness.online);

    home.hub.up = false;
    home.phone.restart();
    home.go(Place::notices);
    CHECK(home.phone.view<NoticesView>().items.size() == 1);  // offline, too
}

TEST_CASE("at home: without a network a first visit says so, and goes on by itself") {
    TestHub hub;
    hub.up = false;
    TestDevice phone(hub, "手机");
    REQUIRE(phone.shows<VillagesView>());
    CHECK_FALSE(phone.view<VillagesView>().reachable);
    phone.client->submit(app::GoTo{Place::enrol});
    CHECK(phone.shows<app::EnrolView>());
    phone.client->submit(app::GoBack{});
    REQUIRE(phone.shows<VillagesView>());
    hub.up = true;
    phone.settle(5'000);
    CHECK(phone.shows<HomeView>());
}

TEST_CASE("at home: staff may make a device of a guest's browser") {
    AtHome home;
    home.go(Place::enrol);
    REQUIRE(home.phone.shows<app::EnrolView>());
    home.phone.enrol(home.hub.enrol_code(DeviceRole::kiosk, "大厅"));
    home.phone.settle(20'000);
    CHECK(home.phone.client->snapshot().role == DeviceRole::kiosk);
    CHECK(home.phone.shows<HomeView>());
}

TEST_CASE("at home: number and PIN, wrong and right; balance and history") {
    AtHome home;
    home.hub.allow_typed(0);
    home.hub.award(HouseholdNo{1}, Points(30));
    home.go(Place::login);
    home.phone.client->submit(app::LoginNext{});
    CHECK(told(home.phone) == ErrorCode::nothing_entered);
    home.type("101");
    home.phone.client->submit(app::LoginNext{});
    REQUIRE(home.phone.view<LoginView>().step == LoginView::Step::pin);
    home.type("000000");
    CHECK(home.phone.view<LoginView>().step == LoginView::Step::checking);
    home.phone.settle();
    CHECK(told(home.phone) == ErrorCode::wrong_login);
    REQUIRE(home.phone.view<LoginView>().step == LoginView::Step::pin);
    CHECK_FALSE(logged_in(home.phone));
    home.phone.client->submit(app::DismissMessage{});
    home.type(kPin);
    home.phone.settle();
    home.phone.settle();
    home.phone.client->submit(app::AcceptNotice{});
    REQUIRE(home.phone.shows<HomeView>());
    CHECK(logged_in(home.phone));
    home.go(Place::balance);
    CHECK(home.phone.view<BalanceView>().available == Points(30));
    CHECK(home.phone.view<BalanceView>().score == Points(30));
    CHECK(home.phone.view<BalanceView>().lines.size() == 1);
    CHECK_FALSE(home.phone.disk_has("示例2户"));
}

TEST_CASE("at home: too many wrong PINs say how long to wait") {
    AtHome home;
    for (int i = 0; i < limits::kPinTries; ++i) home.phone.log_in(home.hub.card(0), "000000");
    home.phone.log_in(home.hub.card(0));
    CHECK(told(home.phone) == ErrorCode::locked_out);
    CHECK(home.phone.client->snapshot().message->retry_after_s == 30);
}

TEST_CASE("at home: of several persons one is chosen, and stays that one") {
    AtHome home;
    home.go(Place::balance);  // asks for the login on the way
    REQUIRE(home.phone.shows<LoginView>());
    home.phone.log_in(home.hub.card(1));
    REQUIRE(home.phone.shows<BalanceView>());
    home.phone.restart();
    REQUIRE(home.phone.shows<HomeView>());
    REQUIRE(logged_in(home.phone));
    CHECK(home.phone.client->snapshot().session->person == PersonNo{20});
    home.phone.settle(3'600'000);  // and no idle clock resets it
    CHECK(logged_in(home.phone));
    CHECK(home.phone.client->snapshot().idle_countdown_s == 0);
    CHECK_FALSE(home.phone.client->snapshot().unattended);
}

TEST_CASE("at home: a request goes to the desk and back, and is closed") {
    AtHome home;
    TestDevice desk(home.hub, DeviceRole::desk, "办公桌");
    home.phone.log_in(home.hub.card(0));
    home.file("村口路灯坏了");
    REQUIRE(home.phone.shows<RequestView>());
    CHECK(home.phone.view<RequestView>().item.record == RecordState::saved);
    home.phone.settle();
    CHECK(home.phone.view<RequestView>().item.record == RecordState::reported);

    desk.settle(20'000);
    desk.sign_in_staff();
    desk.client->submit(app::GoTo{Place::requests});
    REQUIRE(desk.view<RequestsView>().items.size() == 1);
    desk.client->submit(app::OpenRequest{desk.view<RequestsView>().items[0].id});
    desk.client->submit(app::AcceptRequest{});
    desk.client->submit(app::FinishRequest{"换了灯泡"});
    desk.settle();
    home.phone.settle(20'000);
    REQUIRE(home.phone.view<RequestView>().can_close);
    home.phone.client->submit(app::ReopenRequest{"还是不亮"});
    home.phone.settle();
    CHECK(home.phone.view<RequestView>().steps.back().record == RecordState::reported);
}

TEST_CASE("at home: logout leaves nothing of the household, and the public log") {
    AtHome home;
    home.hub.publish(kNotice);
    home.phone.settle(61'000);
    home.phone.log_in(home.hub.card(0));
    home.file("村口路灯坏了");
    home.phone.settle();
    REQUIRE(home.phone.disk_has("示例1户"));
    REQUIRE(home.phone.disk_has("村口路灯坏了"));
    home.phone.client->submit(app::SignOff{});
    home.phone.settle();
    CHECK(home.phone.shows<HomeView>());
    CHECK_FALSE(logged_in(home.phone));
    CHECK_FALSE(home.phone.disk_has("示例1户"));
    CHECK_FALSE(home.phone.disk_has("示例人10"));
    CHECK_FALSE(home.phone.disk_has("村口路灯坏了"));
    CHECK(need(home.hub.shard().db().integer("SELECT count(*) FROM visitor WHERE ended = 1")) == 1);
    home.hub.up = false;
    home.go(Place::notices);
    CHECK(home.phone.view<NoticesView>().items.size() == 1);
    home.hub.up = true;
    home.phone.log_in(home.hub.card(1));  // the neighbours may use it next
    CHECK(logged_in(home.phone));
}

TEST_CASE("at home: logging out says first what it would drop") {
    AtHome home;
    home.phone.log_in(home.hub.card(0));
    home.hub.up = false;
    home.file("村口路灯坏了");
    home.phone.client->submit(app::SignOff{});
    CHECK(told(home.phone) == ErrorCode::unsent_left);
    home.phone.client->submit(app::DismissMessage{});
    home.go(Place::home);  // thought better of it
    CHECK(logged_in(home.phone));
    home.phone.client->submit(app::SignOff{});
    CHECK(told(home.phone) == ErrorCode::unsent_left);
    home.phone.client->submit(app::DismissMessage{});
    home.phone.client->submit(app::SignOff{});
    CHECK_FALSE(logged_in(home.phone));
    CHECK_FALSE(home.phone.disk_has("村口路灯坏了"));
}

TEST_CASE("at home: offline it stays readable until the login ends, and what was written is kept") {
    AtHome home;
    home.hub.award(HouseholdNo{1}, Points(30));
    home.phone.log_in(home.hub.card(0));
    home.hub.up = false;
    home.phone.restart();
    home.go(Place::balance);
    CHECK(home.phone.view<BalanceView>().available == Points(30));
    home.file("村口路灯坏了");
    CHECK(home.phone.client->snapshot().freshness.unsent == 1);

    home.hub.clock().advance_ms(limits::kVisitS * 1000);
    home.phone.settle();
    CHECK(told(home.phone) == ErrorCode::login_ended);
    CHECK_FALSE(logged_in(home.phone));
    CHECK_FALSE(home.phone.disk_has("示例1户"));
    CHECK(home.phone.disk_has("村口路灯坏了"));

    home.hub.up = true;
    home.phone.client->submit(app::DismissMessage{});
    home.phone.log_in(home.hub.card(1));  // others are not offered it
    REQUIRE(logged_in(home.phone));
    home.go(Place::requests);
    CHECK_FALSE(home.phone.view<RequestsView>().kept);
    home.phone.client->submit(app::SignOff{});
    home.phone.settle();
    home.phone.log_in(home.hub.card(0));
    CHECK(home.requests().empty());
    const auto kept = home.phone.view<RequestsView>().kept;
    REQUIRE(kept);  // the neighbours' logout took theirs only
    CHECK(kept->text == "村口路灯坏了");
}

TEST_CASE("at home: what a login that ended had not sent is offered after the next one") {
    AtHome home;
    home.phone.log_in(home.hub.card(0));
    home.hub.up = false;
    home.file("村口路灯坏了");
    home.file("水渠堵了");
    home.hub.revoke_card(0);
    home.hub.up = true;
    home.phone.settle(60'000);
    CHECK(told(home.phone) == ErrorCode::login_ended);
    home.phone.restart();
    // The same card is valid again.
    const people::CardIssued issued{HouseholdNo{1}, home.hub.card(0).number,
                                    home.hub.card(0).verifier(kPin),
                                    home.hub.card(0).proof_check()};
    home.hub.issue(issued);
    home.phone.log_in(home.hub.card(0));
    CHECK(home.requests().empty());
    auto kept = home.phone.view<RequestsView>().kept;
    REQUIRE(kept);
    CHECK(kept->text == "村口路灯坏了");
    home.phone.client->submit(app::FileKept{kept->id});
    kept = home.phone.view<RequestsView>().kept;
    REQUIRE(kept);
    CHECK(kept->text == "水渠堵了");
    home.phone.client->submit(app::DropKept{kept->id});
    CHECK_FALSE(home.phone.view<RequestsView>().kept);
    home.phone.settle();
    REQUIRE(home.requests().size() == 1);
    CHECK(home.requests()[0].record == RecordState::reported);
}

TEST_CASE("at home: a text that did reach the hub is not offered twice") {
    AtHome home;
    home.phone.log_in(home.hub.card(0));
    home.file("村口路灯坏了");
    home.phone.transport.loses = true;
    home.phone.settle();
    REQUIRE(need(home.hub.shard().db().integer("SELECT count(*) FROM request")) == 1);
    CHECK(home.phone.client->snapshot().freshness.unsent == 1);
    home.hub.clock().advance_ms(limits::kVisitS * 1000);
    home.phone.settle();
    CHECK(told(home.phone) == ErrorCode::login_ended);
    home.phone.transport.loses = false;
    home.phone.log_in(home.hub.card(0));
    home.phone.settle();
    CHECK(home.requests().size() == 1);
    CHECK_FALSE(home.phone.view<RequestsView>().kept);
}

TEST_CASE("at home: a hub that came back from a backup asks for the login again") {
    AtHome home;
    home.phone.log_in(home.hub.card(0));
    need(home.hub.shard().visitors().end_all());
    home.phone.settle(20'000);
    CHECK(told(home.phone) == ErrorCode::login_ended);
    CHECK(home.phone.shows<HomeView>());
}

}  // namespace xf::test
