#include "native/hub/access_log.hpp"

#include <poll.h>
#include <unistd.h>

namespace xf::hub {
namespace {

/// Without waiting: a pipe that has room at all has room for a line.
bool put(const std::string& line) {
    pollfd writable{STDERR_FILENO, POLLOUT, 0};
    if (::poll(&writable, 1, 0) != 1 || (writable.revents & POLLOUT) == 0) return false;
    return ::write(STDERR_FILENO, line.data(), line.size()) > 0;
}

}  // namespace

AccessLog::~AccessLog() { write_left_out(); }

void AccessLog::answered(const HttpRequest& request, std::string_view address,
                         const HttpReply& reply, std::uint64_t took_ms) {
    const std::string line = request.method + " " + (address.empty() ? "-" : std::string(address)) +
                             " " + std::to_string(reply.status) + " " +
                             std::to_string(request.body.size()) + " " +
                             std::to_string(reply.body ? reply.body->size() : 0) + " " +
                             std::to_string(took_ms) + "ms\n";
    write(reply.status < 400 ? served_ : not_served_, line);
}

void AccessLog::refused(ErrorCode code) {
    write(not_served_,
          "- - " + std::to_string(http_status_of(code)) + " " + std::string(name_of(code)) + "\n");
}

void AccessLog::write(Allowance& allowance, const std::string& line) {
    const std::lock_guard lock(mutex_);
    const std::uint64_t now = clock_->monotonic_ms();
    if (now - allowance.since_ms >= 1000) allowance = {now, kLinesPerSecond};
    if (allowance.lines == 0) {
        ++left_out_;
        return;
    }
    --allowance.lines;
    write_left_out();
    archive_.add(clock_->now(), line);
    if (!put(line)) ++left_out_;
}

void AccessLog::write_left_out() {
    if (left_out_ == 0) return;
    if (put("- " + std::to_string(left_out_) + " lines left out\n")) left_out_ = 0;
}

}  // namespace xf::hub
