// The simulated network keeps the contract in fair weather, and does what its weather says otherwise.
#include "tests/support/sim_transport.hpp"

#include <algorithm>

#include "tests/contract/transport_contract.hpp"
#include "tests/support/require.hpp"

namespace xf::test {
namespace {

ports::HttpReply serve(const ports::HttpRequest& request) {
    if (request.path == "/echo") return {200, request.content_type, request.body};
    if (request.path == "/long")
        return {200, "application/octet-stream", Bytes(contract::kLongBytes, 7)};
    if (request.path == "/never") return {};
    return {404, "", {}};
}

/// A server that remembers what reached it.
struct Stage {
    explicit Stage(Weather weather = {}) { transport.weather = weather; }

    void post(std::uint8_t number) { transport.start(contract::detail::echo({number})); }
    /// Everything that is answered within that time, by status.
    std::vector<int> answers(std::uint64_t ms) {
        network.advance_ms(ms);
        std::vector<int> out;
        while (const auto answer = transport.poll()) out.push_back(answer->reply.status);
        return out;
    }

    std::vector<std::uint8_t> reached;
    SimNetwork network{1, [this](const ports::HttpRequest& request) {
                           reached.push_back(request.body.at(0));
                           return serve(request);
                       }};
    SimTransport transport{network};
};

}  // namespace

TEST_CASE("transport: the simulated network keeps the contract") {
    SimNetwork network(1, [](const ports::HttpRequest& request) { return serve(request); });
    SimTransport transport(network);
    need(contract::transport_contract({transport, [&] { network.advance_ms(10); }}));
}

TEST_CASE("transport: lost messages end in a timeout; with a lost reply, the server has served") {
    Stage lost({.lose_request = 100});
    lost.post(1);
    CHECK(lost.answers(19'999).empty());
    CHECK(lost.answers(1) == std::vector{0});
    CHECK(lost.reached.empty());
    CHECK(lost.network.fired(NetworkFault::request_lost) == 1);

    Stage unanswered({.lose_reply = 100});
    unanswered.post(1);
    CHECK(unanswered.answers(30'000) == std::vector{0});
    CHECK(unanswered.reached.size() == 1);
    CHECK(unanswered.network.fired(NetworkFault::reply_lost) == 1);
}

TEST_CASE("transport: links are cut one way or both, and nothing else passes for it") {
    Stage up({.cut_up = true});
    up.post(1);
    CHECK(up.answers(30'000) == std::vector{0});
    CHECK(up.reached.empty());
    CHECK(up.network.fired(NetworkFault::cut_up) == 1);

    Stage down({.cut_down = true});
    down.post(1);
    CHECK(down.answers(30'000) == std::vector{0});
    CHECK(down.reached.size() == 1);
    CHECK(down.network.fired(NetworkFault::cut_down) == 1);

    Stage both({.cut_up = true, .cut_down = true});
    both.post(1);
    CHECK(both.answers(30'000) == std::vector{0});
    CHECK(both.network.fired(NetworkFault::cut_both_ways) == 1);
    both.transport.weather = {};
    both.post(2);
    CHECK(both.answers(1000) == std::vector{200});
}

TEST_CASE("transport: a repeated request reaches the server twice and is answered once") {
    Stage stage({.repeat = 100});
    stage.post(1);
    CHECK(stage.answers(30'000) == std::vector{200});
    CHECK(stage.reached == std::vector<std::uint8_t>{1, 1});
    CHECK(stage.network.fired(NetworkFault::repeated) == 1);
}

TEST_CASE("transport: delays reorder, and a late answer is nobody's") {
    Stage stage({.delay = 100, .longest_delay_ms = 120'000});
    for (std::uint8_t i = 0; i < 40; ++i) stage.post(i);
    const std::vector<int> answers = stage.answers(400'000);
    CHECK(answers.size() == 40);
    CHECK(std::count(answers.begin(), answers.end(), 0) > 10);
    CHECK(stage.reached.size() == 40);
    CHECK_FALSE(std::is_sorted(stage.reached.begin(), stage.reached.end()));
    CHECK(stage.network.fired(NetworkFault::reordered) > 0);
    CHECK(stage.network.fired(NetworkFault::delayed) > 40);
}

TEST_CASE("transport: a program that ended gets none of its answers") {
    Stage stage;
    stage.post(1);
    stage.transport.forget_all();
    stage.post(2);
    CHECK(stage.answers(30'000) == std::vector{200});
    CHECK(stage.reached.size() == 2);
}

}  // namespace xf::test
