// The first time at a device: what is kept is said before anything is used, and once is enough.
#include "shared/privacy/feature.hpp"
#include "tests/support/require.hpp"
#include "tests/unit/app/town.hpp"

namespace xf::test {
namespace {

using app::BalanceView;
using app::DeviceRole;
using app::HomeView;
using app::IdentifyView;

/// A kiosk with the family's card in front of it, and the first of them chosen.
struct FirstVisit {
    FirstVisit() { kiosk.settle(20'000); }

    void come(TestDevice& device) {
        device.client->submit(app::GoTo{app::Place::balance});
        device.client->submit(app::Scanned{hub.card(0).text()});
        device.type_pin();
        if (!at(device, IdentifyView::Step::person)) return;
        const auto& persons = device.view<IdentifyView>().persons;
        device.client->submit(app::ChoosePerson{persons[0].no});
    }
    static bool at(const TestDevice& device, IdentifyView::Step step) {
        return device.shows<IdentifyView>() && device.view<IdentifyView>().step == step;
    }
    static bool signed_in(const TestDevice& device) {
        return device.client->snapshot().session.has_value();
    }

    TestHub hub;
    TestDevice kiosk{hub, DeviceRole::kiosk, "自助机"};
};

}  // namespace

TEST_CASE("notice: shown the first time, and then never again at any device") {
    FirstVisit visit;
    visit.come(visit.kiosk);
    REQUIRE(FirstVisit::at(visit.kiosk, IdentifyView::Step::notice));
    CHECK_FALSE(visit.kiosk.view<IdentifyView>().for_whom.empty());
    CHECK_FALSE(FirstVisit::signed_in(visit.kiosk));
    visit.kiosk.client->submit(app::AcceptNotice{});
    CHECK(visit.kiosk.shows<BalanceView>());
    CHECK(FirstVisit::signed_in(visit.kiosk));
    visit.kiosk.client->submit(app::SignOff{});

    visit.come(visit.kiosk);
    CHECK(visit.kiosk.shows<BalanceView>());
    visit.kiosk.settle(20'000);
    TestDevice counter(visit.hub, DeviceRole::counter, "一号柜台");
    counter.settle(20'000);
    visit.come(counter);
    CHECK(counter.shows<BalanceView>());
}

TEST_CASE("notice: who declines, or goes elsewhere, has used nothing") {
    FirstVisit visit;
    const app::Command away = GENERATE(app::Command(app::SignOff{}), app::Command(app::GoBack{}),
                                       app::Command(app::GoTo{app::Place::home}));
    visit.come(visit.kiosk);
    REQUIRE(FirstVisit::at(visit.kiosk, IdentifyView::Step::notice));
    visit.kiosk.client->submit(away);
    CHECK(visit.kiosk.shows<HomeView>());
    CHECK_FALSE(FirstVisit::signed_in(visit.kiosk));
    visit.kiosk.client->submit(app::AcceptNotice{});  // comes late, when its page is gone
    CHECK_FALSE(FirstVisit::signed_in(visit.kiosk));
    visit.come(visit.kiosk);
    CHECK(FirstVisit::at(visit.kiosk, IdentifyView::Step::notice));
}

TEST_CASE("notice: without a network it is written down here, and not asked a second time") {
    FirstVisit visit;
    visit.hub.up = false;
    visit.come(visit.kiosk);
    visit.kiosk.client->submit(app::AcceptNotice{});
    CHECK(visit.kiosk.client->snapshot().freshness.unsent == 1);
    visit.kiosk.restart();
    visit.come(visit.kiosk);
    CHECK(visit.kiosk.shows<BalanceView>());
}

}  // namespace xf::test
