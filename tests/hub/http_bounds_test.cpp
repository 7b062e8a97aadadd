// Nobody keeps the others out: not by many connections, not by slow ones, not by large ones, and not
// by a village that takes its time.
#include <chrono>
#include <fstream>
#include <memory>
#include <thread>

#include "shared/app/demo.hpp"
#include "shared/store/sqlite.hpp"
#include "shared/sync/wire.hpp"
#include "tests/hub/running_hub.hpp"
#include "tests/support/require.hpp"

namespace xf::test {
namespace {

using Connections = std::vector<std::unique_ptr<Connection>>;

constexpr Origin kNeighbour{"127.0.0.2"};
/// A body that is missing one byte, and everything before it; the hub has looked at the head.
constexpr std::string_view kLastByte = "x";

Connection& begin_request(Connections& open, const RunningHub& hub, const Origin& origin = {}) {
    open.push_back(std::make_unique<Connection>(hub.port(), origin));
    open.back()->send(
        "POST /v1/enroll HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\n"
        "Content-Length: 9\r\n\r\n");
    REQUIRE(open.back()->receive().status == 100);
    open.back()->send("12345678");
    return *open.back();
}

bool finishes(Connection& connection) {
    connection.send(kLastByte);
    return connection.receive().error() == "bad_content_type";
}

/// Another process has the village's database: whoever needs it waits.
class BusyVillage {
public:
    explicit BusyVillage(const DemoFolder& data)
        : db_(need(store::Database::open(data.path() + "/shards/xingwan.db", {}))),
          transaction_(need(db_.begin())) {}

private:
    store::Database db_;
    store::Transaction transaction_;
};

/// More requests than there are threads for them, all waiting for the first village.
constexpr int kWaiting = 16;
Connections wait_for_village(const RunningHub& hub, const char* target = "/v1/demo/enroll-code") {
    const Bytes body = encode(app::DemoDevice{app::DeviceRole::kiosk, "试验设备"});
    Connections waiting;
    for (int i = 0; i < kWaiting; ++i) {
        waiting.push_back(std::make_unique<Connection>(hub.port()));
        waiting.back()->send(
            request("POST", target, as_text(body),
                    "Content-Type: " + std::string(app::kDemoContentType) + "\r\n"));
    }
    return waiting;
}

std::string sync_head(std::size_t body_bytes) {
    return "POST /v1/sync HTTP/1.1\r\nHost: localhost\r\nContent-Type: " +
           std::string(sync::kSyncContentType) +
           "\r\nContent-Length: " + std::to_string(body_bytes) + "\r\n\r\n";
}

/// Waits until that many were refused or closed, and forgets them.
bool leave(Connections& open, std::size_t count) {
    const auto begin = std::chrono::steady_clock::now();
    std::size_t gone = 0;
    while (gone < count && std::chrono::steady_clock::now() - begin < std::chrono::seconds(20))
        gone += std::erase_if(open, [](const auto& each) { return each->ended(1); });
    return gone >= count;
}

TEST_CASE("bounds: one that rests makes room", "[hub]") {
    const DemoFolder data;
    const RunningHub hub(data.path(), {"--connections", "20"});
    Connections open;
    begin_request(open, hub);
    for (int i = 0; i < 19; ++i) {
        open.push_back(std::make_unique<Connection>(hub.port()));
        open.back()->send(request("GET", "/healthz"));
        REQUIRE(open.back()->receive().status == 200);
    }
    for (int i = 0; i < 30; ++i) CHECK(get(hub.port(), "/healthz").status == 200);
    CHECK(open[1]->closed());  // those that rested for longest
    CHECK(finishes(*open[0]));
}

TEST_CASE("bounds: the slowest one makes room", "[hub]") {
    const DemoFolder data;
    const RunningHub hub(data.path(), {"--connections", "20"});
    Connections open;
    for (int i = 0; i < 20; ++i) begin_request(open, hub);
    CHECK(get(hub.port(), "/healthz").status == 200);
    // Told so, or cut off: bytes of it that nobody read any more may have closed it harder.
    const Answer first = open[0]->receive();
    CHECK((first.status == 0 || first.error() == "busy"));
    CHECK(open[0]->closed());
    for (int i = 1; i < 20; ++i) CHECK(finishes(*open[static_cast<std::size_t>(i)]));
}

TEST_CASE("bounds: who takes most makes room, not whoever came first", "[hub]") {
    const DemoFolder data;
    const RunningHub hub(data.path(), {"--connections", "20"});
    Connections neighbours, flood;
    for (int i = 0; i < 5; ++i) begin_request(neighbours, hub, kNeighbour);
    for (int i = 0; i < 100; ++i) begin_request(flood, hub);
    for (const auto& neighbour : neighbours) CHECK(finishes(*neighbour));
    CHECK(finishes(*flood.back()));
}

TEST_CASE("bounds: the data folder's owner gets in, whatever the others do", "[hub]") {
    const DemoFolder data;
    const RunningHub hub(data.path(), {"--connections", "20"});
    auto busy = std::make_unique<BusyVillage>(data);
    Connections waiting = wait_for_village(hub);
    // Until all are being worked on, so that nobody makes room.
    Answer refused;
    for (int tries = 0; tries < 1000 && refused.error() != "busy"; ++tries) {
        waiting.push_back(std::make_unique<Connection>(hub.port()));
        waiting.back()->send(sync_head(1) + "x");
        refused = get(hub.port(), "/healthz");
    }
    CHECK(refused.error() == "busy");
    Connection owner(data.path() + "/hub.sock");
    owner.send(request("GET", "/healthz"));
    CHECK(owner.receive().status == 200);
    busy.reset();
    CHECK(run_hub({"enroll-code", "--data", data.path(), "--village", "hedu", "--role", "kiosk",
                   "--name", "一号"})
              .exit_code == 0);
}

TEST_CASE("bounds: the data folder's owner does not wait in the others' queue", "[hub]") {
    const DemoFolder data;
    const RunningHub hub(data.path());
    auto busy = std::make_unique<BusyVillage>(data);
    Connections waiting = wait_for_village(hub);
    const auto ask_more = [&] {
        waiting.push_back(std::make_unique<Connection>(hub.port()));
        waiting.back()->send(sync_head(1) + "x");
        return waiting.back()->ended(1);
    };
    for (int tries = 0; tries < 400 && !ask_more(); ++tries) {
    }
    CHECK(waiting.back()->receive().error() == "busy");
    waiting.pop_back();
    Connection owner(data.path() + "/hub.sock");
    owner.send(
        request("POST", "/v1/admin/enroll-code", "{}", "Content-Type: application/json\r\n"));
    busy.reset();
    CHECK(owner.receive().error() == "malformed");
}

TEST_CASE("bounds: a village that takes its time keeps nobody else waiting", "[hub]") {
    const DemoFolder data;
    const RunningHub hub(data.path());
    // However the address is spelt.
    for (const char* target : {"/v1/demo/enroll-code", "/v1/%64emo/enroll-cod%65"}) {
        auto busy = std::make_unique<BusyVillage>(data);
        const Connections waiting = wait_for_village(hub, target);
        for (int i = 0; i < 20; ++i) {
            const auto begin = std::chrono::steady_clock::now();
            const Answer health = get(hub.port(), "/healthz");
            CHECK(health.status == 200);
            CHECK(health.body.find(R"("village":"xingwan","ok":true)") != std::string::npos);
            CHECK(get(hub.port(), "/log/xingwan/checkpoint").status == 200);
            CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(1));
        }
        for (const auto& each : waiting) CHECK_FALSE(each->read(1, 0));
        busy.reset();
        for (const auto& each : waiting) CHECK(each->receive().status == 200);
    }
}

TEST_CASE("bounds: a slow line is served, a standing one is not", "[hub]") {
    const DemoFolder data;
    const RunningHub hub(data.path(), {"--grace-ms", "200"});
    const auto begin = std::chrono::steady_clock::now();
    const auto passed = [&] { return std::chrono::steady_clock::now() - begin; };
    // Some 3 KiB a second, for much longer than the grace.
    Connection slow(hub.port());
    slow.send(sync_head(3000));
    for (int i = 0; i < 30; ++i) {
        slow.send(std::string(100, 'x'));
        CHECK_FALSE((i < 29 && slow.read(1, 30)));
    }
    CHECK(slow.receive().error() == "malformed");
    CHECK(passed() > std::chrono::milliseconds(600));
    // A byte now and then.
    Connection drip(hub.port());
    drip.send(sync_head(3000));
    while (!drip.read(4096, 30) && passed() < std::chrono::seconds(10)) drip.send("x");
    CHECK(drip.receive().error() == "busy");
}

/// A site of one file of 4 MiB, which nobody's system takes at once.
struct LargeSite {
    LargeSite() {
        std::ofstream(folder / "large.bin", std::ios::binary) << std::string(kBytes, 'x');
        std::ofstream(folder / "site.json") << R"({"format": 1, "headers": {}, "files": {
            "/large.bin": {"file": "large.bin", "type": "text/plain", "cache": "no-cache",
                           "immutable": false, "sha256": "aa", "bytes": 4194304}}})";
    }
    static constexpr std::size_t kBytes = 4u << 20;
    TempFolder folder;
};

