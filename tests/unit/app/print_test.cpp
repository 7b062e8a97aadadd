// From the button to the paper, with a client, its hub, and a printer that keeps what it gets.
#include "shared/app/print_desk.hpp"
#include "shared/points/ledger.hpp"
#include "tests/support/fake_printer.hpp"
#include "tests/support/require.hpp"
#include "tests/unit/app/paper_outline.hpp"
#include "tests/unit/app/town.hpp"

namespace xf::test {
namespace {

using app::DeviceRole;
using app::DocumentView;
using app::PrintState;
using app::ReceiptView;
using ports::Paper;

/// A device with a printer, as a host joins them.
struct Printing {
    TestHub hub;
    FakePrinter printer;
    TestDevice device;
    std::optional<app::PrintDesk> desk;

    explicit Printing(DeviceRole role, std::vector<Paper> papers = {Paper::receipt_80, Paper::a4})
        : printer(std::move(papers)), device(hub, role, "一号柜台") {
        device.config.prints = app::offer_of(printer);
        device.restart();
        desk.emplace(*device.client, printer, test_words());
    }

    void redeem() {
        hub.award(HouseholdNo{1}, Points(100));
        device.settle(20'000);
        device.identify(hub.card(0));
        device.client->submit(app::AddGoods{GoodsNo{2}});
        device.client->submit(app::ConfirmRedemption{});
        REQUIRE(device.shows<ReceiptView>());
    }
    void print() {
        desk->print();
        desk->poll();
    }
    PrintState receipt() const { return device.view<ReceiptView>().print; }
    std::optional<ErrorCode> told() const {
        const auto& message = device.client->snapshot().message;
        return message ? std::optional(message->code) : std::nullopt;
    }
};

}  // namespace

TEST_CASE("a receipt is printed, and again as a copy") {
    Printing town(DeviceRole::counter);
    town.redeem();
    CHECK(town.receipt() == PrintState::ready);
    town.printer.slow = true;
    town.print();
    CHECK(town.receipt() == PrintState::printing);
    town.print();  // nothing happens while it prints
    town.printer.slow = false;
    CHECK(town.desk->poll());
    CHECK_FALSE(town.desk->poll());
    CHECK(town.receipt() == PrintState::printed);
    CHECK_FALSE(town.told());
    REQUIRE(town.printer.printed.size() == 1);
    const std::string first = outline(town.printer.printed[0]);
    CHECK(first.starts_with("centre 示例村\ntitle RECEIPT\ncentre small 一号柜台"));
    CHECK(first.find("strong total = 60 p\nleft = 40 p\n") != std::string::npos);
    CHECK(first.find(town.device.view<ReceiptView>().qr) != std::string::npos);

    town.print();
    REQUIRE(town.printer.printed.size() == 2);
    CHECK(outline(town.printer.printed[1]).find("COPY") != std::string::npos);
}

TEST_CASE("a printer without paper is told of, takes nothing back, and can be asked again") {
    Printing town(DeviceRole::counter);
    town.redeem();
    town.printer.fault = ErrorCode::no_paper;
    town.print();
    CHECK(town.told() == ErrorCode::no_paper);
    CHECK(town.receipt() == PrintState::ready);
    CHECK(town.device.view<ReceiptView>().left == Points(40));
    town.device.settle(20'000);
    CHECK(need(points::balance(town.hub.place(), points::Account::shop)) == Points(60));

    town.device.client->submit(app::DismissMessage{});
    town.printer.fault.reset();
    town.print();
    CHECK(town.receipt() == PrintState::printed);
    // What came out first is the receipt, not a copy of one that nobody has.
    CHECK(outline(town.printer.printed.at(0)).find("COPY") == std::string::npos);
}

TEST_CASE("without a printer nothing is offered, and nothing printed") {
    Printing none(DeviceRole::counter, {});
    none.redeem();
    CHECK(none.receipt() == PrintState::none);
    none.print();
    none.device.client->submit(app::Print{});
    CHECK(none.receipt() == PrintState::none);
    Printing notices(DeviceRole::counter, {Paper::a4});
    notices.redeem();
    CHECK(notices.receipt() == PrintState::none);
}

TEST_CASE("the roll that is in the printer is the one that is printed on") {
    for (const Paper roll : {Paper::receipt_58, Paper::receipt_80}) {
        Printing town(DeviceRole::counter, {roll});
        town.redeem();
        town.print();
        CHECK(town.printer.printed.at(0).paper == roll);
    }
}

TEST_CASE(
    "who has left is not waited for; who comes next hears only that the printer wants something") {
    Printing town(DeviceRole::counter);
    town.redeem();
    town.printer.slow = true;
    town.print();
    town.device.client->submit(app::SignOff{});
    SECTION("it was printed") {
        town.printer.slow = false;
        CHECK(town.desk->poll());
        CHECK_FALSE(town.told());
    }
    SECTION("it was not, and nobody is there") {
        town.printer.slow = false;
        town.printer.fault = ErrorCode::no_paper;
        CHECK(town.desk->poll());
        CHECK(town.told() == ErrorCode::no_paper);
    }
    SECTION("the next one is there already") {
        town.device.identify(town.hub.card(0));
        town.device.client->submit(app::AddGoods{GoodsNo{1}});
        town.device.client->submit(app::ConfirmRedemption{});
        REQUIRE(town.device.shows<ReceiptView>());
        town.desk->print();  // the printer is at the one before
        CHECK(town.told() == ErrorCode::print_busy);
        CHECK(town.receipt() == PrintState::ready);
        town.device.client->submit(app::DismissMessage{});
        town.printer.slow = false;
        town.printer.fault = ErrorCode::no_paper;
        CHECK(town.desk->poll());
        CHECK_FALSE(town.told());
        CHECK(town.receipt() == PrintState::ready);
    }
}

TEST_CASE("a notice is printed with the head of the log, a withdrawn one is not offered") {
    Printing town(DeviceRole::kiosk);
    town.hub.publish("关于停电的通知\n各村民：\n明天停电。\n");
    for (int i = 0; i < 4; ++i) town.device.settle(61'000);
    town.device.client->submit(app::OpenNotice{0});
    REQUIRE(town.device.shows<DocumentView>());
    CHECK(town.device.view<DocumentView>().print == PrintState::ready);
    town.print();
    CHECK(town.device.view<DocumentView>().print == PrintState::printed);
    const std::string paper = outline(town.printer.printed.at(0));
    CHECK(
        paper.starts_with("title 关于停电的通知\n各村民：\nindented 明天停电。\n"
                          "foot: verified, 1 entries · at "));
    CHECK(paper.ends_with("foot: see /log/village/checkpoint\n"));

    town.hub.withdraw(0, "错了");
    for (int i = 0; i < 4; ++i) {
        town.device.settle(20'000);
        town.device.client->submit(app::OpenNotice{0});  // somebody reads: no idle reset
    }
    REQUIRE(town.device.view<DocumentView>().withdrawn);
    CHECK(town.device.view<DocumentView>().print == PrintState::none);
    town.print();
    CHECK(town.printer.printed.size() == 1);
}

}  // namespace xf::test
