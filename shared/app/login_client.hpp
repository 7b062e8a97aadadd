// A household's own browser and the hub, outside of a sync: which villages there are, login, logout.
#pragma once

#include <utility>

#include "shared/app/device_identity.hpp"
#include "shared/ports/clock.hpp"
#include "shared/ports/transport.hpp"
#include "shared/sync/login.hpp"

namespace xf::app {

class LoginClient {
public:
    LoginClient(ports::Transport& transport, const ports::Clock& clock)
        : transport_(&transport), clock_(&clock) {}

    /// Asks which villages there are, again and again until the hub has said so.
    void step();
    /// Asks at once.
    void ask_again() { next_ms_ = 0; }
    const std::optional<sync::Villages>& villages() const { return villages_; }
    /// The last question found nobody.
    bool unreachable() const { return unreachable_; }
    std::optional<std::uint64_t> next_ms() const;

    /// One login is under way at a time; a newer one takes its place.
    void log_in(const sync::Login& login, const SigningKey& browser);
    /// Tells the hub, if it can be reached; nobody waits for it.
    void log_out(const sync::Logout& logout, const SigningKey& browser);

    /// True if the answer was this one's.
    bool on_answer(const ports::Transport::Answer& answer);

    struct Refusal {
        ErrorCode code;
        std::uint32_t retry_after_s = 0;
    };
    /// What came of the login, once.
    std::optional<sync::Enrolled> take_certificate() {
        return std::exchange(certificate_, std::nullopt);
    }
    std::optional<Refusal> take_refusal() { return std::exchange(refusal_, std::nullopt); }

private:
    ports::RequestId post(std::string_view path, Bytes body);
    void on_villages(const ports::HttpReply& reply);
    void on_login(const ports::HttpReply& reply);

    ports::Transport* transport_;
    const ports::Clock* clock_;
    std::optional<sync::Villages> villages_;
    std::optional<ports::RequestId> asking_, logging_in_, logging_out_;
    std::optional<sync::Login> login_;
    std::optional<sync::Enrolled> certificate_;
    std::optional<Refusal> refusal_;
    std::uint64_t next_ms_ = 0;
    bool unreachable_ = false;
};

}  // namespace xf::app
