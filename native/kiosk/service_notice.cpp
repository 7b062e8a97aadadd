#include "native/kiosk/service_notice.hpp"

#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>

#include <algorithm>

namespace xf::native {
namespace {

/// The value of a variable that no child of ours shall see.
std::string take_variable(const char* name) {
    const char* const value = ::getenv(name);
    std::string out = value ? value : "";
    ::unsetenv(name);
    return out;
}

}  // namespace

ServiceNotice::ServiceNotice() : path_(take_variable("NOTIFY_SOCKET")) {
    const std::string watchdog_us = take_variable("WATCHDOG_USEC");
    if (path_.empty() || (path_[0] != '/' && path_[0] != '@')) return;
    socket_ = FileDescriptor(::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0));
    // A third: one turn of the loop may be late without a restart.
    every_ms_ = ::strtoll(watchdog_us.c_str(), nullptr, 10) / 1000 / 3;
}

void ServiceNotice::ready(std::int64_t now_ms) {
    say("READY=1");
    alive(now_ms);
}

void ServiceNotice::alive(std::int64_t now_ms) {
    if (every_ms_ <= 0 || now_ms < next_ms_) return;
    next_ms_ = now_ms + every_ms_;
    say("WATCHDOG=1");
}

std::optional<std::int64_t> ServiceNotice::due_in(std::int64_t now_ms) const {
    if (every_ms_ <= 0) return std::nullopt;
    return std::max<std::int64_t>(next_ms_ - now_ms, 0);
}

/// Nobody is told when it fails: the manager will miss the sign, which is what it is for.
void ServiceNotice::say(const char* words) {
    if (!socket_.open()) return;
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (path_.size() >= sizeof address.sun_path) return;
    std::copy(path_.begin(), path_.end(), address.sun_path);
    if (path_[0] == '@') address.sun_path[0] = '\0';  // an abstract name
    const auto size = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + path_.size());
    static_cast<void>(::sendto(socket_.get(), words, ::strlen(words), MSG_NOSIGNAL,
                               reinterpret_cast<const sockaddr*>(&address), size));
}

}  // namespace xf::native
