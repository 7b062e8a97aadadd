// Becoming an enrolled device: with a code that somebody types, or, on the demo's own machine, with
// one that it fetches itself.
#pragma once

#include "shared/app/demo.hpp"
#include "shared/app/device_identity.hpp"
#include "shared/ports/clock.hpp"
#include "shared/ports/transport.hpp"
#include "shared/sync/wire.hpp"

namespace xf::app {

class Enroller {
public:
    Enroller(const DeviceIdentity& identity, ports::Transport& transport, const ports::Clock& clock,
             ports::Random& random)
        : identity_(&identity), transport_(&transport), clock_(&clock), random_(&random) {}

    /// Fetches a code for such a device and uses it, again and again until it succeeds.
    void enrol_in_demo(DemoDevice device) { demo_ = std::move(device); }
    bool in_demo() const { return demo_.has_value(); }

    /// Errors: bad_code when it can't be one.
    Status enrol(std::string_view code);

    void step();
    bool busy() const { return request_.has_value(); }

    /// True if the answer was this one's.
    bool on_answer(const ports::Transport::Answer& answer);

    /// The enrolment, once.
    std::optional<sync::Enrolled> take_enrolled() { return std::exchange(enrolled_, std::nullopt); }
    /// What went wrong last, once.
    std::optional<ErrorCode> take_error() { return std::exchange(error_, std::nullopt); }

private:
    void use(const sync::EnrolCode& code);
    void on_code(const ports::HttpReply& reply);
    void on_enrolled(const ports::HttpReply& reply);
    void failed(ErrorCode code);

    const DeviceIdentity* identity_;
    ports::Transport* transport_;
    const ports::Clock* clock_;
    ports::Random* random_;
    std::optional<DemoDevice> demo_;
    std::optional<sync::EnrolCode> code_;  ///< in use
    sync::Nonce nonce_{};
    std::optional<ports::RequestId> request_;
    std::optional<sync::Enrolled> enrolled_;
    std::optional<ErrorCode> error_;
    std::uint64_t next_ms_ = 0;
};

}  // namespace xf::app
