// The hub's connections. One thread does all waiting: it gathers whole requests, hands them to a pool
// of workers and sends their replies, so that slow, idle and hostile peers cost memory within bounds
// but never a thread. More is refused with `busy`, at once and with a reply.
#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <vector>

#include "native/hub/sockets.hpp"
#include "native/hub/worker_pool.hpp"
#include "shared/ports/clock.hpp"

namespace xf::hub {

struct HttpServerOptions {
    std::size_t threads = 8;
    std::size_t queued_requests = 256;
    std::size_t connections = 512;
    std::size_t buffered_bytes = 64u << 20;  ///< of all connections together
    std::uint32_t requests_per_connection = 1000;
    std::uint64_t request_ms = 30'000;  ///< for all bytes of a request to arrive
    std::uint64_t idle_ms = 30'000;     ///< between two requests
    std::uint64_t send_ms = 30'000;     ///< without any progress in sending
    std::uint64_t stop_ms = 1'500;      ///< for requests under way when the server stops
};

class HttpServer {
public:
    HttpServer(HttpRoutes& routes, const ports::Clock& clock, HttpServerOptions options);
    ~HttpServer();

    void add(Listener listener) { listeners_.push_back(std::move(listener)); }

    /// Serves until `stop_fd` is readable, then finishes what is under way.
    void run(int stop_fd);

private:
    using Id = std::uint64_t;

    struct Connection {
        enum class State : std::uint8_t { receiving, working, sending, draining };

        native::FileDescriptor fd;
        Peer peer;
        State state = State::receiving;
        std::string in;
        std::size_t head_bytes = 0;   ///< of the request at the start of `in`; 0: not known yet
        std::size_t total_bytes = 0;  ///< of it, with its body
        std::string out;
        std::size_t sent = 0;
        bool close = false;
        std::uint32_t served = 0;
        std::uint64_t deadline_ms = 0;
        std::size_t drained = 0;
    };

    void wait(int stop_fd);
    int next_deadline_in_ms() const;
    void accept_all(const Listener& listener);
    bool close_an_idle_one();
    void on_ready(Id id, short events);
    void receive(Id id, Connection& connection);
    void advance(Id id, Connection& connection);
    bool find_frame(Connection& connection);
    void dispatch(Id id, Connection& connection);
    void refuse(Connection& connection, ErrorCode code);
    void start_sending(Connection& connection, RawReply reply);
    void send_more(Id id, Connection& connection);
    void sent_all(Id id, Connection& connection);
    void drain(Connection& connection);
    void take_done();
    void expire();
    void begin_stop();
    bool finished_stopping() const;
    std::size_t buffered() const;

    HttpRoutes* routes_;
    const ports::Clock* clock_;
    HttpServerOptions options_;
    std::vector<Listener> listeners_;
    std::map<Id, Connection> connections_;
    Id last_id_ = 0;
    std::optional<std::uint64_t> stop_at_ms_;

    struct Done {
        Id id;
        RawReply reply;
    };
    std::mutex done_mutex_;
    std::vector<Done> done_;
    native::FileDescriptor wake_;
    WorkerPool workers_;  ///< last: its jobs use everything above
};

}  // namespace xf::hub
