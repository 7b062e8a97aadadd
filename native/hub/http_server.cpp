#include "native/hub/http_server.hpp"

#include <poll.h>
#include <sys/eventfd.h>

#include <algorithm>

namespace xf::hub {
namespace {

using State = HttpConnection::State;

KeepAlive keep_alive_of(const HttpServerOptions& options) {
    return {options.patience.idle_ms / 1000, options.requests_per_connection};
}

}  // namespace

HttpServer::HttpServer(HttpRoutes& routes, const ports::Clock& clock,
                       const HttpServerOptions& options)
    : routes_(&routes),
      clock_(&clock),
      options_(options),
      table_(routes, options.bounds),
      wake_(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)),
      workers_(routes, keep_alive_of(options), options.threads, options.queued_requests),
      quick_workers_(routes, keep_alive_of(options), options.quick_threads,
                     options.queued_requests) {
    XF_ASSERT(wake_.open());
}

HttpServer::~HttpServer() = default;

void HttpServer::run(int stop_fd) {
    while (!finished_stopping()) {
        wait(stop_fd);
        take_done();
        expire();
    }
    table_.all().clear();
}

void HttpServer::wait(int stop_fd) {
    std::vector<pollfd> fds{{wake_.get(), POLLIN, 0}, {stop_at_ms_ ? -1 : stop_fd, POLLIN, 0}};
    for (const Listener& listener : listeners_) fds.push_back({listener.fd.get(), POLLIN, 0});
    std::vector<Id> ids;
    for (const auto& [id, connection] : table_.all()) {
        if (connection.state() == State::working) continue;
        const bool sending = connection.state() == State::sending;
        ids.push_back(id);
        fds.push_back({connection.fd(), static_cast<short>(sending ? POLLOUT : POLLIN), 0});
    }
    if (::poll(fds.data(), fds.size(), next_deadline_in_ms()) <= 0) return;

    const std::size_t first = 2 + listeners_.size();
    for (std::size_t i = 0; i < ids.size(); ++i)
        if (fds[first + i].revents != 0) on_ready(ids[i], fds[first + i].revents);
    for (std::size_t i = 0; i < listeners_.size(); ++i)
        if (fds[2 + i].revents != 0) accept_all(listeners_[i]);
    if (fds[1].revents != 0) begin_stop();
}

/// As poll() takes it: -1 for never.
int HttpServer::next_deadline_in_ms() const {
    std::uint64_t next = stop_at_ms_.value_or(UINT64_MAX);
    for (const auto& [id, connection] : table_.all())
        next = std::min(next, connection.deadline_ms(options_.patience));
    if (next == UINT64_MAX) return -1;
    const std::uint64_t now = clock_->monotonic_ms();
    return next <= now ? 0 : static_cast<int>(std::min<std::uint64_t>(next - now, 60'000));
}

void HttpServer::accept_all(const Listener& listener) {
    for (;;) {
        Accepted accepted = accept_from(listener);
        if (!accepted.fd.open()) return;
        table_.admit(std::move(accepted), clock_->monotonic_ms());
    }
}

void HttpServer::on_ready(Id id, short events) {
    HttpConnection* const connection = table_.find(id);
    if (connection == nullptr) return;  // it gave way to another one just now
    if ((events & (POLLERR | POLLNVAL)) != 0) return table_.erase(id);
    if (connection->state() == State::sending) return send(id, *connection);
    receive(id, *connection);
}

void HttpServer::receive(Id id, HttpConnection& connection) {
    if (connection.receive(clock_->monotonic_ms()) == HttpConnection::Io::ended) {
        // Half a request is an error, nothing is the end.
        if (connection.in_request()) return refuse(connection, ErrorCode::malformed);
        return table_.erase(id);
    }
    if (!table_.fit(id)) return refuse(connection, ErrorCode::busy);
    if (connection.in_request()) advance(id, connection);
}

void HttpServer::advance(Id id, HttpConnection& connection) {
    auto request = connection.take_request(*routes_, clock_->monotonic_ms());
    if (!request.ok()) return refuse(connection, request.error().code);
    if (request->has_value()) dispatch(id, connection, **std::move(request));
}

void HttpServer::dispatch(Id id, HttpConnection& connection, WholeRequest request) {
    WorkerPool& pool = request.waits ? workers_ : quick_workers_;
    const Peer peer = connection.peer();
    const bool last = connection.served() >= options_.requests_per_connection || stop_at_ms_;
    const bool taken = pool.submit(
        [this, id, peer, last, request = std::move(request)](HttpExchange& exchange) {
            RawReply reply = exchange.run(request.bytes, request.head_bytes, peer, last);
            {
                const std::lock_guard lock(done_mutex_);
                done_.push_back({id, std::move(reply)});
            }
            ::eventfd_write(wake_.get(), 1);
        },
        peer.local_socket);
    if (!taken) refuse(connection, ErrorCode::busy);
}

void HttpServer::refuse(HttpConnection& connection, ErrorCode code) {
    routes_->refused(code);
    connection.begin_reply(refusal(code), clock_->monotonic_ms());
}

void HttpServer::send(Id id, HttpConnection& connection) {
    const bool stopping = stop_at_ms_.has_value();
    if (connection.send(stopping, clock_->monotonic_ms()) == HttpConnection::Io::ended)
        return table_.erase(id);
    if (connection.in_request()) advance(id, connection);
}

void HttpServer::take_done() {
    eventfd_t unused = 0;
    ::eventfd_read(wake_.get(), &unused);
    std::vector<Done> done;
    {
        const std::lock_guard lock(done_mutex_);
        done.swap(done_);
    }
    for (Done& each : done) {
        HttpConnection* const connection = table_.find(each.id);
        if (connection == nullptr) continue;
        connection->begin_reply(std::move(each.reply), clock_->monotonic_ms());
        if (!table_.fit(each.id)) refuse(*connection, ErrorCode::busy);
        send(each.id, *connection);
    }
}

void HttpServer::expire() {
    const std::uint64_t now = clock_->monotonic_ms();
    for (auto it = table_.all().begin(); it != table_.all().end();) {
        HttpConnection& connection = it->second;
        const bool late = now >= connection.deadline_ms(options_.patience);
        const bool refused = late && connection.in_request();
        if (refused) refuse(connection, ErrorCode::busy);
        it = late && !refused ? table_.all().erase(it) : std::next(it);
    }
}

void HttpServer::begin_stop() {
    stop_at_ms_ = clock_->monotonic_ms() + options_.stop_ms;
    listeners_.clear();
    std::erase_if(table_.all(),
                  [](const auto& entry) { return entry.second.state() == State::receiving; });
}

bool HttpServer::finished_stopping() const {
    if (!stop_at_ms_) return false;
    const auto& all = table_.all();
    const bool under_way = std::any_of(all.begin(), all.end(), [](const auto& entry) {
        return entry.second.state() != State::draining;
    });
    return !under_way || clock_->monotonic_ms() >= *stop_at_ms_;
}

}  // namespace xf::hub
