// The staff's desk: who may sign in and see what, and the long lists.

#include <algorithm>

#include "tests/support/require.hpp"
#include "tests/unit/app/town.hpp"

namespace xf::test {
namespace {

using app::AuditView;
using app::DeviceRole;
using app::HomeView;
using app::HouseholdsView;
using app::HouseholdView;
using app::IdentifyView;
using app::Place;
using app::RequestsView;
using app::Tile;

struct Desk {
    explicit Desk(store::Roles roles = store::role::kStaff) {
        hub.set_roles(StaffNo{1}, roles);
        desk.settle(20'000);
    }
    void go(Place place) { desk.client->submit(app::GoTo{place}); }
    std::vector<Tile> tiles() const { return desk.view<HomeView>().tiles; }
    bool offers(Tile tile) const {
        const auto all = tiles();
        return std::find(all.begin(), all.end(), tile) != all.end();
    }
    template <typename C>
    void submit(C command) {
        desk.client->submit(std::move(command));
    }

    TestHub hub;
    TestDevice desk{hub, DeviceRole::desk, "村委会"};
};

std::optional<ErrorCode> told(const TestDevice& device) {
    const auto& message = device.client->snapshot().message;
    return message ? std::optional(message->code) : std::nullopt;
}

/// A request of the household of one person.
void file_request(TestDevice& kiosk, const TestHub& hub, app::RequestCategory category,
                  const char* text) {
    kiosk.client->submit(app::GoTo{Place::request_form});
    kiosk.identify(hub.card(0));
    kiosk.client->submit(app::ChooseCategory{category});
    kiosk.client->submit(app::FileRequest{text});
    kiosk.settle();
    kiosk.client->submit(app::SignOff{});
}

}  // namespace

TEST_CASE("desk: what is offered follows from the roles of who signed in") {
    struct Row {
        store::Roles roles;
        bool requests, households, audit;
    };
    const Row rows[] = {{store::role::kStaff, true, true, false},
                        {store::role::kSupervisor, true, false, true},
                        {store::role::kTown, true, true, true},
                        {store::role::kClerk, false, true, false},
                        {store::role::kStaff | store::role::kSupervisor, true, true, true}};
    for (const Row& row : rows) {
        INFO(row.roles);
        Desk at(row.roles);
        CHECK(at.tiles() == std::vector{Tile::staff_desk, Tile::notices});
        at.desk.sign_in_staff();
        REQUIRE(at.desk.shows<HomeView>());
        CHECK(at.offers(Tile::desk_requests) == row.requests);
        CHECK(at.offers(Tile::households) == row.households);
        CHECK(at.offers(Tile::audit) == row.audit);
        CHECK(at.offers(Tile::notices));
        CHECK_FALSE(at.offers(Tile::staff_desk));

        at.go(Place::audit);  // also where no tile leads there
        CHECK(at.desk.shows<AuditView>() == row.audit);
        CHECK((told(at.desk) == ErrorCode::not_permitted) == !row.audit);
    }
}

TEST_CASE("desk: who left office is not offered, not even by their card, and loses what is open") {
    Desk at(store::role::kTown);
    at.desk.sign_in_staff();
    at.go(Place::audit);
    REQUIRE(at.desk.shows<AuditView>());
    at.hub.set_roles(StaffNo{1}, 0);
    at.desk.settle(60'000);
    REQUIRE(at.desk.shows<HomeView>());
    CHECK(told(at.desk) == ErrorCode::not_permitted);
    at.submit(app::DismissMessage{});
    CHECK(at.tiles() == std::vector{Tile::awards, Tile::notices});  // what is public

    at.submit(app::SignOff{});
    at.go(Place::desk);
    CHECK(at.desk.view<IdentifyView>().staff.empty());
    at.submit(app::ChooseStaff{StaffNo{1}});
    CHECK(told(at.desk) == ErrorCode::not_permitted);
    at.submit(app::Scanned{at.hub.staff_card.text()});
    CHECK(told(at.desk) == ErrorCode::not_permitted);
}

TEST_CASE("desk: a staff card says who it is, and the PIN decides") {
    Desk at;
    at.submit(app::Scanned{at.hub.staff_card.text()});
    REQUIRE(at.desk.shows<IdentifyView>());
    CHECK(at.desk.view<IdentifyView>().step == IdentifyView::Step::pin);
    CHECK(at.desk.view<IdentifyView>().for_whom == "示例书记");
    at.desk.type_pin("000000");
    CHECK(told(at.desk) == ErrorCode::wrong_pin);
    at.desk.type_pin();
    REQUIRE(at.desk.client->snapshot().session);
    CHECK(at.desk.client->snapshot().session->staff == "示例书记");

    people::Card forged = at.hub.staff_card;
    forged.secret[3] ^= 1;
    at.submit(app::Scanned{forged.text()});
    CHECK(told(at.desk) == ErrorCode::unknown_card);
    at.submit(app::Scanned{at.hub.card(0).text()});  // a household's is no way in here
    CHECK(told(at.desk) == ErrorCode::unknown_card);

    TestDevice kiosk(at.hub, DeviceRole::kiosk, "大厅");
    kiosk.settle(20'000);
    kiosk.client->submit(app::Scanned{at.hub.staff_card.text()});
    CHECK(told(kiosk) == ErrorCode::unknown_card);
    kiosk.client->submit(app::DismissMessage{});
    kiosk.client->submit(app::GoTo{Place::desk});  // nor is a kiosk a desk
    CHECK(kiosk.shows<HomeView>());
}

TEST_CASE("desk: names are found by a part of name or post") {
    Desk at;
    at.go(Place::desk);
    const auto found = [&](const char* words) {
        at.submit(app::SearchList{words});
        return at.desk.view<IdentifyView>().staff.size();
    };
    CHECK(found("") == 1);
    CHECK(found("书记") == 1);
    CHECK(found("支部") == 1);
    CHECK(found("王") == 0);
    CHECK(found("%") == 0);
    CHECK(at.desk.view<IdentifyView>().controls.search == "%");
}

TEST_CASE("desk: households are searched, narrowed down, sorted and shown in parts") {
    Desk at;
    at.hub.add_households(120);
    at.hub.award(HouseholdNo{150}, Points(70));
    at.hub.award(HouseholdNo{2}, Points(30));
    at.desk.settle(20'000);
    at.desk.sign_in_staff();
    at.go(Place::households);
    const auto view = [&]() -> const HouseholdsView& { return at.desk.view<HouseholdsView>(); };
    REQUIRE(view().items.size() == app::kListPage);
    CHECK(view().controls.total == 122);
    CHECK(view().items[0].no == HouseholdNo{1});
    CHECK(view().items[1].persons == 2);

    at.submit(app::TurnList{true});
    at.submit(app::TurnList{true});
    CHECK(view().controls.first == 2 * app::kListPage);
    CHECK(view().items.size() == 22);
    at.submit(app::TurnList{false});
    CHECK(view().controls.first == app::kListPage);

    at.submit(app::Choose{1, 1});  // most points first; a new order begins at its beginning
    CHECK(view().controls.first == 0);
    CHECK(view().items[0].no == HouseholdNo{150});
    CHECK(view().items[0].available == Points(70));
    CHECK(view().items[1].no == HouseholdNo{2});

    REQUIRE(view().controls.choosers[0].choices.size() == 4);  // all, and three grids
    at.submit(app::Choose{0, 2});
    CHECK(view().controls.total == 40);
    for (const auto& item : view().items) CHECK(item.grid == 2);

    at.submit(app::Choose{0, 0});
    const auto search = [&](const char* words) {
        at.submit(app::SearchList{words});
        return view().controls.total;
    };
    CHECK(search("示例150") == 1);
    CHECK(search("成员15") == 10);  // 150 to 159, by a member's name
    CHECK(search("107") == 1);      // the number; names hold it as well
    CHECK(search("没有这户") == 0);
    CHECK(search("' OR 1=1 --") == 0);

    // Back from one household the list is as it was.
    search("成员15");
    at.submit(app::OpenHousehold{HouseholdNo{150}});
    REQUIRE(at.desk.shows<HouseholdView>());
    CHECK(at.desk.view<HouseholdView>().persons == std::vector<std::string>{"成员150"});
    CHECK(at.desk.view<HouseholdView>().cards == 0);
    CHECK(at.desk.view<HouseholdView>().balance.available == Points(70));
    at.submit(app::GoBack{});
    REQUIRE(at.desk.shows<HouseholdsView>());
    CHECK(view().controls.search == "成员15");
    CHECK(view().items[0].no == HouseholdNo{150});
}

TEST_CASE("desk: a chooser opens and closes, and what is not there is not chosen") {
    Desk at;
    at.desk.sign_in_staff();
    at.go(Place::households);
    const auto controls = [&] { return at.desk.view<HouseholdsView>().controls; };
    at.submit(app::OpenChooser{1});
    CHECK(controls().open == 1u);
    at.submit(app::OpenChooser{std::nullopt});
    CHECK_FALSE(controls().open);
    at.submit(app::OpenChooser{77});
    CHECK_FALSE(controls().open);
    at.submit(app::Choose{SIZE_MAX, 1});
    at.submit(app::Choose{1, 77});
    CHECK(at.desk.view<HouseholdsView>().items.size() == 2);
    at.submit(app::TurnList{false});
    CHECK(controls().first == 0);
}

TEST_CASE("desk: requests by state, category and person, the longest waiting first") {
    Desk at;
    TestDevice kiosk(at.hub, DeviceRole::kiosk, "大厅");
    kiosk.settle(20'000);
    file_request(kiosk, at.hub, app::RequestCategory::roads, "第一件");
    file_request(kiosk, at.hub, app::RequestCategory::environment, "第二件");
    file_request(kiosk, at.hub, app::RequestCategory::roads, "第三件");
    at.desk.settle(20'000);
    at.desk.sign_in_staff();
    at.go(Place::requests);
    const auto view = [&]() -> const RequestsView& { return at.desk.view<RequestsView>(); };
    const auto summaries = [&] {
        std::string out;
        for (const auto& item : view().items) out += item.summary + " ";
        return out;
    };
    CHECK(summaries() == "第三件 第二件 第一件 ");
    at.submit(app::Choose{3, 1});
    CHECK(summaries() == "第一件 第二件 第三件 ");
    at.submit(app::Choose{1, 1 + static_cast<std::uint32_t>(app::RequestCategory::roads)});
    CHECK(summaries() == "第一件 第三件 ");

    at.submit(app::OpenRequest{view().items[0].id});
    at.submit(app::AcceptRequest{});
    at.submit(app::GoBack{});
    CHECK(summaries() == "第一件 第三件 ");
    const auto state = [&](app::RequestState wanted) {
        at.submit(app::Choose{0, 1 + static_cast<std::uint32_t>(wanted)});
        return summaries();
    };
    CHECK(state(app::RequestState::accepted) == "第一件 ");
    CHECK(state(app::RequestState::filed) == "第三件 ");
    CHECK(state(app::RequestState::closed).empty());
    at.desk.settle(20'000);  // the same once the hub has spoken
    CHECK(state(app::RequestState::accepted) == "第一件 ");

    at.submit(app::Choose{0, 0});
    at.submit(app::Choose{1, 0});
    const auto search = [&](const std::string& words) {
        at.submit(app::SearchList{words});
        return view().controls->total;
    };
    CHECK(search("示例1户") == 3);
    CHECK(search("示例人10") == 3);
    CHECK(search("示例2户") == 0);
    search("");
    CHECK(search(view().items[1].number) == 1);
    at.submit(app::SearchList{""});
    at.submit(app::Choose{2, 1});
    CHECK(view().controls->total == 3);
    at.submit(app::Choose{2, 9});
    CHECK(view().controls->total == 0);
}

TEST_CASE("desk: the audit trail says who did what, where, how, and what became of it") {
    Desk at(store::role::kTown);
    TestDevice kiosk(at.hub, DeviceRole::kiosk, "大厅");
    kiosk.settle(20'000);
    file_request(kiosk, at.hub, app::RequestCategory::roads, "路灯坏了");
    at.desk.settle(20'000);
    at.desk.sign_in_staff();
    at.go(Place::requests);
    at.submit(app::OpenRequest{at.desk.view<RequestsView>().items[0].id});
    at.hub.up = false;
    at.submit(app::AcceptRequest{});
    at.go(Place::audit);
    const auto view = [&]() -> const AuditView& { return at.desk.view<AuditView>(); };
    REQUIRE(view().items.size() >= 2);
    const app::AuditItem own = view().items[0];
    CHECK(own.event == "request_accepted");
    CHECK(own.area == "requests");
    CHECK(own.who == "示例书记");
    CHECK(own.post == "村党支部书记");
    CHECK(own.household == "示例1户");
    CHECK(own.device == "村委会");
    CHECK(own.method == app::AuditMethod::staff_pin);
    CHECK(own.state == app::RecordState::saved);
    const app::AuditItem filed = view().items[1];
    CHECK(filed.event == "request_filed");
    CHECK(filed.who == "示例人10");
    CHECK(filed.post == "示例1户");
    CHECK(filed.device == "大厅");
    CHECK(filed.method == app::AuditMethod::card_and_pin);
    CHECK(filed.state == app::RecordState::reported);

    // Their role was taken away before the hub heard of it: refused, with the reason.
    at.hub.set_roles(StaffNo{1}, store::role::kSupervisor);
    at.hub.up = true;
    at.desk.settle(60'000);
    const auto& areas = view().controls.choosers[0].choices;
    const auto requests = std::find_if(areas.begin(), areas.end(),
                                       [](const auto& area) { return area.word == "requests"; });
    REQUIRE(requests != areas.end());
    at.submit(app::Choose{0, requests->value});
    REQUIRE(view().items.size() == 2);
    CHECK(view().items[0].event == "request_accepted");
    CHECK(view().items[0].state == app::RecordState::rejected);
    CHECK(view().items[0].reason == ErrorCode::not_permitted);
    CHECK(view().items[1].event == "request_filed");

    at.submit(app::SearchList{"书记"});
    CHECK(view().controls.total == 1);
    at.submit(app::Choose{0, 0});
    CHECK(view().controls.total == 1);
    at.submit(app::SearchList{"示例人10"});
    CHECK(view().controls.total == 2);  // they read the notice on personal data, and filed
    at.submit(app::SearchList{""});
    const std::size_t all = view().controls.total;
    at.hub.clock().advance_ms(3 * 86'400'000ull);
    at.desk.settle(20'000);  // nobody sits at a desk for days
    at.desk.sign_in_staff();
    at.go(Place::audit);
    at.submit(app::Choose{1, 1});
    CHECK(view().controls.total < all);
    at.submit(app::Choose{1, 7});
    CHECK(view().controls.total >= all);
}

TEST_CASE("desk: the audit trail is read in parts, own records that are not sent yet first") {
    Desk at(store::role::kTown);
    at.hub.add_households(60);
    at.desk.settle(20'000);
    at.desk.sign_in_staff();
    at.go(Place::audit);
    const auto view = [&]() -> const AuditView& { return at.desk.view<AuditView>(); };
    std::vector<std::string> numbers;
    for (;;) {
        for (const auto& item : view().items) numbers.push_back(item.number);
        if (view().controls.first + view().items.size() >= view().controls.total) break;
        at.submit(app::TurnList{true});
    }
    CHECK(numbers.size() == view().controls.total);
    std::sort(numbers.begin(), numbers.end());
    CHECK(std::adjacent_find(numbers.begin(), numbers.end()) == numbers.end());
}

}  // namespace xf::test
