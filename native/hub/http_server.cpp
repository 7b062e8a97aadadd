#include "native/hub/http_server.hpp"

#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>

#include <algorithm>
#include <cerrno>

#include "native/hub/http_framing.hpp"

namespace xf::hub {
namespace {

constexpr std::size_t kReceiveBytes = 65'536;
/// What is still taken from a peer that was refused, so that it gets to read why.
constexpr std::size_t kDrainBytes = 4u << 20;
constexpr std::uint64_t kDrainMs = 1'000;

bool would_block() { return errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR; }

}  // namespace

HttpServer::HttpServer(HttpRoutes& routes, const ports::Clock& clock, HttpServerOptions options)
    : routes_(&routes),
      clock_(&clock),
      options_(options),
      wake_(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)),
      workers_(routes, {options.idle_ms / 1000, options.requests_per_connection}, options.threads,
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
    connections_.clear();
}

void HttpServer::wait(int stop_fd) {
    std::vector<pollfd> fds{{wake_.get(), POLLIN, 0}, {stop_at_ms_ ? -1 : stop_fd, POLLIN, 0}};
    for (const Listener& listener : listeners_) fds.push_back({listener.fd.get(), POLLIN, 0});
    std::vector<Id> ids;
    for (const auto& [id, connection] : connections_) {
        if (connection.state == Connection::State::working) continue;
        const bool sending = connection.state == Connection::State::sending;
        ids.push_back(id);
        fds.push_back({connection.fd.get(), static_cast<short>(sending ? POLLOUT : POLLIN), 0});
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
    for (const auto& [id, connection] : connections_)
        if (connection.state != Connection::State::working)
            next = std::min(next, connection.deadline_ms);
    if (next == UINT64_MAX) return -1;
    const std::uint64_t now = clock_->monotonic_ms();
    return next <= now ? 0 : static_cast<int>(std::min<std::uint64_t>(next - now, 60'000));
}

void HttpServer::accept_all(const Listener& listener) {
    for (;;) {
        Accepted accepted = accept_from(listener);
        if (!accepted.fd.open()) return;
        if (connections_.size() >= options_.connections && !close_an_idle_one()) {
            const RawReply reply = refusal(ErrorCode::busy);
            // One packet; whoever can't take it learns nothing.
            static_cast<void>(::send(accepted.fd.get(), reply.bytes.data(), reply.bytes.size(),
                                     MSG_NOSIGNAL | MSG_DONTWAIT));
            continue;
        }
        Connection connection;
        connection.fd = std::move(accepted.fd);
        connection.peer = accepted.peer;
        connection.deadline_ms = clock_->monotonic_ms() + options_.idle_ms;
        connections_.emplace(++last_id_, std::move(connection));
    }
}

/// Makes room: of those between two requests, the one that has been so for longest.
bool HttpServer::close_an_idle_one() {
    auto idlest = connections_.end();
    for (auto it = connections_.begin(); it != connections_.end(); ++it) {
        const Connection& connection = it->second;
        if (connection.state != Connection::State::receiving || !connection.in.empty()) continue;
        if (idlest == connections_.end() || connection.deadline_ms < idlest->second.deadline_ms)
            idlest = it;
    }
    if (idlest == connections_.end()) return false;
    connections_.erase(idlest);
    return true;
}

void HttpServer::on_ready(Id id, short events) {
    Connection& connection = connections_.at(id);
    if ((events & (POLLERR | POLLNVAL)) != 0) {
        connections_.erase(id);
        return;
    }
    switch (connection.state) {
        case Connection::State::receiving:
            return receive(id, connection);
        case Connection::State::sending:
            return send_more(id, connection);
        case Connection::State::draining:
            return drain(connection);
        case Connection::State::working:
            return;
    }
}

void HttpServer::receive(Id id, Connection& connection) {
    char buffer[kReceiveBytes];
    const ssize_t count = ::recv(connection.fd.get(), buffer, sizeof buffer, 0);
    if (count < 0 && would_block()) return;
    if (count <= 0) {
        // The other side will send no more: half a request is an error, nothing is the end.
        if (count == 0 && !connection.in.empty()) return refuse(connection, ErrorCode::malformed);
        connections_.erase(id);
        return;
    }
    if (connection.in.empty())
        connection.deadline_ms = clock_->monotonic_ms() + options_.request_ms;
    if (buffered() + static_cast<std::size_t>(count) > options_.buffered_bytes)
        return refuse(connection, ErrorCode::busy);
    connection.in.append(buffer, static_cast<std::size_t>(count));
    advance(id, connection);
}

void HttpServer::advance(Id id, Connection& connection) {
    if (connection.total_bytes == 0 && !find_frame(connection)) return;
    if (connection.in.size() >= connection.total_bytes) dispatch(id, connection);
}

/// True once the frame is known. Refuses what can't be served.
bool HttpServer::find_frame(Connection& connection) {
    const auto framed = frame_of(connection.in);
    if (!framed.ok()) return refuse(connection, framed.error().code), false;
    if (!framed->has_value()) return false;
    const HttpFrame& frame = **framed;
    if (frame.body_bytes > routes_->body_limit(frame.method, frame.target, connection.peer))
        return refuse(connection, ErrorCode::too_large), false;
    connection.head_bytes = frame.head_bytes;
    connection.total_bytes = frame.head_bytes + static_cast<std::size_t>(frame.body_bytes);
    if (!frame.expect.empty()) {
        // Answered here; the parser behind must not answer it again.
        const auto at = static_cast<std::size_t>(frame.expect.data() - connection.in.data());
        const std::size_t size = frame.expect.size();
        constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";
        if (connection.in.size() < connection.total_bytes)
            static_cast<void>(::send(connection.fd.get(), kContinue.data(), kContinue.size(),
                                     MSG_NOSIGNAL | MSG_DONTWAIT));
        connection.in.erase(at, size);
        connection.head_bytes -= size;
        connection.total_bytes -= size;
    }
    return true;
}

void HttpServer::dispatch(Id id, Connection& connection) {
    std::string request = connection.in.substr(0, connection.total_bytes);
    connection.in.erase(0, connection.total_bytes);
    const std::size_t head_bytes = std::exchange(connection.head_bytes, 0);
    connection.total_bytes = 0;
    const bool last = ++connection.served >= options_.requests_per_connection || stop_at_ms_;
    const bool taken = workers_.submit([this, id, head_bytes, last, peer = connection.peer,
                                        bytes = std::move(request)](HttpExchange& exchange) {
        RawReply reply = exchange.run(bytes, head_bytes, peer, last);
        {
            const std::lock_guard lock(done_mutex_);
            done_.push_back({id, std::move(reply)});
        }
        ::eventfd_write(wake_.get(), 1);
    });
    if (!taken) return refuse(connection, ErrorCode::busy);
    connection.state = Connection::State::working;
}

void HttpServer::refuse(Connection& connection, ErrorCode code) {
    connection.in.clear();
    start_sending(connection, refusal(code));
}

void HttpServer::start_sending(Connection& connection, RawReply reply) {
    connection.out = std::move(reply.bytes);
    connection.sent = 0;
    connection.close = reply.close;
    connection.state = Connection::State::sending;
    connection.deadline_ms = clock_->monotonic_ms() + options_.send_ms;
}

void HttpServer::send_more(Id id, Connection& connection) {
    const ssize_t count = ::send(connection.fd.get(), connection.out.data() + connection.sent,
                                 connection.out.size() - connection.sent, MSG_NOSIGNAL);
    if (count < 0 && would_block()) return;
    if (count <= 0) {
        connections_.erase(id);
        return;
    }
    connection.sent += static_cast<std::size_t>(count);
    connection.deadline_ms = clock_->monotonic_ms() + options_.send_ms;
    if (connection.sent == connection.out.size()) sent_all(id, connection);
}

void HttpServer::sent_all(Id id, Connection& connection) {
    connection.out = {};
    if (connection.close || stop_at_ms_) {
        ::shutdown(connection.fd.get(), SHUT_WR);
        connection.state = Connection::State::draining;
        connection.deadline_ms = clock_->monotonic_ms() + kDrainMs;
        return;
    }
    connection.state = Connection::State::receiving;
    const bool pipelined = !connection.in.empty();
    connection.deadline_ms =
        clock_->monotonic_ms() + (pipelined ? options_.request_ms : options_.idle_ms);
    if (pipelined) advance(id, connection);
}

void HttpServer::drain(Connection& connection) {
    char buffer[kReceiveBytes];
    const ssize_t count = ::recv(connection.fd.get(), buffer, sizeof buffer, 0);
    if (count < 0 && would_block()) return;
    if (count > 0) connection.drained += static_cast<std::size_t>(count);
    if (count <= 0 || connection.drained > kDrainBytes) connection.deadline_ms = 0;
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
        const auto found = connections_.find(each.id);
        if (found == connections_.end()) continue;
        start_sending(found->second, std::move(each.reply));
        send_more(each.id, found->second);
    }
}

void HttpServer::expire() {
    const std::uint64_t now = clock_->monotonic_ms();
    for (auto it = connections_.begin(); it != connections_.end();) {
        Connection& connection = it->second;
        const bool late =
            connection.state != Connection::State::working && now >= connection.deadline_ms;
        const bool half =
            connection.state == Connection::State::receiving && !connection.in.empty();
        if (late && half) refuse(connection, ErrorCode::malformed);
        it = late && !half ? connections_.erase(it) : std::next(it);
    }
}

void HttpServer::begin_stop() {
    stop_at_ms_ = clock_->monotonic_ms() + options_.stop_ms;
    listeners_.clear();
    std::erase_if(connections_, [](const auto& entry) {
        return entry.second.state == Connection::State::receiving;
    });
}

bool HttpServer::finished_stopping() const {
    if (!stop_at_ms_) return false;
    const bool under_way = std::any_of(connections_.begin(), connections_.end(), [](auto& entry) {
        return entry.second.state != Connection::State::draining;
    });
    return !under_way || clock_->monotonic_ms() >= *stop_at_ms_;
}

std::size_t HttpServer::buffered() const {
    std::size_t out = 0;
    for (const auto& [id, connection] : connections_)
        out += connection.in.size() + connection.out.size();
    return out;
}

}  // namespace xf::hub
