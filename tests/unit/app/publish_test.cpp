// Staff publishes at a desk, a kiosk shows it: questions, preview, confirmation, correction.
#include "shared/blobs/picture.hpp"
#include "shared/disclosure/calendar.hpp"
#include "tests/support/jpeg.hpp"
#include "tests/support/require.hpp"
#include "tests/unit/app/town.hpp"

namespace xf::test {
namespace {

using namespace app;

struct Office {
    TestHub hub;
    TestDevice desk{hub, DeviceRole::desk, "办公桌"};
    TestDevice kiosk{hub, DeviceRole::kiosk, "大厅"};

    Office() { settle(); }

    void settle() {
        for (int i = 0; i < 2; ++i) desk.settle(20'000);
        hub.publish_accepted();
        for (TestDevice* device : {&desk, &kiosk})
            for (int i = 0; i < 4; ++i) {
                device->client->submit(StillHere{});
                device->settle(30'000);
            }
    }
    Day today() { return china_day(hub.clock().now()); }
    void sign_in() {
        desk.client->submit(GoTo{Place::publish});
        if (!desk.shows<IdentifyView>()) return;
        desk.client->submit(ChooseStaff{StaffNo{1}});
        desk.type_pin();
        REQUIRE(desk.shows<PublishView>());
    }
    void fill(std::vector<std::string> values) { desk.client->submit(FillForm{std::move(values)}); }
    /// From the preview to the list of what was handed in.
    void confirm() {
        if (desk.shows<FormView>() && desk.view<FormView>().part == FormPart::pictures) fill({});
        REQUIRE(desk.shows<PreviewView>());
        desk.client->submit(ConfirmPublication{});
        REQUIRE(desk.shows<PublishView>());
    }
    const HandedInItem& newest() { return desk.view<PublishView>().items.at(0); }

    void hand_in_step(LeafKind kind, std::optional<Uuid> matter, std::vector<std::string> meeting) {
        sign_in();
        desk.client->submit(StartPublication{LeafKind::proposal});
        REQUIRE(desk.shows<ChooseMatterView>());
        desk.client->submit(StartPublication{kind, matter});
        fill({"村内主路安装路灯", "", "安装路灯42盏。"});
        fill(std::move(meeting));
        confirm();
    }
};

/// A photo that says where it was taken.
const Bytes kVoucher = [] {
    Bytes segments = jpeg_segment(0xE1, {'E', 'x', 'i', 'f', 0, 0, 'G', 'P', 'S'});
    const Bytes frame = jpeg_frame(1200, 900);
    segments.insert(segments.end(), frame.begin(), frame.end());
    return jpeg_of(segments, 190'000);
}();

std::string message_of(const TestDevice& device) {
    const auto& message = device.client->snapshot().message;
    return message ? std::string(name_of(message->code)) : "nothing was told";
}

std::string words_of(const std::vector<Block>& blocks) {
    std::string out;
    for (const Block& block : blocks)
        for (const Run& run : block.runs) out += run.text;
    return out;
}

TEST_CASE(
    "publish: a step goes from the desk to the kiosk, and its correction shows what was wrong",
    "[app]") {
    Office office;
    office.hand_in_step(LeafKind::proposal, {}, {"5", "5", "5", "0", "0"});
    CHECK(office.newest().state == HandedIn::saved);
    office.desk.settle(20'000);
    CHECK(office.newest().state == HandedIn::reported);
    office.settle();
    office.sign_in();
    CHECK(office.newest().state == HandedIn::published);

    auto& kiosk = office.kiosk;
    const auto look = [&] {
        kiosk.client->submit(GoTo{Place::matters});
        REQUIRE(kiosk.view<MattersView>().matters.size() == 1);
        kiosk.client->submit(OpenMatter{kiosk.view<MattersView>().matters[0].matter});
        return kiosk.view<MatterView>();
    };
    MatterView matter = look();
    CHECK(matter.log.verdict == LogState::Verdict::verified);
    CHECK(matter.matter.state == MatterState::running);
    REQUIRE(matter.steps.size() == 1);
    CHECK(matter.steps[0].figures->votes == disclosure::Votes{5, 0, 0});
    kiosk.client->submit(OpenNotice{matter.steps[0].item.leaf});
    CHECK(words_of(kiosk.view<DocumentView>().blocks).find("同意5票") != std::string::npos);
    kiosk.client->submit(GoBack{});
    CHECK(kiosk.shows<MatterView>());

    office.desk.client->submit(CorrectPublication{office.newest().id});
    REQUIRE(office.desk.shows<FormView>());
    CHECK(office.desk.view<FormView>().corrects);
    CHECK(office.desk.view<FormView>().fields[2].value == "安装路灯42盏。");
    office.fill({"村内主路安装路灯", "", "安装路灯42盏，票数更正。"});
    office.fill({"5", "5", "4", "1", "0"});
    office.confirm();
    CHECK_FALSE(office.desk.view<PublishView>().items[1].can_correct);
    office.settle();
    matter = look();
    REQUIRE(matter.steps.size() == 1);
    CHECK(matter.steps[0].figures->votes == disclosure::Votes{4, 1, 0});
    REQUIRE(matter.steps[0].earlier.size() == 1);
    CHECK(matter.steps[0].earlier[0].figures->votes == disclosure::Votes{5, 0, 0});
    kiosk.client->submit(OpenVersion{matter.steps[0].earlier[0].item.leaf});
    CHECK(kiosk.view<DocumentView>().corrected);
    CHECK(words_of(kiosk.view<DocumentView>().blocks).find("同意5票") != std::string::npos);
}

TEST_CASE("publish: a second desk that hands in the same step is told so, and the log has one",
          "[app]") {
    Office office;
    TestDevice other(office.hub, DeviceRole::desk, "办公桌二");
    office.hand_in_step(LeafKind::proposal, {}, {"5", "5", "5", "0", "0"});
    office.settle();
    other.settle(20'000);
    const auto next = [&](TestDevice& desk) {
        desk.client->submit(GoTo{Place::publish});
        if (desk.shows<IdentifyView>()) {
            desk.client->submit(ChooseStaff{StaffNo{1}});
            desk.type_pin();
        }
        desk.client->submit(StartPublication{LeafKind::proposal});
        const auto matter = desk.view<ChooseMatterView>().matters.at(0);
        CHECK(matter.next == LeafKind::consultation);
        desk.client->submit(StartPublication{matter.next, matter.matter});
        desk.client->submit(FillForm{{matter.title, "", "商议。"}});
        desk.client->submit(FillForm{{"9", "9", "9", "0", "0"}});
        desk.client->submit(FillForm{{}});
        desk.client->submit(ConfirmPublication{});
    };
    office.hub.up = false;
    next(office.desk);
    next(other);
    office.hub.up = true;
    office.desk.settle(120'000);
    office.desk.settle();
    other.settle(120'000);
    other.settle();
    REQUIRE(other.shows<PublishView>());
    CHECK(other.view<PublishView>().items[0].state == HandedIn::rejected);
    CHECK(other.view<PublishView>().items[0].reason == ErrorCode::wrong_state);
    office.settle();
    office.kiosk.client->submit(GoTo{Place::matters});
    CHECK(office.kiosk.view<MattersView>().matters.at(0).steps.size() == 2);
}

TEST_CASE("publish: a month's accounts add up, line by line, and come to the kiosk", "[app]") {
    Office office;
    office.sign_in();
    auto& desk = office.desk;
    desk.client->submit(StartPublication{LeafKind::finance});
    const DueMonth month = *desk.view<FormView>().month;
    CHECK(disclosure::next_month(month) == disclosure::month_of(office.today()));
    office.fill({});
    CHECK(desk.view<FormView>().part == FormPart::opening);
    office.fill({"许多"});
    CHECK(message_of(desk) == "bad_amount");
    office.fill({"1,000.00"});
    const auto add = [&](Direction direction, const char* amount) {
        desk.client->submit(AddLine{});
        REQUIRE(desk.view<FormView>().part == FormPart::line);
        desk.client->submit(KeepLine{direction, "其他", amount, "示例"});
    };
    add(Direction::income, "500.50");
    add(Direction::spending, "-3");
    CHECK(message_of(desk) == "bad_amount");
    CHECK(desk.view<FormView>().part == FormPart::line);
    desk.client->submit(KeepLine{Direction::spending, "其他", "200", "示例"});
    add(Direction::spending, "1");
    desk.client->submit(DropLine{2});
    CHECK(desk.view<FormView>().closing == 130'050);
    office.fill({});
    CHECK(desk.view<FormView>().part == FormPart::words);
    office.fill({"", "", ""});
    CHECK(message_of(desk) == "nothing_entered");
    const std::string title = desk.view<FormView>().fields[0].value;
    office.fill({title, "", "均有票据。"});
    desk.client->submit(AddPicture{kVoucher});
    desk.client->submit(AddPicture{kVoucher});  // the same again is one
    desk.client->submit(AddPicture{Bytes{1, 2, 3}});
    CHECK(message_of(desk) == "bad_picture");
    REQUIRE(desk.view<FormView>().pictures.pictures.size() == 1);
    office.fill({});
    CHECK(words_of(desk.view<PreviewView>().document.blocks).find("月末结余1,300.50元") !=
          std::string::npos);
    CHECK(desk.view<PreviewView>().pictures.size() == 1);
    desk.client->submit(GoBack{});
    desk.client->submit(FillForm{{}, true});
    CHECK(desk.view<FormView>().fields[2].value == "均有票据。");
    office.fill({title, "", "均有票据。"});
    CHECK(desk.view<FormView>().pictures.pictures.size() == 1);
    office.confirm();
    office.settle();

    auto& kiosk = office.kiosk;
    kiosk.client->submit(GoTo{Place::months});
    kiosk.client->submit(OpenYear{month.year});
    kiosk.client->submit(OpenMonth{month});
    const MonthPart& part = kiosk.view<MonthView>().month.parts[2];
    REQUIRE(part.items.size() == 1);
    CHECK_FALSE(kiosk.view<MonthView>().desk);
    kiosk.client->submit(OpenFinance{part.items[0].leaf});
    const FinanceView& finance = kiosk.view<FinanceView>();
    CHECK(finance.opening == 100'000);
    CHECK(finance.income == 50'050);
    CHECK(finance.spending == 20'000);
    CHECK(finance.closing == 130'050);
    CHECK(finance.lines.size() == 2);
    REQUIRE(finance.vouchers.size() == 1);
    CHECK(finance.vouchers[0].state == PictureState::here);
    CHECK(kiosk.client->picture(finance.vouchers[0].hash) ==
          need(blobs::without_metadata(kVoucher)));
    kiosk.client->submit(GoBack{});
    CHECK(kiosk.view<MonthView>().month.month == month);

    // How it was made known besides, and the script to read out.
    desk.client->submit(GoTo{Place::months});
    desk.client->submit(OpenYear{month.year});
    desk.client->submit(OpenMonth{month});
    CHECK(desk.view<MonthView>().desk);
    desk.client->submit(OpenChannelForm{});
    REQUIRE(desk.shows<ChannelFormView>());
    desk.client->submit(ShiftDay{DayField::channel, -1});
    const Day used = desk.view<ChannelFormView>().day;
    CHECK(used.days == office.today().days - 1);
    desk.client->submit(UseChannel{LeafKind::finance, Channel::loudspeaker});
    desk.client->submit(OpenScript{});
    std::string script;
    for (const std::string& paragraph : desk.view<ScriptView>().paragraphs) script += paragraph;
    CHECK(script.find("月末结余1,300.50元") != std::string::npos);
    office.settle();
    kiosk.client->submit(GoTo{Place::months});
    kiosk.client->submit(OpenYear{month.year});
    kiosk.client->submit(OpenMonth{month});
    REQUIRE(kiosk.view<MonthView>().channels.size() == 1);
    CHECK(kiosk.view<MonthView>().channels[0].channel == Channel::loudspeaker);
    CHECK(kiosk.view<MonthView>().channels[0].day == used);
}

TEST_CASE("publish: with a photo cut off on its way, after a restart, and corrected", "[app]") {
    Office office;
    auto& desk = office.desk;
    office.sign_in();
    desk.client->submit(StartPublication{LeafKind::village_affairs});
    office.fill({});
    office.fill({"十月村务公开", "", "清理沟渠。"});
    desk.client->submit(AddPicture{kVoucher});
    office.hub.up = false;
    office.confirm();
    office.hub.up = true;
    desk.settle(60'000);  // the event goes, and a piece or two of the photo
    CHECK(need(office.hub.blobs().integer("SELECT count(*) FROM blob")) == 1);
    const auto there = [&] { return need(office.hub.blobs().integer("SELECT have FROM blob")); };
    CHECK(there() > 0);
    CHECK(there() < 190'000);
    const auto checkpoint = [&] { return need(office.hub.log_files.read("checkpoint")); };
    office.hub.publish_accepted();
    const Bytes empty = checkpoint();
    office.hub.publish_accepted();
    CHECK(checkpoint() == empty);
    const std::int64_t before = there();
    desk.restart();
    for (int i = 0; i < 3; ++i) desk.settle(20'000);
    CHECK(there() > 190'000);
    CHECK(before < there());
    office.settle();
    desk.client->submit(GoTo{Place::desk});
    desk.client->submit(ChooseStaff{StaffNo{1}});
    desk.type_pin();
    desk.client->submit(GoTo{Place::publish});
    REQUIRE(office.newest().state == HandedIn::published);
    CHECK(checkpoint() != empty);
    desk.client->submit(CorrectPublication{office.newest().id});
    REQUIRE(desk.shows<FormView>());
    CHECK(desk.view<FormView>().pictures.pictures.size() == 1);
    office.fill({});
    office.fill({"十月村务公开", "", "清理沟渠两条。"});
    office.confirm();
    office.settle();
    const auto papers = need(office.hub.place().db.integer("SELECT count(*) FROM blob_link"));
    CHECK(papers == 2);  // both versions name it
}

TEST_CASE("publish: only staff hands in, and kiosks hold nothing of what was not published",
          "[app]") {
    Office office;
    office.hand_in_step(LeafKind::proposal, {}, {"5", "5", "5", "0", "0"});
    office.desk.settle(20'000);
    office.kiosk.settle(20'000);
    const auto rows = [](TestDevice& device) {
        auto db = need(device.store.open());
        return need(db.integer("SELECT count(*) FROM submission"));
    };
    office.desk.client.reset();
    office.kiosk.client.reset();
    CHECK(rows(office.desk) == 1);
    CHECK(rows(office.kiosk) == 0);
    office.desk.restart();
    office.kiosk.restart();
    office.kiosk.client->submit(GoTo{Place::publish});
    CHECK_FALSE(office.kiosk.shows<PublishView>());
}

}  // namespace
}  // namespace xf::test
