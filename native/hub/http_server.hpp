// The hub's HTTP server. One thread does all waiting: it gathers whole requests, hands them to pools
// of workers and sends their replies, so that slow, idle and hostile peers cost memory within bounds
// but never a thread. More is refused with `busy`, at once and with a reply.
#pragma once

#include <cstdint>
#include <mutex>
#include <vector>

#include "native/hub/http_table.hpp"
#include "native/hub/worker_pool.hpp"
#include "shared/ports/clock.hpp"

namespace xf::hub {

struct HttpServerOptions {
    std::size_t threads = 8;        ///< for what has to wait for a village
    std::size_t quick_threads = 2;  ///< for all else, which so never waits for one
    std::size_t queued_requests = 256;
    std::uint32_t requests_per_connection = 1000;
    std::uint64_t stop_ms = 1'500;  ///< for requests under way when the server stops
    HttpPatience patience;
    HttpBounds bounds;
};

class HttpServer {
public:
    HttpServer(HttpRoutes& routes, const ports::Clock& clock, const HttpServerOptions& options);
    ~HttpServer();

    void add(Listener listener) { listeners_.push_back(std::move(listener)); }

    /// Serves until `stop_fd` is readable, then finishes what is under way.
    void run(int stop_fd);

private:
    using Id = HttpTable::Id;

    void wait(int stop_fd);
    int next_deadline_in_ms() const;
    void accept_all(const Listener& listener);
    void on_ready(Id id, short events);
    void receive(Id id, HttpConnection& connection);
    void advance(Id id, HttpConnection& connection);
    void dispatch(Id id, HttpConnection& connection, WholeRequest request);
    void refuse(HttpConnection& connection, ErrorCode code);
    void send(Id id, HttpConnection& connection);
    void take_done();
    void expire();
    void begin_stop();
    bool finished_stopping() const;

    HttpRoutes* routes_;
    const ports::Clock* clock_;
    HttpServerOptions options_;
    std::vector<Listener> listeners_;
    HttpTable table_;
    std::optional<std::uint64_t> stop_at_ms_;

    struct Done {
        Id id;
        RawReply reply;
    };
    std::mutex done_mutex_;
    std::vector<Done> done_;
    native::FileDescriptor wake_;
    WorkerPool workers_;  ///< last, both: their jobs use everything above
    WorkerPool quick_workers_;
};

}  // namespace xf::hub
