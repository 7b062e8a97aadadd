// What the driver puts into a request.
#include "shared/app/sync_driver.hpp"

#include "shared/base/limits.hpp"
#include "tests/unit/sync/village.hpp"

namespace xf::app {
namespace {

using test::need;

/// Keeps what was sent, and never answers.
struct Outbox final : ports::Transport {
    ports::RequestId start(ports::HttpRequest request) override {
        sent.push_back(std::move(request));
        return static_cast<ports::RequestId>(sent.size());
    }
    void cancel(ports::RequestId) override {}
    std::optional<Answer> poll() override { return std::nullopt; }

    std::vector<ports::HttpRequest> sent;
};

/// The one request that a counter with so many wishes sends.
ports::HttpRequest request_with_wishes(std::size_t wishes) {
    sync::Village village;
    Outbox outbox;
    sync::ClientRecovery recovery(village.counter->session(), {});
    SyncDriver driver(village.counter->session(), recovery, outbox, village.counter->machine.clock);
    for (std::size_t i = 0; i < wishes; ++i) driver.wish({village.family.no, Points(1)});
    need(driver.step());
    REQUIRE(outbox.sent.size() == 1);
    return outbox.sent[0];
}

}  // namespace

TEST_CASE("sync driver: no more wishes go into a request than the hub reads") {
    for (const std::size_t wishes : {limits::kWishes - 1, limits::kWishes, limits::kWishes + 1}) {
        const ports::HttpRequest request = request_with_wishes(wishes);
        CHECK(request.max_reply_bytes == limits::kReplyBytes);
        const sync::Signed message = need(sync::split(request.body, limits::kRequestBytes));
        const sync::Request read = need(sync::decode_request(message.message));
        CHECK(read.shards.at(0).wishes.size() == std::min(wishes, limits::kWishes));
    }
}

TEST_CASE("sync driver: a hub that is being restored was met, though it takes no sync") {
    sync::Village village;
    const auto backup = village.world.hub.back_up();
    need(village.world.hub.append({sim::award(village.family.no, Points(5))}));
    village.sync_all();
    need(village.world.hub.restore(backup));
    sim::Client& counter = *village.counter;
    Outbox outbox;
    sync::ClientRecovery recovery(counter.session(), counter.identity().signed_certificate);
    SyncDriver driver(counter.session(), recovery, outbox, counter.machine.clock);
    const auto exchange = [&](bool signed_by_hub) {
        need(driver.step());
        ports::HttpReply reply = village.world.hub.answer(outbox.sent.back());
        if (!signed_by_hub && reply.status == 200) reply.body[0] ^= 1;
        const auto id = static_cast<ports::RequestId>(outbox.sent.size());
        CHECK(need(driver.on_answer({id, reply})));
        CHECK_FALSE(driver.online());
        CHECK(driver.recovering());
    };
    exchange(true);
    CHECK(outbox.sent.back().path == "/v1/sync");
    CHECK_FALSE(driver.in_contact());  // anybody could say so
    exchange(false);
    CHECK(outbox.sent.back().path == "/v1/recover");
    CHECK_FALSE(driver.in_contact());
    counter.machine.clock.advance_ms(kLongestRetryMs);
    exchange(true);
    CHECK(driver.in_contact());
}

}  // namespace xf::app
