// The native client whole: on a screen that nobody sees, with a real hub, used by scripts.
#include "tests/kiosk/client.hpp"

#include <algorithm>
#include <catch_amalgamated.hpp>
#include <chrono>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>

#include "kiosk/host.hpp"
#include "native/escpos/virtual_server.hpp"
#include "native/kiosk/decode_picture.hpp"
#include "native/platform/read_file.hpp"
#include "native/preview/fixtures.hpp"
#include "native/preview/raster.hpp"

namespace xf::test {
namespace {

/// From a counter's home screen to the shop of a household that is there with card and PIN.
std::string come_to_counter(const DemoHousehold& household) {
    return "wait-for 已联网\nscan " + household.card + "\nwait-for 请输入密码\ntype " +
           household.pin + "\nwait-for 今天是哪一位来办\npress 示例\nwait-for 您的信息怎么用\n" +
           "press 知道了\nwait-for 加一份肥皂\n";
}

std::set<std::string> buttons(const kiosk::SemanticTree& tree) {
    std::set<std::string> out;
    for (const kiosk::Node& node : tree.nodes)
        if (node.role == kiosk::Role::button) out.insert(node.name);
    return out;
}

std::set<std::string> buttons(const std::string& json) {
    std::set<std::string> out;
    const auto tree = nlohmann::json::parse(json);
    for (const auto& node : tree.at("nodes"))
        if (node.at("role") == "button") out.insert(node.at("name").get<std::string>());
    return out;
}

/// The home screen of the fixtures, in the same size.
std::set<std::string> buttons_of_fixture() {
    class NoSink : public app::CommandSink {
        void submit(app::Command) override {}
    } sink;
    kiosk::Kiosk kiosk(sink);
    for (const auto& [tier, name] :
         {std::pair{kiosk::FontTier::t0, "/t0.otf"}, std::pair{kiosk::FontTier::t1, "/t1.otf"}})
        REQUIRE(kiosk.load_font(tier, *native::read_file(XF_FONT_DIR + std::string(name))));
    kiosk.resize(1920, 1080, 1, 1920 / 477.0f);
    for (const preview::Fixture& fixture : preview::all_fixtures())
        if (fixture.name == "home_demo") kiosk.set_snapshot(fixture.snapshot);
    for (std::int64_t ms = 0; kiosk.wants_frame(); ms += 16) {
        kiosk.frame(ms);
        preview::keep_textures(*kiosk.draw_data());
    }
    return buttons(kiosk.semantics());
}

/// How many colours a screenshot has: an empty one has one, and letters alone bring dozens.
std::size_t colors_of(const std::string& file) {
    const auto picture = native::decode_picture(*native::read_file(file));
    REQUIRE(picture.ok());
    CHECK(picture->width == 1920);
    CHECK(picture->height == 1080);
    std::set<std::array<std::uint8_t, 3>> colors;
    for (std::size_t at = 0; at < picture->rgba.size(); at += 4)
        colors.insert({picture->rgba[at], picture->rgba[at + 1], picture->rgba[at + 2]});
    return colors.size();
}

TEST_CASE("native client: its home screen has what the other hosts' has, and rests", "[kiosk]") {
    const DemoFolder data;
    const RunningHub hub(data.path());
    Client client;
    const auto program = client.start(
        "wait-for 已联网\nscreenshot " + client.file("home.png") + "\nsay HOME\nidle 3000\nquit\n",
        {.hub_port = hub.port(), .semantics = true});
    std::string tree, line;
    while ((line = program->line()) != "HOME") tree = line;
    const auto names = buttons(tree);
    CHECK(names.contains("查积分"));
    CHECK(names == buttons_of_fixture());
    CHECK(program->line().starts_with("idle: 0 frames, "));
    CHECK(program->end() == 0);
    CHECK(colors_of(client.file("home.png")) > 100);
}

TEST_CASE("native client: a notice is opened by hand, in both forms of screen", "[kiosk]") {
    const DemoFolder data;
    const RunningHub hub(data.path());
    Client client;
    for (const char* window : {"1920x1080", "1080x1920"})
        client.play(
            "wait-for 已联网\ntap 看公开\nwait-for 已核验\ntap 通知公告\n"
            "wait-for 积分细则公示\nwait-gone 正文还没下载\ntap 积分细则公示\nwait-for "
            "没有被改过\nexpect 村民委员会\n"
            "tap 首页\nwait-for 查积分\nabsent 没有被改过\nquit\n",
            {.hub_port = hub.port(), .window = window});
}

TEST_CASE("native client: a redemption without a hub outlives kill -9, and arrives", "[kiosk]") {
    const DemoFolder data;
    const DemoHousehold household = household_of(data, 2);
    Client client;
    {
        RunningHub hub(data.path());
        const auto program = client.start(
            come_to_counter(household) + "say THERE\nwait-for 没有网络\npress 加一份肥皂\n" +
                "press 确认兑换\nwait-for 兑换好了\nexpect 已保存\nsay REDEEMED\n",
            {.device = "counter", .hub_port = hub.port()});
        CHECK(program->line() == "THERE");
        hub.stop(SIGKILL);
        CHECK(program->line() == "REDEEMED");
        program->signal(SIGKILL);
        CHECK(program->end() == 128 + SIGKILL);
    }
    // The service manager waits for a second before it starts it again: five in all.
    const auto again = client.start("wait-for 1 条待上报\nsay BACK\nquit\n", {.device = "counter"});
    CHECK(again->line() == "BACK");
    CHECK(again->end() == 0);
    CHECK(again->cpu_seconds() < 4);

    const RunningHub hub(data.path());
    client.play("wait-for 已联网\nabsent 待上报\nquit\n",
                {.device = "counter", .hub_port = hub.port()});
}

/// The names of the pages that were printed there.
std::vector<std::string> printed_in(const TempFolder& paper) {
    std::vector<std::string> out;
    for (const auto& each : std::filesystem::directory_iterator(paper.path()))
        out.push_back(each.path().filename().string());
    std::sort(out.begin(), out.end());
    return out;
}

TEST_CASE("native client: a receipt and a notice are printed", "[kiosk]") {
    const DemoFolder data;
    const DemoHousehold household = household_of(data, 2);
    const RunningHub hub(data.path());
    const TempFolder paper;
    const std::string printer = "png:" + paper.path();
    {
        Client counter;
        counter.play(come_to_counter(household) +
                         "press 加一份肥皂\npress 确认兑换\nwait-for 兑换好了\n"
                         "press 打印小票\nwait-for 打好了，请取走\npress 再打一份\n"
                         "wait-gone 正在打印\nexpect 打好了，请取走\nquit\n",
                     {.device = "counter", .hub_port = hub.port(), .printer = printer});
    }
    CHECK(printed_in(paper) == std::vector<std::string>{"print-0001-1.png", "print-0002-1.png"});
    const auto first = native::decode_picture(*native::read_file(paper / "print-0001-1.png"));
    const auto copy = native::decode_picture(*native::read_file(paper / "print-0002-1.png"));
    REQUIRE((first.ok() && copy.ok()));
    CHECK(first->width == 576);
    CHECK(copy->height > first->height);  // by the line that says what it is

    Client kiosk;
    kiosk.play(
        "wait-for 已联网\ntap 看公开\nwait-for 已核验\ntap 通知公告\nwait-for 积分细则公示\n"
        "wait-gone 正文还没下载\ntap 积分细则公示\nwait-for 没有被改过\n"
        "press 打印\nwait-for 打好了，请取走\nquit\n",
        {.hub_port = hub.port(), .printer = printer});
    CHECK(std::filesystem::exists(paper / "print-0003-1.png"));
}

TEST_CASE("native client: a printer that is not there keeps nobody from redeeming", "[kiosk]") {
    const DemoFolder data;
    const DemoHousehold household = household_of(data, 2);
    const RunningHub hub(data.path());
    Client client;
    client.play(come_to_counter(household) +
                    "press 加一份肥皂\npress 确认兑换\nwait-for 兑换好了\n"
                    "press 打印小票\nwait-for 没有打印出来\nexpect 打印机没有开\n"
                    "press 知道了\nexpect 打印小票\npress 完成并退出\nwait-gone 待上报\nquit\n",
                {.device = "counter",
                 .hub_port = hub.port(),
                 .printer = "png:" + client.file("no such folder")});
    client.play("wait-for 已联网\nabsent 待上报\nquit\n",
                {.device = "counter", .hub_port = hub.port()});
}

/// The words on the next piece of paper, line after line.
std::string next_paper(native::escpos::VirtualServer& printer) {
    const auto piece = printer.next(60'000);
    REQUIRE(piece);
    std::string out;
    for (const auto& line : *piece) out += line.text + "\n";
    return out;
}

TEST_CASE("native client: a receipt printer that runs out of paper, and a copy", "[kiosk]") {
    const DemoFolder data;
    const DemoHousehold household = household_of(data, 2);
    const RunningHub hub(data.path());
    const auto started = native::escpos::VirtualServer::start(ports::Paper::receipt_80);
    REQUIRE(started.ok());
    native::escpos::VirtualServer& printer = **started;
    printer.play(native::escpos::Fault::no_paper, 4);
    Client client;
    client.play(come_to_counter(household) +
                    "press 加一份肥皂\npress 确认兑换\nwait-for 兑换好了\n"
                    "press 打印小票\nwait-for 没有打印出来\nexpect 纸\npress 知道了\n"
                    "press 打印小票\nwait-for 打好了，请取走\npress 再打一份\n"
                    "wait-gone 正在打印\nexpect 打好了，请取走\nquit\n",
                {.device = "counter",
                 .hub_port = hub.port(),
                 .printer = "tcp:127.0.0.1:" + std::to_string(printer.port())});
    const std::string first = next_paper(printer), copy = next_paper(printer);
    CHECK(first.find("肥皂 ×1 ") != std::string::npos);
    CHECK(first.find("XFR1:") != std::string::npos);
    CHECK(first.find("副本") == std::string::npos);  // nobody has the one that did not come out
    CHECK(copy.find("副本") != std::string::npos);
    CHECK_FALSE(printer.next(0));
    CHECK(printer.complaint().ok());
}

TEST_CASE("native client: a damaged database is exported from its screen, and rescued", "[kiosk]") {
    const DemoFolder data;
    const DemoHousehold household = household_of(data, 2);
    Client client;
    {
        RunningHub hub(data.path());
        const auto program = client.start(
            come_to_counter(household) + "say THERE\nwait-for 没有网络\npress 加一份肥皂\n" +
                "press 确认兑换\nwait-for 兑换好了\nexpect 已保存\nquit\n",
            {.device = "counter", .hub_port = hub.port()});
        CHECK(program->line() == "THERE");
        hub.stop(SIGKILL);
        CHECK(program->end() == 0);
    }
    const std::string folder = client.file("data") + "/device-counter/";
    std::fstream(folder + "app.db", std::ios::in | std::ios::out | std::ios::binary)
        << std::string(4096, '\xab');
    const RunningHub hub(data.path());
    client.play(
        "wait-for 这台设备需要检修\nexpect app.db.damaged-1\npress 导出给技术员\n"
        "wait-for 只有镇里的服务器打得开\nscreenshot " +
            client.file("sealed.png") + "\nquit\n",
        {.device = "counter", .hub_port = hub.port()});
    const auto rescue = [&] {
        return run_hub({"rescue", "--data", data.path(), folder + "app.db.sealed"});
    };
    const Finished first = rescue();
    INFO(first.out << first.err);
    CHECK(first.exit_code == 0);
    CHECK(first.out.find("\nrefused\t0\nunreadable\t0\n") != std::string::npos);
    CHECK(first.out.find("\ntaken\t0\n") == std::string::npos);
    CHECK(rescue().out.find("\ntaken\t0\n") != std::string::npos);
}

TEST_CASE("native client: words of an input method stand in the field, a scan does not",
          "[kiosk]") {
    const DemoFolder data;
    const DemoHousehold household = household_of(data, 2);
    const RunningHub hub(data.path());
    Client client;
    client.play(
        "wait-for 已联网\npress 提诉求\nwait-for 您想怎么提\npress 写名字提\n"
        "wait-for 请刷家庭卡\nscan " +
            household.card + "\nwait-for 请输入密码\ntype " + household.pin +
            "\nwait-for 今天是哪一位来办\npress 示例\nwait-for 您的信息怎么用\n"
            "press 知道了\nwait-for 提新诉求\npress 提新诉求\nwait-for 是哪方面的事\n"
            "press 道路出行\nwait-for 诉求内容\npress 诉求内容\ntype 村口的路灯不亮了\n"
            "type , No. 5\nkey backspace\ntype 6\nexpect 村口的路灯不亮了, No. 6\n"
            "scan 6901234567890\nexpect 村口的路灯不亮了, No. 6\nabsent 690123\nquit\n",
        {.hub_port = hub.port()});
}

TEST_CASE("native client: a script that asks for what is not there fails, and names the line",
          "[kiosk]") {
    Client client;
    const auto program = client.start("# a kiosk that nobody enrolled\npress 没有这个\nquit\n");
    CHECK(program->end() == 1);
    CHECK(program->said().find("script:2: \"没有这个\"") != std::string::npos);
}

TEST_CASE("native client: it ends when it is told to, and lets nobody else at its data",
          "[kiosk]") {
    Client client;
    const auto first = client.start("say UP\n");
    CHECK(first->line() == "UP");
    const auto second = client.start("quit\n");
    CHECK(second->end() == 1);
    CHECK(second->said().find("busy") != std::string::npos);
    const auto begin = std::chrono::steady_clock::now();
    first->signal(SIGTERM);
    CHECK(first->end() == 0);
    CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(5));
}

}  // namespace
}  // namespace xf::test
