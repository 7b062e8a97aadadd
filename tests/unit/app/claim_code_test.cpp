// Requests without a name on a client: filed, found again by the code at another kiosk, closed; and
// what wrong codes cost.
#include "shared/base/limits.hpp"
#include "tests/support/require.hpp"
#include "tests/unit/app/town.hpp"

namespace xf::test {
namespace {

using app::ClaimCodeView;
using app::ClaimEntryView;
using app::DeviceRole;
using app::HomeView;
using app::Place;
using app::RequestState;
using app::RequestView;

struct Hall {
    Hall() {
        for (TestDevice* device : {&kiosk, &other, &desk}) device->settle(20'000);
    }
    /// The claim code.
    std::string file(const char* text) {
        kiosk.client->submit(app::GoTo{Place::anonymous_form});
        kiosk.client->submit(app::ChooseCategory{app::RequestCategory::environment});
        kiosk.client->submit(app::FileRequest{text});
        REQUIRE(kiosk.shows<ClaimCodeView>());
        return kiosk.view<ClaimCodeView>().code;
    }
    static void enter(TestDevice& at, const std::string& code) {
        at.client->submit(app::GoTo{Place::claim_entry});
        type(at, code);
    }
    static void type(TestDevice& at, const std::string& code) {
        for (const char character : code) at.client->submit(app::ClaimKey{character});
        at.settle(2'000);
    }
    void file_offline_and_open() {
        hub.up = false;
        const std::string code = file("路灯坏了");
        kiosk.client->submit(app::GoTo{Place::home});
        enter(kiosk, code);
        REQUIRE(kiosk.shows<RequestView>());
    }
    std::optional<ErrorCode> told(TestDevice& at) {
        const auto& message = at.client->snapshot().message;
        return message ? std::optional(message->code) : std::nullopt;
    }
    void finish() {
        desk.settle(20'000);
        desk.sign_in_staff();
        desk.client->submit(app::GoTo{Place::requests});
        REQUIRE(desk.shows<app::RequestsView>());
        desk.client->submit(app::OpenRequest{desk.view<app::RequestsView>().items[0].id});
        desk.client->submit(app::AcceptRequest{});
        desk.client->submit(app::FinishRequest{"已清运"});
        desk.settle(20'000);
    }

    TestHub hub;
    TestDevice kiosk{hub, DeviceRole::kiosk, "大厅"};
    TestDevice other{hub, DeviceRole::kiosk, "村卫生室"};  // names of one length share a seed
    TestDevice desk{hub, DeviceRole::desk, "村委会"};
};

constexpr const char* kWrong = "AAAAAAAA";

}  // namespace

TEST_CASE("claim: filed without a name, opened elsewhere by its code, and closed there") {
    Hall hall;
    const std::string code = hall.file("垃圾没人清");
    CHECK(code.size() == app::kClaimLength);
    hall.kiosk.client->submit(app::GoTo{Place::home});
    CHECK(hall.kiosk.shows<HomeView>());
    hall.kiosk.settle(20'000);
    hall.finish();
    CHECK(hall.desk.view<RequestView>().item.anonymous);
    CHECK(hall.desk.view<RequestView>().item.person.empty());
    CHECK(hall.desk.view<RequestView>().steps[0].who.empty());
    CHECK(hall.desk.view<RequestView>().steps[0].day_only);

    Hall::enter(hall.other, code);
    hall.other.settle(20'000);
    REQUIRE(hall.other.shows<RequestView>());
    CHECK_FALSE(hall.other.client->snapshot().session);
    CHECK(hall.other.view<RequestView>().steps.size() == 3);
    REQUIRE(hall.other.view<RequestView>().can_close);
    hall.other.client->submit(app::CloseRequest{true});
    CHECK(hall.other.view<RequestView>().item.state == RequestState::closed);
    hall.other.settle(20'000);
    hall.desk.settle(20'000);
    CHECK(hall.desk.view<RequestView>().item.state == RequestState::closed);

    // They go: the next one finds nothing of it.
    hall.other.client->submit(app::GoBack{});
    hall.hub.up = false;
    Hall::enter(hall.other, code);
    hall.other.settle(20'000);
    CHECK(hall.told(hall.other) == ErrorCode::no_network);
    CHECK(hall.other.shows<ClaimEntryView>());
}

TEST_CASE(
    "claim: without a network the kiosk that filed it opens it, and asks nobody who is there") {
    Hall hall;
    hall.file_offline_and_open();
    CHECK_FALSE(hall.kiosk.view<RequestView>().can_close);
    hall.kiosk.client->submit(app::GoTo{Place::home});
    CHECK(hall.kiosk.client->idle() == false);
    Hall::enter(hall.kiosk, kWrong);
    hall.kiosk.settle(20'000);
    CHECK(hall.told(hall.kiosk) == ErrorCode::no_network);
}

TEST_CASE("claim: opened by its code in the very sync that files it") {
    Hall hall;
    hall.file_offline_and_open();
    hall.hub.up = true;
    hall.kiosk.settle(20'000);
    CHECK_FALSE(hall.told(hall.kiosk));
    CHECK(hall.kiosk.shows<RequestView>());
    CHECK(hall.kiosk.view<RequestView>().steps.size() == 1);
}

TEST_CASE("claim: wrong codes lead to growing delays that survive a restart") {
    Hall hall;
    const std::string code = hall.file("路灯坏了");
    hall.kiosk.settle(20'000);
    for (int i = 0; i < limits::kPinTries; ++i) {
        Hall::enter(hall.kiosk, kWrong);
        hall.kiosk.settle(20'000);
        CHECK(hall.told(hall.kiosk) == ErrorCode::unknown_claim);
        hall.kiosk.client->submit(app::DismissMessage{});
    }
    hall.kiosk.restart();
    Hall::enter(hall.kiosk, code);
    CHECK(hall.told(hall.kiosk) == ErrorCode::claim_locked);
    CHECK(hall.kiosk.client->snapshot().message->retry_after_s > 0);
    hall.kiosk.settle(31'000);
    hall.kiosk.client->submit(app::DismissMessage{});
    Hall::enter(hall.kiosk, code);
    hall.kiosk.settle(20'000);
    CHECK(hall.kiosk.shows<RequestView>());
}

TEST_CASE("claim: who was signed in is signed off before anything is said without a name") {
    Hall hall;
    hall.kiosk.client->submit(app::GoTo{Place::balance});
    hall.kiosk.identify(hall.hub.card(0));
    REQUIRE(hall.kiosk.client->snapshot().session);
    hall.file("x");
    CHECK_FALSE(hall.kiosk.client->snapshot().session);
    hall.kiosk.client->submit(app::GoTo{Place::home});
    hall.kiosk.settle(20'000);
    hall.desk.settle(20'000);
    hall.desk.sign_in_staff();
    hall.desk.client->submit(app::GoTo{Place::requests});
    REQUIRE(hall.desk.view<app::RequestsView>().items.size() == 1);
    CHECK(hall.desk.view<app::RequestsView>().items[0].anonymous);
}

TEST_CASE("claim: a code can be entered as far as it goes, and taken back") {
    Hall hall;
    hall.kiosk.client->submit(app::GoTo{Place::claim_entry});
    for (const char character : {'3', '0', 'O', 'a', '4'})
        hall.kiosk.client->submit(app::ClaimKey{character});
    CHECK(hall.kiosk.view<ClaimEntryView>().code == "34");
    hall.kiosk.client->submit(app::ClaimErase{});
    CHECK(hall.kiosk.view<ClaimEntryView>().code == "3");
    hall.kiosk.client->submit(app::GoTo{Place::home});
    hall.kiosk.client->submit(app::GoTo{Place::claim_entry});
    CHECK(hall.kiosk.view<ClaimEntryView>().code.empty());
}

TEST_CASE("requests: staff files for a person of a household, as staff, and figures count it") {
    Hall hall;
    hall.desk.sign_in_staff();
    hall.desk.client->submit(app::GoTo{Place::households});
    REQUIRE(hall.desk.shows<app::HouseholdsView>());
    hall.desk.client->submit(app::OpenHousehold{hall.desk.view<app::HouseholdsView>().items[0].no});
    REQUIRE(hall.desk.view<app::HouseholdView>().can_file);
    hall.desk.client->submit(app::OpenBehalf{});
    REQUIRE(hall.desk.shows<app::BehalfView>());
    const app::PersonView person = hall.desk.view<app::BehalfView>().persons[0];
    hall.desk.client->submit(app::FileFor{person.no});
    CHECK(hall.desk.view<app::RequestFormView>().behalf == person.name);
    hall.desk.client->submit(app::ChooseCategory{app::RequestCategory::welfare});
    hall.desk.client->submit(app::FileRequest{"想问补贴"});
    REQUIRE(hall.desk.shows<RequestView>());
    CHECK(hall.desk.view<RequestView>().item.person == person.name);
    CHECK(hall.desk.view<RequestView>().steps[0].who == "示例书记");
    CHECK_FALSE(hall.desk.view<RequestView>().can_close);

    hall.desk.client->submit(app::AcceptRequest{});
    hall.desk.client->submit(app::GoTo{Place::requests});
    const auto shown = [&](std::uint32_t holding) {
        hall.desk.client->submit(app::Choose{4, holding});
        return hall.desk.view<app::RequestsView>().items.size();
    };
    CHECK(shown(0) == 1);
    CHECK(shown(1) == 0);  // late
    CHECK(shown(2) == 1);  // mine
    CHECK(shown(3) == 0);  // handed on
    hall.desk.client->submit(
        app::OpenRequest{(shown(2), hall.desk.view<app::RequestsView>().items[0].id)});
    hall.desk.client->submit(app::HandOnRequest{app::RequestLevel::town, "要镇里出钱"});
    CHECK(hall.desk.view<RequestView>().item.level == app::RequestLevel::town);
    CHECK_FALSE(hall.desk.view<RequestView>().can_accept);
    hall.desk.client->submit(app::GoTo{Place::requests});
    CHECK(shown(2) == 0);
    CHECK(shown(3) == 1);
    hall.desk.client->submit(app::ShowFigures{app::FiguresPeriod::month});
    REQUIRE(hall.desk.shows<app::RequestFiguresView>());
    CHECK(hall.desk.view<app::RequestFiguresView>().received == 1);
    CHECK(hall.desk.view<app::RequestFiguresView>().finished == 0);
}

}  // namespace xf::test
