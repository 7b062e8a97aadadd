// Starting, stopping, being killed, and starting again.
#include <sys/stat.h>

#include <csignal>
#include <filesystem>
#include <fstream>
#include <memory>
#include <set>

#include "shared/points/queries.hpp"
#include "shared/shop/feature.hpp"
#include "tests/hub/device.hpp"
#include "tests/support/require.hpp"

namespace xf::test {
namespace {

namespace fs = std::filesystem;

bool says(const Finished& finished, std::string_view what) {
    return finished.err.find(what) != std::string::npos;
}

TEST_CASE("serve: ready within two seconds, and stops cleanly", "[hub]") {
    const TempFolder data;
    double first = 0;
    {
        RunningHub hub(data / "hub", {"--demo-town", kDemoTown});
        first = hub.ready_seconds();
        Connection idle(hub.port());
        idle.send(request("GET", "/healthz"));
        REQUIRE(idle.receive().status == 200);
        const Finished end = hub.stop(SIGINT);
        CHECK(end.exit_code == 0);
        CHECK(end.out == "READY http://127.0.0.1:" + std::to_string(hub.port()) + "/\n");
        CHECK(idle.closed());
        CHECK_FALSE(fs::exists(data / "hub/hub.sock"));
        CHECK_FALSE(fs::exists(data / "hub/shards/xingwan.db-wal"));
    }
    RunningHub hub(data / "hub", {"--demo-town", kDemoTown});
    WARN("ready after " << first << " s with seeding, " << hub.ready_seconds() << " s without");
    CHECK(hub.ready_seconds() < 2.0);
    CHECK(hub.stop(SIGTERM).exit_code == 0);
}

TEST_CASE("serve: a request under way is answered before the end", "[hub]") {
    const DemoFolder data;
    RunningHub hub(data.path());
    Connection connection(hub.port());
    connection.send(request("GET", "/log/xingwan/checkpoint"));
    const Finished end = hub.stop(SIGTERM);
    CHECK(end.exit_code == 0);
    // Answered whole, or closed before it was read: never half.
    const Answer answer = connection.receive();
    CHECK((answer.status == 200 || answer.status == 0));
}

TEST_CASE("serve: one hub a data folder, one hub a port", "[hub]") {
    const DemoFolder data, other;
    const RunningHub hub(data.path());
    const Finished second = run_hub({"serve", "--data", data.path(), "--port", "0"});
    CHECK(second.exit_code == 1);
    CHECK(says(second, "busy"));
    CHECK(says(second, "in use by another xinfeng-hub"));
    const Finished third =
        run_hub({"serve", "--data", other.path(), "--port", std::to_string(hub.port())});
    CHECK(third.exit_code == 1);
    CHECK(says(third, "choose another one with --port"));
    CHECK(get(hub.port(), "/healthz").status == 200);
}

TEST_CASE("serve: an empty folder without a town stays empty, and says so", "[hub]") {
    const TempFolder data;
    RunningHub hub(data / "hub", {"--demo-town", kDemoTown, "--no-demo"});
    const Answer health = get(hub.port(), "/healthz");
    CHECK(health.status == 200);
    CHECK(health.body.find("\"shards\":[]") != std::string::npos);
    CHECK(post(hub.port(), "/v1/sync", sync::kSyncContentType, "x").error() == "not_found");
    const Finished end = hub.stop(SIGINT);
    CHECK(says(end, "xinfeng-hub init"));
    CHECK_FALSE(fs::exists(data / "hub/hub.json"));
}

TEST_CASE("serve: one damaged village does not stop the others", "[hub]") {
    const DemoFolder data;
    std::ofstream(data.path() + "/shards/hedu.db", std::ios::binary) << std::string(8192, 'x');
    RunningHub hub(data.path());
    const Answer health = get(hub.port(), "/healthz");
    CHECK(health.status == 500);
    CHECK(health.body.find(R"("village":"hedu","ok":false)") != std::string::npos);
    CHECK(health.body.find(R"("village":"xingwan","ok":true)") != std::string::npos);
    Device kiosk;
    kiosk.enrol_in_demo(hub, app::DeviceRole::kiosk, "huailing");  // one after the damaged one
    CHECK(kiosk.sync(hub).ok());
    CHECK(fs::file_size(data.path() + "/shards/hedu.db") == 8192);  // left for rescue
    CHECK(says(hub.stop(SIGINT), "hedu.db"));
}

TEST_CASE("init: private files, one admin code, never over another hub", "[hub]") {
    const TempFolder data;
    const std::vector<std::string> init{"init", "--data", data / "hub", "--town", kDemoTown};
    const Finished made = run_hub(init);
    REQUIRE(made.exit_code == 0);
    CHECK(made.out.size() == 20);  // K7QM-2T9X-5RDH-8VWN and a newline
    for (const auto& entry : fs::recursive_directory_iterator(data / "hub")) {
        INFO(entry.path());
        struct stat status {};
        REQUIRE(::lstat(entry.path().c_str(), &status) == 0);
        CHECK((status.st_mode & 077) == 0);
    }
    // Not as a demo: no secret of it is known beforehand, and none is handed out.
    CHECK_FALSE(fs::exists(data / "hub/demo.json"));
    std::ifstream cards(data / "hub/cards/xingwan.tsv");
    std::string line;
    int lines = 0;
    while (std::getline(cards, line)) {
        ++lines;
        CHECK(line.find("252751") == std::string::npos);
    }
    CHECK(lines == 1 + 24 + 11);
    const RunningHub hub(data / "hub");
    CHECK(get(hub.port(), "/v1/demo").error() == "not_found");

    const Finished again = run_hub(init);
    CHECK(again.exit_code == 1);
    CHECK(says(again, "busy"));
}

TEST_CASE("init: what was interrupted starts again; what is not ours is left alone", "[hub]") {
    const TempFolder data;
    fs::create_directories(data / "cut/shards");
    std::ofstream(data / "cut/unfinished") << "x";
    std::ofstream(data / "cut/shards/xingwan.db") << "half a database";
    CHECK(run_hub({"init", "--data", data / "cut", "--town", kDemoTown}).exit_code == 0);
    CHECK(run_hub({"init", "--data", data / "cut", "--town", kDemoTown}).exit_code == 1);

    fs::create_directories(data / "foreign");
    std::ofstream(data / "foreign/letter.txt") << "dear diary";
    const Finished refused = run_hub({"init", "--data", data / "foreign", "--town", kDemoTown});
    CHECK(refused.exit_code == 1);
    CHECK(says(refused, "letter.txt"));
    CHECK(fs::file_size(data / "foreign/letter.txt") == 10);
}

TEST_CASE("init: what may have been a whole hub is never removed", "[hub]") {
    const DemoFolder data;
    const auto left_over = [&] { std::ofstream(data.path() + "/unfinished") << "x"; };
    const auto files = [&] {
        std::set<std::string> out;
        for (const auto& entry : fs::recursive_directory_iterator(data.path()))
            out.insert(entry.path());
        return out;
    };
    // A marker beside a whole hub goes, whichever command comes first.
    for (const auto& command : {std::vector<std::string>{"enroll-code", "--village", "hedu",
                                                         "--role", "kiosk", "--name", "一号"},
                                {"init", "--town", kDemoTown}}) {
        left_over();
        std::vector<std::string> words = command;
        words.insert(words.end(), {"--data", data.path()});
        run_hub(words);
        CHECK_FALSE(fs::exists(data.path() + "/unfinished"));
    }

    // Without its hub.json it is no hub; its villages are still somebody's points.
    fs::rename(data.path() + "/hub.json", data.path() + "/../hub.json");
    left_over();
    const auto before = files();
    for (const auto& words :
         {std::vector<std::string>{"init", "--data", data.path(), "--town", kDemoTown},
          {"serve", "--data", data.path(), "--port", "0", "--demo-town", kDemoTown},
          {"serve", "--data", data.path(), "--port", "0", "--town", kDemoTown}}) {
        const Finished refused = run_hub(words);
        CHECK(refused.exit_code == 1);
        CHECK(says(refused, "Put hub.json back from a backup"));
        CHECK(files() == before);
    }
    fs::rename(data.path() + "/../hub.json", data.path() + "/hub.json");
    const RunningHub hub(data.path());
    CHECK(get(hub.port(), "/healthz").status == 200);
}

TEST_CASE("serve: a town file of one's own, from nothing to the first device", "[hub]") {
    const TempFolder data;
    const std::string path = data / "hub";
    RunningHub hub(path, {"--town", kDemoTown});
    // The code is on stderr, where it is shown and not taken for an address.
    constexpr std::string_view kBefore = "admin code, shown only now: ";
    const std::string said = hub.said();
    const std::size_t at = said.find(kBefore);
    REQUIRE(at != std::string::npos);
    const std::string admin = said.substr(at + kBefore.size(), 19);
    CHECK(get(hub.port(), "/v1/demo").error() == "not_found");
    CHECK(get(hub.port(), "/healthz").body.find(R"("demo":false)") != std::string::npos);

    const auto enrol_code = [&](const char* village, const char* role) {
        return run_hub({"enroll-code", "--data", path, "--village", village, "--role", role,
                        "--name", "一号柜台"});
    };
    const Finished code = enrol_code("xingwan", "counter");
    INFO(code.err);
    REQUIRE(code.exit_code == 0);
    Device counter;
    counter.enrol(hub, code.out.substr(0, code.out.size() - 1));
    CHECK(counter.sync(hub).ok());
    CHECK(
        says(enrol_code("nowhere", "counter"), "no village \"nowhere\" here; there are: xingwan"));
    CHECK(says(enrol_code("xingwan", "king"), "role: kiosk, counter or desk"));
    const Answer by_code =
        ask(hub.port(),
            request("POST", "/v1/admin/enroll-code",
                    R"({"village":"hedu","role":"kiosk","name":"一号"})",
                    "Content-Type: application/json\r\nAuthorization: Bearer " + admin + "\r\n"));
    CHECK(by_code.status == 200);
    const Finished end = hub.stop(SIGTERM);
    CHECK(end.out == "READY http://127.0.0.1:" + std::to_string(hub.port()) + "/\n");

    // Again, with a file that is not even there: the folder has its hub.
    RunningHub again(path, {"--town", data / "none.json"});
    CHECK(counter.sync(again).ok());
    CHECK(says(again.stop(SIGTERM), "has its hub already: --town"));
    const Finished none =
        run_hub({"serve", "--data", data / "other", "--town", data / "none.json"});
    CHECK(none.exit_code == 1);
    CHECK(says(none, "none.json: not there"));
}

TEST_CASE("serve: without the demo, whatever the folder is", "[hub]") {
    const DemoFolder data;
    RunningHub hub(data.path(), {"--no-demo", "--demo-town", kDemoTown});
    for (const char* target : {"/v1/demo", "/v1/demo.json", "/v1/demo?village=hedu"})
        CHECK(get(hub.port(), target).error() == "not_found");
    CHECK(post(hub.port(), "/v1/demo/enroll-code", "text/plain", "x").error() == "not_found");
    // It is one all the same: everybody knows its cards.
    CHECK(get(hub.port(), "/healthz").body.find(R"("demo":true)") != std::string::npos);
    CHECK(says(hub.stop(SIGTERM), "they are no secrets"));
}

TEST_CASE("commands: help, and what they do not take", "[hub]") {
    for (const std::vector<std::string>& command : {std::vector<std::string>{"init"},
                                                    {"serve"},
                                                    {"enroll-code"},
                                                    {"import", "notice"},
                                                    {"log", "list"}}) {
        std::vector<std::string> words = command;
        words.push_back("--help");
        const Finished help = run_hub(words);
        CHECK(help.exit_code == 0);
        CHECK(help.out.find("--data") != std::string::npos);
        CHECK(help.err.empty());
        words.back() = "--no-such-option";
        const Finished wrong = run_hub(words);
        CHECK(wrong.exit_code == 2);
        CHECK(wrong.out.empty());
        CHECK(says(wrong, "unknown option --no-such-option"));
    }
    CHECK(run_hub({"--help"}).exit_code == 0);
    CHECK(run_hub({}).exit_code == 2);
    CHECK(run_hub({"dance"}).exit_code == 2);
    CHECK(run_hub({"serve"}).exit_code == 2);
    CHECK(run_hub({"serve", "--data", "/tmp", "--port", "70000"}).exit_code == 1);
    CHECK(run_hub({"log", "list", "--data", "/nowhere"}).exit_code == 1);
    CHECK(
        says(run_hub({"serve", "--data", "/tmp/none", "--site", "/nowhere"}), "deploy/build web"));
}

TEST_CASE("demo town: balances are as a village's are", "[hub]") {
    const DemoFolder data;
    const RunningHub hub(data.path());
    for (const char* slug : {"xingwan", "hedu", "huailing"}) {
        Device kiosk;
        kiosk.enrol_in_demo(hub, app::DeviceRole::kiosk, slug);
        while (need(kiosk.sync(hub)).more) {
        }
        for (std::uint32_t no = 1; no <= 24; ++no) {
            const auto standing = need(points::standing(kiosk.log().place(), HouseholdNo{no}));
            CHECK(standing.posted >= Points(30));
            CHECK(standing.posted <= Points(300));
        }
        CHECK(need(shop::catalogue(kiosk.log().place())).size() >= 16);
    }
}

}  // namespace
}  // namespace xf::test
