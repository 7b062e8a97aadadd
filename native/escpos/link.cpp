#include "native/escpos/link.hpp"

#include <fcntl.h>
#include <netdb.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <memory>

namespace xf::native::escpos {
namespace {

using std::chrono::milliseconds;

// How long the program's end waits for us, and how often a line is asked what it still has to pass on.
constexpr int kSliceMs = 20;
constexpr int kMostForgotten = 4096;  // bytes: a line that never ends talking is not listened to

Moment in(int ms) { return std::chrono::steady_clock::now() + milliseconds(ms); }

std::string reason() { return std::strerror(errno); }

Error no_printer(const std::string& name, const std::string& why) {
    return {ErrorCode::no_printer, name + ": " + why};
}

/// Whether the file is ready, or broken, which the next call on it tells. Looks at least once.
bool ready(int file, short what, Moment until, const std::atomic<bool>& stopping) {
    while (!stopping) {
        const auto left = std::chrono::ceil<milliseconds>(until - in(0)).count();
        pollfd waited{file, what, 0};
        const auto slice = std::clamp<std::int64_t>(left, 0, kSliceMs);
        if (::poll(&waited, 1, static_cast<int>(slice)) > 0) return true;
        if (left <= 0) return false;
    }
    return false;
}

/// Only a device: any other file would be written over.
Result<FileDescriptor> open_device(const std::string& path) {
    FileDescriptor file(::open(path.c_str(), O_RDWR | O_NONBLOCK | O_NOCTTY | O_CLOEXEC));
    if (!file.open() && errno == EBUSY) return Error{ErrorCode::print_busy, path};
    struct stat about {};
    if (!file.open() || ::fstat(file.get(), &about) != 0) return no_printer(path, reason());
    if (!S_ISCHR(about.st_mode)) return no_printer(path, "is no device");
    return file;
}

Result<FileDescriptor> open_serial(const Address& address) {
    XF_ASSIGN(FileDescriptor file, open_device(address.name));
    termios line{};
    if (::tcgetattr(file.get(), &line) != 0) return no_printer(address.name, reason());
    ::cfmakeraw(&line);
    line.c_cflag = (line.c_cflag & ~static_cast<tcflag_t>(CSTOPB | CRTSCTS)) | CLOCAL | CREAD;
    // A printer with a full buffer says XOFF; none of its answers has that value.
    line.c_iflag |= IXON;
    ::cfsetispeed(&line, speed_of(address.number));
    ::cfsetospeed(&line, speed_of(address.number));
    if (::tcsetattr(file.get(), TCSANOW, &line) != 0) return no_printer(address.name, reason());
    return file;
}

Result<FileDescriptor> connect(const Address& address, const Patience& patience,
                               const std::atomic<bool>& stopping) {
    addrinfo wanted{};
    wanted.ai_socktype = SOCK_STREAM;
    wanted.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV;
    addrinfo* list = nullptr;
    const std::string port = std::to_string(address.number);
    if (const int wrong = ::getaddrinfo(address.name.c_str(), port.c_str(), &wanted, &list))
        return no_printer(address.name, ::gai_strerror(wrong));
    const std::unique_ptr<addrinfo, decltype(&::freeaddrinfo)> host(list, ::freeaddrinfo);
    FileDescriptor file(::socket(host->ai_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
    if (!file.open()) return no_printer(address.name, reason());
    if (::connect(file.get(), host->ai_addr, host->ai_addrlen) == 0) return file;
    if (errno != EINPROGRESS) return no_printer(address.name, reason());
    if (!ready(file.get(), POLLOUT, in(patience.connect_ms), stopping))
        return no_printer(address.name, "does not answer");
    int outcome = 0;
    socklen_t size = sizeof outcome;
    ::getsockopt(file.get(), SOL_SOCKET, SO_ERROR, &outcome, &size);
    if (outcome != 0) return no_printer(address.name, std::strerror(outcome));
    return file;
}

}  // namespace

Link::Link(Address::Kind kind, FileDescriptor file, const Patience& patience,
           const std::atomic<bool>& stopping)
    : kind_(kind),
      file_(std::move(file)),
      patience_(patience),
      stopping_(&stopping),
      end_(in(patience.job_ms)) {}

Result<Link> Link::open(const Address& address, const Patience& patience,
                        const std::atomic<bool>& stopping) {
    auto file = address.kind == Address::Kind::tcp      ? connect(address, patience, stopping)
                : address.kind == Address::Kind::serial ? open_serial(address)
                                                        : open_device(address.name);
    if (!file.ok()) return file.error();
    return Link(address.kind, *std::move(file), patience, stopping);
}

Error Link::failed(const std::string& why) const {
    // Closing a serial line would wait for what it still has. (Others have nothing to throw away.)
    ::tcflush(file_.get(), TCIOFLUSH);
    return {ErrorCode::print_failed, why};
}

Status Link::write(ByteView bytes) {
    while (!bytes.empty()) {
        // A line that says it is ready and takes nothing has no time of its own.
        if (in(0) >= end_ ||
            !ready(file_.get(), POLLOUT, std::min(in(patience_.stuck_ms), end_), *stopping_))
            return failed("it takes no more");
        const ssize_t written = kind_ == Address::Kind::tcp
                                    ? ::send(file_.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL)
                                    : ::write(file_.get(), bytes.data(), bytes.size());
        if (written < 0 && (errno == EINTR || errno == EAGAIN)) continue;
        if (written <= 0) return failed(reason());
        bytes = bytes.subspan(static_cast<std::size_t>(written));
    }
    return {};
}

Status Link::drain() {
    int before = 0, queued = 0;
    Moment until = end_;
    // Of a socket these are the bytes that the other side did not acknowledge.
    while (::ioctl(file_.get(), TIOCOUTQ, &queued) == 0 && queued > 0) {
        if (queued != before) until = std::min(in(patience_.stuck_ms), end_);
        if (*stopping_ || in(0) >= until) return failed("it takes no more");
        before = queued;
        pollfd broken{file_.get(), 0, 0};
        if (::poll(&broken, 1, kSliceMs) > 0) return failed("it hung up");
    }
    return {};
}

Result<std::optional<std::uint8_t>> Link::read() {
    const Moment until = std::min(in(patience_.answer_ms), end_);
    while (ready(file_.get(), POLLIN, until, *stopping_)) {
        std::uint8_t byte = 0;
        const ssize_t got = ::read(file_.get(), &byte, 1);
        if (got == 1) return std::optional(byte);
        if (got < 0 && (errno == EINTR || errno == EAGAIN)) continue;
        if (kind_ == Address::Kind::usb) break;  // many can't be read at all
        return failed(got == 0 ? "it hung up" : reason());
    }
    return std::optional<std::uint8_t>();
}

void Link::forget_said() {
    std::uint8_t said[kMostForgotten];
    [[maybe_unused]] const ssize_t ignored = ::read(file_.get(), said, sizeof said);
}

}  // namespace xf::native::escpos
