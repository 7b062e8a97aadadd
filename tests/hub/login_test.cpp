// Login of a household's browser at the running program: over its sockets, and over a restart.
#include "shared/sync/login.hpp"

#include <algorithm>
#include <csignal>
#include <thread>

#include "native/hub/login_routes.hpp"
#include "shared/base/limits.hpp"
#include "shared/people/card.hpp"
#include "tests/hub/running_hub.hpp"
#include "tests/support/require.hpp"

namespace xf::test {
namespace {

struct Browser {
    SigningKey key = *SigningKey::from_seed(Bytes(32, 3));
    Uuid uuid{{7}};

    sync::Login login(ShardNo shard, std::uint32_t card, const std::string& pin) const {
        sync::Login out;
        out.shard = shard;
        out.browser = uuid;
        out.key = key.public_key();
        out.card = card;
        out.pin = pin;
        return out;
    }
    Answer send(const RunningHub& hub, const sync::Login& login) const {
        return post(hub.port(), "/v1/login", sync::kLoginContentType, as_text(encode(login, key)));
    }
};

/// The first of the demo's cards.
struct DemoCard {
    people::Card card;
    std::string pin;
};

DemoCard first_card(const RunningHub& hub) {
    const Answer answer = get(hub.port(), "/v1/demo.json");
    const auto field = [&](std::string_view name) {
        const std::string before = "\"" + std::string(name) + "\": \"";
        const std::size_t at = answer.body.find(before) + before.size();
        return answer.body.substr(at, answer.body.find('"', at) - at);
    };
    return {need(people::Card::parse(field("card"))), field("pin")};
}

}  // namespace

TEST_CASE("login: which villages there are, for everybody", "[hub]") {
    const DemoFolder data;
    const RunningHub hub(data.path());
    const Answer answer = get(hub.port(), "/v1/villages");
    REQUIRE(answer.status == 200);
    const sync::Villages villages = need(sync::decode_villages(as_bytes(answer.body)));
    CHECK(villages.town == "禾光镇（示例）");
    REQUIRE(villages.villages.size() == 4);
    CHECK(villages.villages[1].shard.name == "荷渡村（示例）");
    CHECK(villages.villages[1].log_key.starts_with("xinfeng.example/heguang/hedu+"));
}

TEST_CASE("login: a typed number and its PIN; guesses wait, and go on waiting after a restart",
          "[hub]") {
    const DemoFolder data;
    Browser browser;
    DemoCard card;
    {
        RunningHub hub(data.path());
        card = first_card(hub);
        const sync::Login right = browser.login(ShardNo{1}, card.card.number, card.pin);
        const Answer answer = browser.send(hub, right);
        REQUIRE(answer.status == 200);
        const auto enrolled = need(sync::decode_login_reply(as_bytes(answer.body), right));
        CHECK(enrolled.certificate.visitor());
        CHECK(enrolled.certificate.shard.no == ShardNo{1});

        const sync::Login wrong = browser.login(ShardNo{1}, card.card.number, "000000");
        for (int i = 0; i < limits::kPinTries; ++i)
            CHECK(browser.send(hub, wrong).error() == "wrong_login");
        CHECK(browser.send(hub, browser.login(ShardNo{1}, 4'000'000, "000000")).error() ==
              "wrong_login");
        CHECK(browser.send(hub, browser.login(ShardNo{9}, card.card.number, card.pin)).error() ==
              "foreign_scope");
        CHECK(hub.stop(SIGTERM).exit_code == 0);
    }
    const RunningHub hub(data.path());
    const Answer locked = browser.send(hub, browser.login(ShardNo{1}, card.card.number, card.pin));
    CHECK(locked.status == 429);
    CHECK(locked.error() == "locked_out");
    CHECK(locked.headers.contains("retry-after"));
    CHECK(locked.body.find("\"retry_after_s\":") != std::string::npos);
    // No number and no PIN is said where it is kept.
    CHECK(hub.said().find(std::to_string(card.card.number)) == std::string::npos);
    CHECK(hub.said().find(card.pin) == std::string::npos);
}

TEST_CASE("login: bodies that are none", "[hub]") {
    const DemoFolder data;
    const RunningHub hub(data.path());
    const auto send = [&](std::string_view type, std::string_view body) {
        return post(hub.port(), "/v1/login", type, body).error();
    };
    CHECK(send("application/json", "{}") == "bad_content_type");
    CHECK(send(sync::kLoginContentType, "") == "malformed");
    CHECK(send(sync::kLoginContentType, std::string(limits::kLoginBytes, 'x')) == "malformed");
    CHECK(send(sync::kLoginContentType, std::string(limits::kLoginBytes + 1, 'x')) == "too_large");
    CHECK(post(hub.port(), "/v1/logout", sync::kLoginContentType, "x").error() == "malformed");
    CHECK(get(hub.port(), "/v1/login").status == 405);
}

TEST_CASE("login: a crowd is told to wait, and the rest of the hub goes on", "[hub]") {
    const DemoFolder data;
    const RunningHub hub(data.path());
    constexpr std::size_t kCrowd = 12;
    std::vector<std::string> told(kCrowd);
    std::vector<std::thread> crowd;
    for (std::size_t i = 0; i < kCrowd; ++i)
        crowd.emplace_back([&, i] {
            const auto number = static_cast<std::uint32_t>(4'000'000 + i);
            told[i] = Browser().send(hub, Browser().login(ShardNo{1}, number, "000000")).error();
        });
    CHECK(get(hub.port(), "/healthz").status == 200);
    for (std::thread& one : crowd) one.join();
    for (const std::string& one : told) CHECK((one == "wrong_login" || one == "busy"));
    CHECK(std::count(told.begin(), told.end(), "wrong_login") > 0);
}

TEST_CASE("login: whose address counts", "[hub]") {
    hub::HttpRequest request;
    request.peer.source = 77;
    request.headers = {{"X-Forwarded-For", "203.0.113.9"}};
    CHECK(hub::login_source(request) == 77);  // anybody may write that
    request.peer.loopback = true;             // but a proxy of ours
    CHECK(hub::login_source(request) == 0xCB007109);
    request.headers = {{"X-Forwarded-For", "198.51.100.1, 203.0.113.9"}};
    CHECK(hub::login_source(request) == 0xCB007109);
    request.headers = {{"X-Forwarded-For", "2001:db8:1:2:3:4:5:6"}};
    CHECK(hub::login_source(request) == 0x20010db800010002);
    request.headers = {{"X-Forwarded-For", "somebody"}};
    CHECK(hub::login_source(request) == 77);
}

}  // namespace xf::test
