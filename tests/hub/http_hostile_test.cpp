// What comes from outside and is not what it should be: each gets a code of the table, and the hub
// goes on.
#include <memory>
#include <set>

#include "shared/base/errors.hpp"
#include "shared/sync/wire.hpp"
#include "tests/hub/running_hub.hpp"
#include "tests/support/require.hpp"
#include "tests/support/seed.hpp"
#include "tests/support/seeded_random.hpp"

namespace xf::test {
namespace {

/// A 4xx (or 503 when too much is asked) with a code of the table, and that code's own status.
void require_refused(const Answer& answer, const std::string& what) {
    INFO(what << " → " << answer.status << " " << answer.body);
    const auto code = error_code_named(answer.error());
    REQUIRE(code);
    CHECK(answer.status == http_status_of(*code));
    CHECK((answer.status / 100 == 4 || answer.status == 503));
    CHECK(answer.headers.at("content-type") == "application/json");
}

void require_alive(const RunningHub& hub) { REQUIRE(get(hub.port(), "/healthz").status == 200); }

const std::string kSync =
    std::string("Content-Type: ") + std::string(sync::kSyncContentType) + "\r\n";

TEST_CASE("hostile http: addresses", "[hub]") {
    const DemoFolder data;
    const RunningHub hub(data.path());
    const std::map<std::string, std::string> targets{
        {"/%zz", "malformed"},
        {"/%", "malformed"},
        {"/%2", "malformed"},
        {"/../../etc/passwd", "malformed"},
        {"/%2e%2e/%2e%2e/etc/passwd", "malformed"},
        {"/..%2f..%2fetc/passwd", "malformed"},
        {"/log/xingwan/../../keys/hub.key", "malformed"},
        {"/log/xingwan/%2e%2e/%2e%2e/keys/hub.key", "malformed"},
        {"/log/xingwan/..%5c..%5ckeys", "malformed"},
        {"/log//xingwan/checkpoint", "malformed"},
        {"//etc/passwd", "malformed"},
        {"/a%00b", "malformed"},
        {"/a%0d%0ab", "malformed"},
        {"http://127.0.0.1/healthz", "malformed"},
        {"*", "malformed"},
        {"/healthz#x", "malformed"},
        {"/%252e%252e/keys/hub.key", "not_found"},
        {"/log/xingwan", "not_found"},
        {"/log/xingwan/", "not_found"},
        {"/log/nowhere/checkpoint", "not_found"},
        {"/log/xingwan/keys/hub.key", "not_found"},
        {"/log/xingwan/tile/0/x00", "not_found"},
        {"/log/xingwan/body/" + std::string(64, '0'), "not_found"},
        {"/log/xingwan/body/" + std::string(4000, 'a'), "not_found"},
        {"/hub.json", "not_found"},
        {"/%E6%9D%91", "not_found"},
        {"/v1", "not_found"},
        {"/", "not_found"},  // started without a site
    };
    for (const auto& [target, code] : targets) {
        const Answer answer = get(hub.port(), target);
        require_refused(answer, target);
        CHECK(answer.error() == code);
    }
    require_alive(hub);
}

TEST_CASE("hostile http: methods and content types", "[hub]") {
    const DemoFolder data;
    const RunningHub hub(data.path());
    for (const char* method : {"GET", "PUT", "DELETE", "PATCH", "OPTIONS", "HEAD"}) {
        const Answer answer = ask(hub.port(), request(method, "/v1/sync"));
        INFO(method);
        CHECK(answer.status == 405);
        CHECK(answer.headers.at("allow") == "POST");
    }
    for (const char* path : {"/healthz", "/log/xingwan/checkpoint", "/v1/demo"}) {
        const Answer answer = post(hub.port(), path, "text/plain", "x");
        CHECK(answer.status == 405);
        CHECK(answer.headers.at("allow") == "GET, HEAD");
    }
    CHECK(ask(hub.port(), request("FETCH", "/healthz")).error() == "malformed");
    for (const char* type :
         {"", "text/plain", "application/json", "application/vnd.xinfeng.syncs",
          "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"})
        for (const char* path : {"/v1/sync", "/v1/enroll"})
            CHECK(post(hub.port(), path, type, "x").error() == "bad_content_type");
    CHECK(ask(hub.port(), request("POST", "/v1/sync", "x")).error() == "bad_content_type");
    require_alive(hub);
}

TEST_CASE("hostile http: heads and framing", "[hub]") {
    const DemoFolder data;
    const RunningHub hub(data.path());
    const auto with = [](std::string_view lines) {
        return "GET /healthz HTTP/1.1\r\nHost: localhost\r\n" + std::string(lines) + "\r\n";
    };
    std::string many;
    for (int i = 0; i < 80; ++i) many += "X-" + std::to_string(i) + ": y\r\n";
    const std::map<std::string, std::string> heads{
        {with("X: " + std::string(20'000, 'y') + "\r\n"), "too_large"},
        {"GET /" + std::string(20'000, 'y') + " HTTP/1.1\r\nHost: x\r\n\r\n", "too_large"},
        {with(many), "too_large"},
        {with("Content-Length: 99999999999999999999\r\n"), "too_large"},
        {with("Content-Length: -1\r\n"), "malformed"},
        {with("Content-Length: 0x10\r\n"), "malformed"},
        {with("Content-Length: 1\r\nContent-Length: 2\r\n"), "malformed"},
        {with("Content-Length: 1, 1\r\n"), "malformed"},
        {with("Transfer-Encoding: chunked\r\n"), "malformed"},
        {with("Content-Length : 1\r\n"), "malformed"},
        {with("Host: other\r\n"), "malformed"},
        {with(" folded\r\n"), "malformed"},
        {with("no colon\r\n"), "malformed"},
        {with(std::string("X: a\0b\r\n", 8)), "malformed"},
        {with("X: a\rb\r\n"), "malformed"},
        {with("X: a\nY: b\r\n"), "malformed"},
        {with("Range: bytes=9-1\r\n"), "malformed"},
        {"GET /healthz HTTP/1.1\r\n\r\n", "malformed"},
        {"GET /healthz HTTP/2.0\r\nHost: x\r\n\r\n", "malformed"},
        {"GET  /healthz HTTP/1.1\r\nHost: x\r\n\r\n", "malformed"},
        {"GET /healthz\r\n\r\n", "malformed"},
        {"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "malformed"},
        {std::string("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", 15), "malformed"},
        {"\r\n\r\n", "malformed"},
    };
    for (const auto& [head, code] : heads) {
        const Answer answer = ask(hub.port(), head);
        require_refused(answer, head.substr(0, 80));
        CHECK(answer.error() == code);
    }
    // Ranges are not served, so nobody can ask for much with little.
    const Answer whole = get(hub.port(), "/log/xingwan/checkpoint", "Range: bytes=0-0,0-0,0-0\r\n");
    CHECK(whole.status == 200);
    CHECK(whole.body.size() > 100);
    require_alive(hub);
}

TEST_CASE("hostile http: random heads", "[hub]") {
    const DemoFolder data;
    const RunningHub hub(data.path());
    SeededRandom random(seed_of("random heads", 20261121));
    const std::string sound = request("POST", "/v1/enroll", "0123456789",
                                      "Content-Type: application/vnd.xinfeng.enroll\r\n");
    for (int round = 0; round < 300; ++round) {
        std::string raw = sound;
        for (std::uint64_t change = 0; change <= random.below(4); ++change) {
            const std::size_t at = random.below(raw.size());
            if (random.chance(1, 3))
                raw.erase(at, random.below(8));
            else
                raw[at] = static_cast<char>(random.below(256));
            if (raw.empty()) raw = "x";
        }
        Connection connection(hub.port());
        connection.send(raw);
        connection.end_sending();
        require_refused(connection.receive(), raw);
    }
    require_alive(hub);
}

TEST_CASE("hostile http: sizes", "[hub]") {
    const DemoFolder data;
    const RunningHub hub(data.path());
    const auto announced = [&](std::string_view path, std::size_t bytes) {
        // Refused by what is announced: the body is never sent.
        return ask(hub.port(), "POST " + std::string(path) + " HTTP/1.1\r\nHost: localhost\r\n" +
                                   kSync + "Content-Length: " + std::to_string(bytes) + "\r\n\r\n");
    };
    for (const char* path : {"/v1/sync", "/v1/enroll", "/nowhere", "/v1/admin/import-notice"}) {
        const Answer answer = announced(path, (1u << 20) + 1);
        require_refused(answer, path);
        CHECK(answer.error() == "too_large");
    }
    const std::string largest(1u << 20, 'x');
    CHECK(post(hub.port(), "/v1/sync", sync::kSyncContentType, largest).error() == "malformed");
    // Sent all the same: the answer comes through nevertheless.
    CHECK(post(hub.port(), "/v1/sync", sync::kSyncContentType, largest + largest).error() ==
          "too_large");
    require_alive(hub);
}

TEST_CASE("hostile http: slow and broken senders hold nobody up", "[hub]") {
    const DemoFolder data;
    const RunningHub hub(data.path(), {"--grace-ms", "500"});
    const std::string head =
        "POST /v1/sync HTTP/1.1\r\nHost: localhost\r\n" + kSync + "Content-Length: 100\r\n\r\n";
    {
        Connection cut(hub.port());
        cut.send(head + "ten bytes.");
        cut.end_sending();
        const Answer answer = cut.receive();
        require_refused(answer, "truncated");
        CHECK(answer.error() == "malformed");
        CHECK(cut.closed());
    }
    std::vector<std::unique_ptr<Connection>> slow;
    for (int i = 0; i < 100; ++i) {
        slow.push_back(std::make_unique<Connection>(hub.port()));
        slow.back()->send(i % 2 == 0 ? head + "ten bytes." : head.substr(0, 30));
    }
    require_alive(hub);  // answered while a hundred of them are waiting
    for (const auto& connection : slow) {
        const Answer answer = connection->receive();
        require_refused(answer, "slow");
        CHECK(answer.headers.at("connection") == "close");
    }
    require_alive(hub);
}

TEST_CASE("http: connections are kept, pipelined and continued", "[hub]") {
    const DemoFolder data;
    const RunningHub hub(data.path());
    Connection kept(hub.port());
    for (int i = 0; i < 3; ++i) {
        kept.send(request("GET", "/healthz"));
        CHECK(kept.receive().status == 200);
    }
    kept.send(request("GET", "/healthz") + request("HEAD", "/healthz") +
              request("GET", "/nowhere"));
    CHECK(kept.receive().status == 200);
    CHECK(kept.receive(true).status == 200);
    CHECK(kept.receive().status == 404);
    kept.send(request("GET", "/healthz", {}, "Connection: close\r\n"));
    CHECK(kept.receive().status == 200);
    CHECK(kept.closed());

    Connection expecting(hub.port());
    expecting.send(
        "POST /v1/enroll HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\n"
        "Content-Type: application/vnd.xinfeng.enroll\r\nContent-Length: 3\r\n\r\n");
    CHECK(expecting.receive().status == 100);
    expecting.send("abc");
    CHECK(expecting.receive().error() == "malformed");
}

}  // namespace
}  // namespace xf::test
