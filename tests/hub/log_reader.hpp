// A client's copy of a village's public log, over a running hub.
#pragma once

#include <deque>

#include "native/platform/os_clock.hpp"
#include "shared/disclosure/log_return.hpp"
#include "shared/disclosure/replica.hpp"
#include "tests/hub/running_hub.hpp"

namespace xf::test {

/// HTTP to a hub of the test's, answered before start() returns.
class DirectTransport final : public ports::Transport {
public:
    void connect(const RunningHub& hub) { port_ = hub.port(); }

    ports::RequestId start(ports::HttpRequest request) override;
    void cancel(ports::RequestId id) override;
    std::optional<Answer> poll() override;

private:
    std::uint16_t port_ = 0;
    ports::RequestId last_ = 0;
    std::deque<Answer> answers_;
};

class LogReader {
public:
    LogReader(ShardNo shard, std::string address, std::string_view key);

    /// One look at the log, to its end.
    void look(const RunningHub& hub);
    /// Hands the hub what it lacks.
    void give_back(const RunningHub& hub);

    const disclosure::LogState& state() const { return replica_->state(); }
    const Bytes& checkpoint() const { return replica_->checkpoint_note(); }
    bool knows_more() const { return replica_->hub_behind().has_value(); }

private:
    native::OsClock clock_;
    DirectTransport transport_;
    store::Database db_;
    std::optional<disclosure::Replica> replica_;
    std::optional<disclosure::LogReturn> return_;
};

}  // namespace xf::test
