// What a person enters at a device has its bounds: up to them it is taken, beyond them it is not.

#include "shared/base/limits.hpp"
#include "tests/support/require.hpp"
#include "tests/unit/app/town.hpp"

namespace xf::test {
namespace {

using app::CounterView;
using app::DeviceRole;
using app::IdentifyView;
using app::RequestView;

std::optional<ErrorCode> told(const TestDevice& device) {
    const auto& message = device.client->snapshot().message;
    return message ? std::optional(message->code) : std::nullopt;
}

/// A counter with somebody at it who has far fewer points than the basket will cost.
struct Basket {
    TestHub hub;
    TestDevice counter{hub, DeviceRole::counter, "一号柜台"};

    explicit Basket(std::uint32_t services) {
        for (std::uint32_t no = 1; no <= services; ++no) hub.offer_service(GoodsNo{100 + no});
        hub.award(HouseholdNo{1}, Points(100'000));
        counter.settle(20'000);
        counter.identify(hub.card(0));
    }
    std::optional<ErrorCode> add(std::uint32_t service) {
        counter.client->submit(app::AddGoods{GoodsNo{100 + service}});
        return told(counter);
    }
    std::uint32_t pieces_of(std::uint32_t service) const {
        for (const auto& goods : counter.view<CounterView>().goods)
            if (goods.no == GoodsNo{100 + service}) return goods.in_basket;
        return 0;
    }
};

}  // namespace

TEST_CASE("a basket has so many lines") {
    Basket basket(limits::kLines + 1);
    for (std::uint32_t no = 1; no <= limits::kLines; ++no) CHECK_FALSE(basket.add(no));
    CHECK(basket.add(limits::kLines + 1) == ErrorCode::too_large);
    CHECK(basket.pieces_of(limits::kLines + 1) == 0);
    CHECK_FALSE(basket.add(1));  // one more piece is not one more line
}

TEST_CASE("a line of a basket has so many pieces") {
    Basket basket(1);
    for (std::uint32_t i = 1; i <= limits::kQuantity; ++i) REQUIRE_FALSE(basket.add(1));
    CHECK(basket.pieces_of(1) == limits::kQuantity);
    CHECK(basket.add(1) == ErrorCode::too_large);
    CHECK(basket.pieces_of(1) == limits::kQuantity);
}

TEST_CASE("a request's text has so many bytes") {
    TestHub hub;
    TestDevice kiosk(hub, DeviceRole::kiosk, "大厅");
    kiosk.settle(20'000);
    kiosk.client->submit(app::GoTo{app::Place::request_form});
    kiosk.identify(hub.card(0));
    kiosk.client->submit(app::ChooseCategory{app::RequestCategory::other});
    kiosk.client->submit(app::FileRequest{std::string(limits::kTextBytes + 1, 'x')});
    CHECK(told(kiosk) == ErrorCode::too_large);
    kiosk.client->submit(app::FileRequest{std::string(limits::kTextBytes, 'x')});
    CHECK(kiosk.shows<RequestView>());
}

TEST_CASE("a PIN is looked at when it has all its digits, and takes no more") {
    TestHub hub;
    TestDevice counter(hub, app::DeviceRole::counter, "一号柜台");
    counter.settle(20'000);
    counter.client->submit(app::Scanned{hub.card(0).text()});
    for (std::size_t i = 0; i < limits::kPinDigits - 1; ++i)
        counter.client->submit(app::PinDigit{1});
    CHECK(counter.view<IdentifyView>().step == IdentifyView::Step::pin);
    for (int more = 0; more < 2; ++more) {
        counter.client->submit(app::PinDigit{1});
        CHECK(counter.view<IdentifyView>().step == IdentifyView::Step::checking);
        CHECK(counter.view<IdentifyView>().digits == limits::kPinDigits);
    }
}

}  // namespace xf::test
