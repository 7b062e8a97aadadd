#include "native/hub/http_connection.hpp"

#include <linux/sockios.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/uio.h>

#include <algorithm>
#include <cerrno>
#include <utility>

#include "native/hub/http_framing.hpp"

namespace xf::hub {
namespace {

constexpr std::size_t kReceiveBytes = 65'536;
/// What is still taken from a peer that was refused, so that it gets to read why.
constexpr std::size_t kDrainBytes = 4u << 20;
constexpr std::uint64_t kDrainMs = 1'000;

bool would_block() { return errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR; }

std::string_view from(std::string_view text, std::size_t at) {
    return text.substr(std::min(at, text.size()));
}

iovec part(std::string_view text) { return {const_cast<char*>(text.data()), text.size()}; }

}  // namespace

HttpConnection::HttpConnection(Accepted accepted, std::uint64_t now_ms, std::size_t& held_sum)
    : fd_(std::move(accepted.fd)), peer_(accepted.peer), since_ms_(now_ms), held_sum_(&held_sum) {}

HttpConnection::~HttpConnection() {
    *held_sum_ -= held_;
    if (state_ != State::sending) return;
    // Half a reply is of no use, and the system would go on to keep it for whoever does not read.
    const linger at_once{1, 0};
    ::setsockopt(fd_.get(), SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
}

void HttpConnection::enter(State state, std::uint64_t now_ms) {
    state_ = state;
    since_ms_ = now_ms;
    count_held();
}

void HttpConnection::count_held() {
    const std::size_t held = in_.size() + working_bytes_ + out_.own_bytes();
    *held_sum_ += held - held_;
    held_ = held;
}

std::uint64_t HttpConnection::deadline_ms(const HttpPatience& patience) const {
    const auto moving = [&](std::size_t bytes) {
        return since_ms_ + patience.grace_ms + bytes * 1000 / kFloorBytesPerSecond;
    };
    switch (state_) {
        case State::receiving:
            return in_.empty() ? since_ms_ + patience.idle_ms : moving(in_.size());
        case State::working:
            break;
        case State::sending:
            return moving(taken_bytes());
        case State::draining:
            return since_ms_ + kDrainMs;
    }
    return UINT64_MAX;
}

std::size_t HttpConnection::taken_bytes() const {
    int waiting = 0;
    if (::ioctl(fd_.get(), SIOCOUTQ, &waiting) != 0) return sent_;
    return sent_ - std::min(sent_, static_cast<std::size_t>(std::max(waiting, 0)));
}

HttpConnection::Io HttpConnection::receive(std::uint64_t now_ms) {
    char buffer[kReceiveBytes];
    const ssize_t count = ::recv(fd_.get(), buffer, sizeof buffer, 0);
    if (count < 0 && would_block()) return Io::open;
    if (count <= 0) return Io::ended;
    if (state_ == State::draining) {
        drained_ += static_cast<std::size_t>(count);
        return drained_ > kDrainBytes ? Io::ended : Io::open;
    }
    if (in_.empty()) since_ms_ = now_ms;
    in_.append(buffer, static_cast<std::size_t>(count));
    count_held();
    return Io::open;
}

Result<std::optional<WholeRequest>> HttpConnection::take_request(const HttpRoutes& routes,
                                                                 std::uint64_t now_ms) {
    if (total_bytes_ == 0) XF_TRY(find_frame(routes));
    if (total_bytes_ == 0 || in_.size() < total_bytes_) return std::optional<WholeRequest>();
    // What follows already is the start of another; the memory goes with the request.
    std::string rest = in_.substr(total_bytes_);
    in_.resize(std::exchange(total_bytes_, 0));
    WholeRequest request{std::exchange(in_, std::move(rest)), head_bytes_, waits_};
    working_bytes_ = request.bytes.size();
    ++served_;
    enter(State::working, now_ms);
    return std::optional(std::move(request));
}

Status HttpConnection::find_frame(const HttpRoutes& routes) {
    XF_ASSIGN(const auto framed, frame_of(in_));
    if (!framed) return {};
    const RequestTerms terms = routes.terms(framed->method, framed->target, peer_);
    if (framed->body_bytes > terms.body_bytes) return ErrorCode::too_large;
    head_bytes_ = framed->head_bytes;
    total_bytes_ = framed->head_bytes + static_cast<std::size_t>(framed->body_bytes);
    waits_ = terms.waits;
    if (!framed->expect.empty()) answer_expectation(framed->expect);
    return {};
}

/// Answered here; the parser behind must not answer it again.
void HttpConnection::answer_expectation(std::string_view line) {
    if (in_.size() < total_bytes_) say({"HTTP/1.1 100 Continue\r\n\r\n", nullptr, false});
    const std::size_t size = line.size();
    in_.erase(static_cast<std::size_t>(line.data() - in_.data()), size);
    head_bytes_ -= size;
    total_bytes_ -= size;
}

void HttpConnection::begin_reply(RawReply reply, std::uint64_t now_ms) {
    working_bytes_ = 0;
    out_ = std::move(reply);
    sent_ = 0;
    if (out_.close) std::string().swap(in_);
    enter(State::sending, now_ms);
}

HttpConnection::Io HttpConnection::send(bool last, std::uint64_t now_ms) {
    iovec parts[] = {part(from(out_.head, sent_)),
                     part(out_.body ? from(*out_.body, sent_ - std::min(sent_, out_.head.size()))
                                    : std::string_view())};
    msghdr message{};
    message.msg_iov = parts;
    message.msg_iovlen = std::size(parts);
    const ssize_t count = ::sendmsg(fd_.get(), &message, MSG_NOSIGNAL | MSG_DONTWAIT);
    if (count < 0 && would_block()) return Io::open;
    if (count <= 0) return Io::ended;
    sent_ += static_cast<std::size_t>(count);
    if (sent_ < out_.size()) return Io::open;

    const bool close = out_.close || last;
    out_ = {};
    if (close) ::shutdown(fd_.get(), SHUT_WR);
    enter(close ? State::draining : State::receiving, now_ms);
    return Io::open;
}

void HttpConnection::say(const RawReply& reply) const {
    const std::string text = reply.head + (reply.body ? *reply.body : "");
    // One packet; whoever can't take it learns nothing.
    static_cast<void>(::send(fd_.get(), text.data(), text.size(), MSG_NOSIGNAL | MSG_DONTWAIT));
}

}  // namespace xf::hub
