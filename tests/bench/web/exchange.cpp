#include "tests/bench/web/exchange.hpp"

#include <chrono>

#include "shared/base/limits.hpp"

namespace xf::bench {

namespace {

using Clock = std::chrono::steady_clock;
constexpr std::uint32_t kHouseholds = 500;

double ms_since(Clock::time_point start) {
    return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

std::string told(std::uint64_t events, std::size_t bytes, double client_ms) {
    return "{\"events\":" + std::to_string(events) + ",\"bytes\":" + std::to_string(bytes) +
           ",\"clientMs\":" + std::to_string(client_ms) + "}";
}

}  // namespace

Exchange::Exchange(std::string vfs)
    : vfs_(std::move(vfs)), village_(need(store::Database::open_in_memory()), kHouseholds, 1) {}

void Exchange::begin_counter() {
    store::Database db =
        need(store::Database::open("app.db", {.vfs = vfs_, .client = true, .verify = false}));
    counter_.emplace(village_, std::move(db));
}

void Exchange::catch_up() {
    while (counter_->sync(village_)) {
    }
}

std::string Exchange::push(std::uint32_t events) {
    if (!counter_) {
        begin_counter();
        catch_up();
    }
    std::size_t bytes = 0;
    double client_ms = 0;
    for (std::uint32_t done = 0; done < events;) {
        const auto redeeming = Clock::now();
        for (std::size_t i = 0; i < limits::kPushEvents && done < events; ++i, ++done)
            counter_->redeem({1 + next_++ % kHouseholds});
        const Bytes request = counter_->request();
        client_ms += ms_since(redeeming);
        const Bytes reply = Counter::answer(village_, request);
        const auto taking = Clock::now();
        counter_->take(reply);
        client_ms += ms_since(taking);
        bytes += request.size() + reply.size();
    }
    return told(events, bytes, client_ms);
}

std::string Exchange::pull(std::uint32_t events) {
    const std::uint64_t there = need(village_.shard->log().store().hub_seq());
    std::vector<sim::Draft> missing;
    for (std::uint64_t i = there; i < events; ++i)
        missing.push_back(sim::award({static_cast<std::uint32_t>(1 + i % kHouseholds)}, Points(1)));
    village_.append(missing);
    begin_counter();
    std::size_t bytes = 0;
    double client_ms = 0;
    for (bool more = true; more;) {
        const Bytes reply = Counter::answer(village_, counter_->request());
        bytes += reply.size();
        const auto taking = Clock::now();
        more = counter_->take(reply);
        client_ms += ms_since(taking);
    }
    return told(need(counter_->log->store().hub_seq()), bytes, client_ms);
}

}  // namespace xf::bench