constexpr Origin kTinyWindow{"127.0.0.1", 1};

TEST_CASE("bounds: a reply that is not taken is not kept", "[hub]") {
    const DemoFolder data;
    const LargeSite site;
    const RunningHub hub(data.path(), {"--site", site.folder.path(), "--grace-ms", "200"});
    Connection whole(hub.port());
    whole.send(request("GET", "/large.bin"));
    CHECK(whole.receive().body.size() == LargeSite::kBytes);

    Connection slow(hub.port(), kTinyWindow);
    slow.send(request("GET", "/large.bin"));
    const auto begin = std::chrono::steady_clock::now();
    const auto patient = [&] {
        return std::chrono::steady_clock::now() - begin < std::chrono::seconds(15);
    };
    while (patient() && !slow.reset()) {  // a byte for every twenty requests of others
        REQUIRE(slow.read(1, 10'000));
        for (int i = 0; i < 20; ++i) CHECK(get(hub.port(), "/healthz").status == 200);
    }
    CHECK(patient());
}

TEST_CASE("bounds: files of the site cost no memory, so many may fetch them", "[hub]") {
    const DemoFolder data;
    const LargeSite site;
    const RunningHub hub(data.path(), {"--site", site.folder.path(), "--memory-mib", "32"});
    Connections open;
    for (int i = 0; i < 40; ++i) {  // 160 MiB
        open.push_back(std::make_unique<Connection>(hub.port()));
        open.back()->send(request("GET", "/large.bin"));
        REQUIRE(open.back()->read(1, 10'000));
    }
    for (const auto& each : open) CHECK(each->receive().body.size() == LargeSite::kBytes);
}

TEST_CASE("bounds: memory for requests that arrive", "[hub]") {
    const DemoFolder data;
    const RunningHub hub(data.path(), {"--memory-mib", "32"});
    const std::string most((1u << 20) - 1, 'x');
    Connections neighbours, flood;
    begin_request(neighbours, hub, kNeighbour);
    for (int i = 0; i < 40; ++i) {
        flood.push_back(std::make_unique<Connection>(hub.port()));
        flood.back()->send(sync_head(1u << 20) + most);
    }
    CHECK(leave(flood, 8));
    int served = 0;
    for (const auto& each : flood) {
        each->send(kLastByte);
        served += each->receive().error() == "malformed";
    }
    CHECK(served >= 20);
    CHECK(finishes(*neighbours[0]));
}

TEST_CASE("bounds: memory for requests that wait", "[hub]") {
    const DemoFolder data;
    const RunningHub hub(data.path(), {"--memory-mib", "32"});
    auto busy = std::make_unique<BusyVillage>(data);
    const Connections waiting = wait_for_village(hub);
    Connections flood;
    const std::string large = sync_head(1u << 20) + std::string(1u << 20, 'x');
    for (int i = 0; i < 40; ++i) {
        flood.push_back(std::make_unique<Connection>(hub.port()));
        flood.back()->send(large);
    }
    CHECK(leave(flood, 8));  // at once: the others wait for as long as the village does
    CHECK(get(hub.port(), "/healthz").status == 200);
    // The data folder's owner has room besides.
    Connection owner(data.path() + "/hub.sock");
    owner.send(request("POST", "/v1/admin/import-notice", std::string(4u << 20, 'x'),
                       "Content-Type: application/json\r\n"));
    busy.reset();
    CHECK(owner.receive().error() == "malformed");
    int served = 0;
    for (const auto& each : flood) served += each->receive().error() == "malformed";
    CHECK(served >= 20);
}

TEST_CASE("bounds: a connection at rest keeps nothing of what it brought", "[hub]") {
    const DemoFolder data;
    const RunningHub hub(data.path());
    const std::string large = sync_head(1u << 20) + std::string(1u << 20, 'x');
    Connections open;
    for (int i = 0; i < 500; ++i) {
        open.push_back(std::make_unique<Connection>(hub.port()));
        open.back()->send(large);
        REQUIRE(open.back()->receive().error() == "malformed");
    }
    // Half of what went through; address checks alone keep 256 MiB of it for a while.
    CHECK(hub.resident_bytes() < (450u << 20));
}

TEST_CASE("bounds: memory for replies that are not taken", "[hub]") {
    const DemoFolder data;
    const TempFolder files;
    std::string text = "关于清理沟渠的通知\n\n";
    while (text.size() < 1'900'000) {
        for (int i = 0; i < 60; ++i) text += "自带铁锹，村里备手套；";
        text += "\n\n";
    }
    std::ofstream(files / "long.txt", std::ios::binary) << text;
    const RunningHub hub(data.path(), {"--memory-mib", "32"});
    const Finished imported = run_hub(
        {"import", "notice", "--data", data.path(), "--village", "hedu", files / "long.txt"});
    INFO(imported.err);
    REQUIRE(imported.exit_code == 0);
    std::string body;
    for (const auto& entry :
         std::filesystem::recursive_directory_iterator(data.path() + "/public/hedu/body"))
        if (entry.is_regular_file() && entry.file_size() > 1'000'000)
            body = "/log/hedu/body/" + entry.path().filename().string();
    REQUIRE(get(hub.port(), body).status == 200);

    Connections flood;
    for (int i = 0; i < 40; ++i) {
        flood.push_back(std::make_unique<Connection>(hub.port(), kTinyWindow));
        flood.back()->send(request("GET", body));
        REQUIRE(flood.back()->read(1, 10'000));
    }
    // Many had to go, so that others have room.
    Connection neighbour(hub.port(), kNeighbour);
    neighbour.send(sync_head(1u << 20) + std::string(1u << 20, 'x'));
    CHECK(neighbour.receive().error() == "malformed");
    CHECK(flood.front()->receive().status == 0);
    CHECK(flood.back()->receive().status == 200);
}

}  // namespace
}  // namespace xf::test
