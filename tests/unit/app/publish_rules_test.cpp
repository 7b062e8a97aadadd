// What a clerk is kept from, and told, while writing something to be published.
#include "shared/app/publish_draft.hpp"
#include "shared/base/limits.hpp"
#include "shared/disclosure/calendar.hpp"
#include "tests/unit/app/office.hpp"

namespace xf::test {
namespace {

/// Every value of a form as it stands, handed back.
std::vector<std::string> values_of(const FormView& form) {
    std::vector<std::string> out;
    out.reserve(form.fields.size());
    for (const FormField& field : form.fields) out.push_back(field.value);
    return out;
}

TEST_CASE("publish: a deficit is carried over, and the next month can be published", "[app]") {
    Office office;
    auto& desk = office.desk;
    office.hand_in_accounts({"１００"}, Direction::spending, "１８６．００");
    office.confirm();
    office.hub.clock().advance_ms(31ull * 86'400'000);
    office.settle();
    office.sign_in();
    desk.client->submit(StartPublication{LeafKind::finance});
    office.fill({});
    CHECK(values_of(desk.view<FormView>()) == std::vector<std::string>{"−86.00"});
    office.fill(values_of(desk.view<FormView>()));
    CHECK(message_of(desk) == "nothing was told");
    CHECK(desk.view<FormView>().part == FormPart::lines);
    CHECK(desk.view<FormView>().opening == -8'600);
    office.fill({});
    office.fill({"标题", "", ""});
    office.fill({});
    CHECK_FALSE(desk.view<PreviewView>().gap);
}

TEST_CASE("publish: a month that is published leads to its correction", "[app]") {
    Office office;
    auto& desk = office.desk;
    office.hand_in_accounts({"100"}, Direction::income, "5");
    office.confirm();
    desk.client->submit(StartPublication{LeafKind::finance});
    CHECK(desk.view<FormView>().published);
    const DueMonth month = *desk.view<FormView>().month;
    desk.client->submit(ShiftMonth{-1});
    CHECK_FALSE(desk.view<FormView>().published);
    desk.client->submit(ShiftMonth{1});
    office.fill({});
    CHECK(desk.view<FormView>().corrects);
    CHECK(desk.view<FormView>().month == month);
    CHECK(desk.view<FormView>().lines.size() == 1);
    office.fill({"200"});
    office.fill({});
    office.fill({"标题", "", ""});
    office.confirm();
    office.settle();
    office.sign_in();
    REQUIRE(desk.view<PublishView>().items.size() == 2);
    CHECK(office.newest().state == HandedIn::published);
    CHECK(office.newest().corrects);

    // What another desk hands in for it meanwhile is told why it is not published.
    TestDevice other(office.hub, DeviceRole::desk, "办公桌二");
    const disclosure::Submitted again{{}, 1, LeafKind::finance, month, {}};
    CHECK(disclosure::may_publish(again, {"标题", "", FinanceFigures{}, "# 标题\n"},
                                  {{}, true, office.today()})
              .error()
              .code == ErrorCode::month_published);
}

TEST_CASE("publish: the opening balance follows the month, unless it was typed", "[app]") {
    Office office;
    auto& desk = office.desk;
    office.hand_in_accounts({"100"}, Direction::income, "5");
    office.confirm();
    desk.client->submit(StartPublication{LeafKind::finance});
    CHECK(desk.view<FormView>().opening == 0);  // nothing is on record of the month before
    desk.client->submit(ShiftMonth{1});
    CHECK(desk.view<FormView>().opening == 10'500);
    desk.client->submit(ShiftMonth{-1});
    CHECK(desk.view<FormView>().opening == 0);
    desk.client->submit(ShiftMonth{1});
    office.fill({});
    desk.client->submit(FillForm{{"77"}, true});  // typed, and back to the month
    desk.client->submit(ShiftMonth{-1});
    CHECK(desk.view<FormView>().opening == 7'700);
    desk.client->submit(ShiftMonth{1});
    office.fill({});
    office.fill({"77"});
    office.fill({});
    office.fill({"标题", "", ""});
    office.fill({});
    REQUIRE(desk.view<PreviewView>().gap);
    CHECK(desk.view<PreviewView>().gap->left == 10'500);
    CHECK(desk.view<PreviewView>().gap->opening == 7'700);
}

TEST_CASE("publish: as many lines as fit, and the clerk is told at the first one more", "[app]") {
    Office office;
    auto& desk = office.desk;
    office.sign_in();
    desk.client->submit(StartPublication{LeafKind::finance});
    office.fill({});
    office.fill({"100"});
    const std::string text(disclosure::kLineTextBytes, 'x');
    std::size_t kept = 0;
    while (message_of(desk) == "nothing was told" && kept < disclosure::kFinanceLines) {
        desk.client->submit(AddLine{});
        desk.client->submit(KeepLine{Direction::income, "其他", "1", text});
        kept += desk.view<FormView>().part == FormPart::lines ? 1 : 0;
    }
    CHECK(message_of(desk) == "accounts_full");
    CHECK(kept > 20);
    desk.client->submit(DismissMessage{});
    desk.client->submit(GoBack{});
    CHECK(desk.view<FormView>().lines.size() == kept);
    office.fill({});
    office.fill({"标题", "", ""});
    office.confirm();  // and what was kept goes through

    desk.client->submit(StartPublication{LeafKind::party_affairs});
    office.fill({});
    office.fill({"标题", "", std::string(limits::kTextBytes + 1, 'x')});
    CHECK(message_of(desk) == "too_large");
}

TEST_CASE("publish: a month without figures has to say something", "[app]") {
    Office office;
    office.sign_in();
    office.desk.client->submit(StartPublication{LeafKind::village_affairs});
    office.fill({});
    office.fill({"标题", "", " \n　"});
    CHECK(message_of(office.desk) == "nothing_entered");
    office.fill({"标题", "", "正文"});
    CHECK(office.desk.view<FormView>().part == FormPart::pictures);
}

TEST_CASE("publish: what the hub withdrew is shown as such, and can be handed in again", "[app]") {
    Office office;
    auto& desk = office.desk;
    office.hand_in_accounts({"100"}, Direction::income, "5");
    office.confirm();
    office.settle();
    office.hub.withdraw(0, "写错了");
    office.settle();
    office.sign_in();
    CHECK(office.newest().state == HandedIn::withdrawn);
    CHECK_FALSE(office.newest().can_correct);
    desk.client->submit(StartPublication{LeafKind::finance});
    CHECK_FALSE(desk.view<FormView>().published);
    desk.client->submit(GoBack{});
    office.hand_in_accounts({"100"}, Direction::income, "6");
    office.confirm();
    office.settle();
    office.sign_in();
    CHECK(office.newest().state == HandedIn::published);
}

TEST_CASE("publish: days that can't be are not offered", "[app]") {
    Office office;
    auto& desk = office.desk;
    office.sign_in();
    desk.client->submit(StartPublication{LeafKind::proposal});
    desk.client->submit(StartPublication{LeafKind::proposal});
    office.fill({"标题", "", "正文"});
    desk.client->submit(ShiftDay{DayField::date, 3});
    CHECK(desk.view<FormView>().days.at(0).day == office.today());
    desk.client->submit(ShiftDay{DayField::date, -3});
    CHECK(desk.view<FormView>().days.at(0).day == Day{office.today().days - 3});
    Draft resolution = new_step(LeafKind::resolution, {}, 5, "标题", office.today());
    shift(resolution, DayField::publicity_to, -60, office.today());
    CHECK(resolution.step.publicity->to == office.today());
    shift(resolution, DayField::publicity_from, -60, office.today());
    CHECK(resolution.step.publicity->from == Day{office.today().days - 60});
    CHECK(resolution.step.publicity->to == office.today());
}

}  // namespace
}  // namespace xf::test
