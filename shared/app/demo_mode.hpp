// Whether this device runs in the demo, which only the hub can say: a page on the hub's own machine
// may as well be a real village's. What it said last is kept, so that the demo starts offline, too.
#pragma once

#include "shared/app/demo.hpp"
#include "shared/ports/clock.hpp"
#include "shared/ports/transport.hpp"
#include "shared/store/sqlite.hpp"

namespace xf::app {

class DemoMode {
public:
    static const std::string_view kSchema;

    /// `device`: what it would be in a demo; none on machines that are not the hub's own.
    static Result<DemoMode> load(store::Database& db, std::optional<DemoDevice> device,
                                 ports::Transport& transport, const ports::Clock& clock);

    /// The cards and PINs of the demo; none outside it.
    const std::optional<Demo>& secrets() const { return secrets_; }
    bool on() const { return secrets_.has_value(); }
    /// Nobody has said yet.
    bool open() const { return device_.has_value() && !asked_ && !on(); }
    const DemoDevice& device() const { return *device_; }  ///< REQUIRES: on()

    /// Asks the hub, until it has answered once.
    void step();
    /// True if the answer was for this.
    Result<bool> on_answer(const ports::Transport::Answer& answer);
    std::optional<std::uint64_t> next_ms() const;

private:
    DemoMode(store::Database& db, std::optional<DemoDevice> device, ports::Transport& transport,
             const ports::Clock& clock)
        : db_(&db), device_(std::move(device)), transport_(&transport), clock_(&clock) {}

    store::Database* db_;
    std::optional<DemoDevice> device_;
    ports::Transport* transport_;
    const ports::Clock* clock_;
    std::optional<Demo> secrets_;
    std::optional<ports::RequestId> request_;
    std::uint64_t next_ms_ = 0;
    bool asked_ = false;  ///< the hub has answered since the start
};

}  // namespace xf::app
