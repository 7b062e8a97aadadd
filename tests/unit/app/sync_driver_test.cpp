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

}  // namespace xf::app
