// One connection of the hub's HTTP server: what came in, what goes out, and until when it has to
// move. Never waits; who has to go when there is no room for all is http_table.hpp's business.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "native/hub/http_exchange.hpp"
#include "native/hub/sockets.hpp"

namespace xf::hub {

/// What a peer has to keep to. A request, and a reply, may take the grace, and a second more for
/// every `kFloorBytesPerSecond` that went through: no line of a village is as slow as that.
struct HttpPatience {
    std::uint64_t grace_ms = 10'000;
    std::uint64_t idle_ms = 30'000;  ///< between two requests, and before the first
};
inline constexpr std::uint64_t kFloorBytesPerSecond = 1024;

/// One request as it came in, still to be interpreted.
struct WholeRequest {
    std::string bytes;
    std::size_t head_bytes = 0;
    bool waits = false;  ///< RequestTerms
};

class HttpConnection {
public:
    enum class State : std::uint8_t {
        receiving,  ///< a request, or nothing yet
        working,    ///< on a request; nothing is read or sent
        sending,
        draining,  ///< closed by us; the other side gets a moment to read why
    };
    enum class Io : std::uint8_t { open, ended };

    /// `held_sum`: of all connections' bytes in memory; kept up to date by each.
    HttpConnection(Accepted accepted, std::uint64_t now_ms, std::size_t& held_sum);
    ~HttpConnection();
    HttpConnection(const HttpConnection&) = delete;
    HttpConnection& operator=(const HttpConnection&) = delete;

    int fd() const { return fd_.get(); }
    const Peer& peer() const { return peer_; }
    State state() const { return state_; }
    /// When it began to be in that state; of a request, when its first byte came.
    std::uint64_t since_ms() const { return since_ms_; }
    std::uint64_t deadline_ms(const HttpPatience& patience) const;
    std::size_t held_bytes() const { return held_; }
    std::uint32_t served() const { return served_; }
    /// Some of a request is here, not all.
    bool in_request() const { return state_ == State::receiving && !in_.empty(); }
    /// Nothing is lost to the other side when it is closed now.
    bool resting() const { return state_ == State::draining || (served_ > 0 && !busy()); }

    /// Reads what is there; ended: the other side sends no more.
    Io receive(std::uint64_t now_ms);
    /// A request, once it is whole; the connection is `working` from then on. Errors: those with
    /// which it is to be refused.
    Result<std::optional<WholeRequest>> take_request(const HttpRoutes& routes,
                                                     std::uint64_t now_ms);

    void begin_reply(RawReply reply, std::uint64_t now_ms);
    /// Sends what can be sent. Afterwards it receives, or, if `last` or the reply says so, drains.
    Io send(bool last, std::uint64_t now_ms);
    /// Once, without waiting, to someone who is not going to be served.
    void say(const RawReply& reply) const;

private:
    bool busy() const { return state_ != State::receiving || !in_.empty(); }
    /// Bytes of the reply that have reached the other side; the rest may be with the system.
    std::size_t taken_bytes() const;
    Status find_frame(const HttpRoutes& routes);
    void answer_expectation(std::string_view line);
    void enter(State state, std::uint64_t now_ms);
    void count_held();

    native::FileDescriptor fd_;
    Peer peer_;
    State state_ = State::receiving;
    std::uint64_t since_ms_;
    std::uint32_t served_ = 0;

    std::string in_;
    std::size_t head_bytes_ = 0;   ///< of the request at the start of `in_`
    std::size_t total_bytes_ = 0;  ///< of it, with its body; 0: not known yet
    bool waits_ = false;
    std::size_t working_bytes_ = 0;  ///< of the request that is being worked on
    std::size_t drained_ = 0;

    RawReply out_;
    std::size_t sent_ = 0;

    std::size_t* held_sum_;
    std::size_t held_ = 0;
};

}  // namespace xf::hub
