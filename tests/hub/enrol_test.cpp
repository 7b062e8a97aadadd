// Becoming a device: with codes of the command and of the demo.
#include <csignal>

#include "shared/app/demo.hpp"
#include "shared/people/card.hpp"
#include "tests/hub/device.hpp"
#include "tests/support/require.hpp"

namespace xf::test {
namespace {

std::string code_of(const Finished& finished) {
    INFO(finished.err);
    REQUIRE(finished.exit_code == 0);
    REQUIRE(finished.out.ends_with('\n'));
    return finished.out.substr(0, finished.out.size() - 1);
}

std::vector<std::string> enroll_code(const std::string& data, const std::string& village,
                                     const std::string& role) {
    return {"enroll-code", "--data", data,     "--village", village,
            "--role",      role,     "--name", "一号柜台"};
}

TEST_CASE("enrol: a code works once, for the device that has it", "[hub]") {
    const DemoFolder data;
    const RunningHub hub(data.path());
    const std::string code = code_of(run_hub(enroll_code(data.path(), "hedu", "counter")));
    Device counter;
    counter.enrol(hub, code);
    CHECK(counter.certificate().shard.name == "荷渡村（示例）");
    CHECK(counter.certificate().town == "禾光镇（示例）");
    CHECK(counter.certificate().device.capabilities == store::capability::kCounter);
    CHECK(counter.certificate().device_name == "一号柜台");
    CHECK(counter.certificate().log_key.starts_with("xinfeng.example/heguang/hedu+"));
    REQUIRE(need(counter.sync(hub)).news);

    Device late;
    CHECK(late.ask_to_enrol(hub, need(sync::EnrolCode::parse(code))).error() == "bad_code");
}

TEST_CASE("enrol: wrong secrets burn a code, and nothing else works", "[hub]") {
    const DemoFolder data;
    const RunningHub hub(data.path());
    const auto good = need(sync::EnrolCode::parse(demo_code(hub, app::DeviceRole::kiosk)));
    Device device;
    for (int tries = 0; tries < 5; ++tries) {
        const sync::EnrolCode guess{good.id, "000000000000"};
        const Answer answer = device.ask_to_enrol(hub, guess);
        CHECK(answer.status == 403);
        CHECK(answer.error() == "bad_code");
    }
    CHECK(device.ask_to_enrol(hub, good).error() == "bad_code");
    CHECK(post(hub.port(), "/v1/enroll", sync::kEnrolContentType, "\x86").error() == "malformed");
    CHECK(post(hub.port(), "/v1/enroll", sync::kEnrolContentType, "").error() == "malformed");
}

TEST_CASE("enrol: the command works without a running hub, too", "[hub]") {
    const DemoFolder data;
    const std::string code = code_of(run_hub(enroll_code(data.path(), "杏湾村（示例）", "desk")));
    const RunningHub hub(data.path());
    Device desk;
    desk.enrol(hub, code);
    CHECK(desk.certificate().device.capabilities == store::capability::kDesk);

    const Finished nowhere = run_hub(enroll_code(data.path(), "nowhere", "desk"));
    CHECK(nowhere.exit_code == 1);
    CHECK(nowhere.err.find("not_found") != std::string::npos);
    CHECK(nowhere.err.find("xingwan, hedu, huailing, heguang") != std::string::npos);
    const Finished role = run_hub(enroll_code(data.path(), "hedu", "boss"));
    CHECK(role.err.find("role: kiosk, counter or desk") != std::string::npos);
}

TEST_CASE("demo: open secrets, on the machine itself only", "[hub]") {
    const DemoFolder data;
    const RunningHub hub(data.path());
    for (const char* host : {"127.0.0.1:8080", "localhost", "localhost:8080", "[::1]:8080"}) {
        const Answer answer =
            ask(hub.port(), "GET /v1/demo HTTP/1.1\r\nHost: " + std::string(host) + "\r\n\r\n");
        CHECK(answer.status == 200);
    }
    const std::vector<std::string> foreign{
        "Host: evil.example\r\n",
        "Host: 127.0.0.1.evil.example\r\n",
        "Host: 192.168.1.5:8080\r\n",
        "Host: localhost\r\nX-Forwarded-For: 203.0.113.9\r\n",
        "Host: localhost\r\nForwarded: for=203.0.113.9\r\n",
        "Host: localhost\r\nOrigin: http://evil.example\r\n",
        "Host: localhost\r\nOrigin: null\r\n",
    };
    for (const std::string request :
         {"GET /v1/demo HTTP/1.1\r\n", "GET /v1/demo.json HTTP/1.1\r\n"})
        for (const std::string& headers : foreign) {
            INFO(headers);
            const Answer answer = ask(hub.port(), request + headers + "\r\n");
            CHECK(answer.status == 403);
            CHECK(answer.error() == "loopback_only");
        }
    CHECK(get(hub.port(), "/v1/demo?village=nowhere").error() == "not_found");
    CHECK(get(hub.port(), "/v1/demo?x").error() == "not_found");

    for (const char* slug : {"xingwan", "hedu", "huailing"}) {
        const Answer answer = get(hub.port(), std::string("/v1/demo?village=") + slug);
        const app::Demo demo = need(app::decode_demo(as_bytes(answer.body)));
        CHECK(demo.households.size() == 24);
        CHECK(demo.staff.size() >= 5);
        for (const auto& household : demo.households) {
            CHECK(household.household.ends_with("家（示例）"));
            CHECK(people::Card::parse(household.card).ok());
        }
    }
    // The same for every demo of this town, so that printed cards stay good.
    const app::Demo first = need(app::decode_demo(as_bytes(get(hub.port(), "/v1/demo").body)));
    CHECK(first.households[0].card == "XF1:000RD8B8FGWC2E93NHF42GRTB0A4TFWN3F2G");
    CHECK(first.households[0].pin == "252751");
}

TEST_CASE("admin: over loopback only with the code", "[hub]") {
    const TempFolder data;
    const Finished made = run_hub({"init", "--data", data / "hub", "--town", kDemoTown, "--demo"});
    const std::string code = code_of(made);
    const RunningHub hub(data / "hub");
    const std::string body = R"({"village":"hedu","role":"kiosk","name":"一号"})";
    const auto asked = [&](const std::string& headers) {
        return ask(hub.port(), request("POST", "/v1/admin/enroll-code", body,
                                       "Content-Type: application/json\r\n" + headers));
    };
    CHECK(asked("").error() == "not_permitted");
    CHECK(asked("Authorization: Bearer 0000-0000-0000-0000\r\n").error() == "not_permitted");
    CHECK(asked("Authorization: Bearer \r\n").error() == "not_permitted");
    CHECK(asked("Authorization: Basic " + code + "\r\n").error() == "not_permitted");
    CHECK(asked("Authorization: Bearer " + code + "\r\nX-Forwarded-For: 1.2.3.4\r\n").error() ==
          "loopback_only");
    const Answer answer = asked("Authorization: Bearer " + code + "\r\n");
    CHECK(answer.status == 200);
    CHECK(answer.body.starts_with("{\"code\":\""));
}

}  // namespace
}  // namespace xf::test
