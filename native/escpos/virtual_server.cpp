#include "native/escpos/virtual_server.hpp"

#include <netinet/in.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

#include "shared/base/assert.hpp"

namespace xf::native::escpos {
namespace {

constexpr int kForEver = -1;
constexpr int kSlowMs = 2;
constexpr std::uint8_t kNonsense = 0xFF;
constexpr std::size_t kMostCut = 100;  // pieces that nobody fetched

constexpr std::pair<std::string_view, Fault> kFaults[] = {
    {"none", Fault::none},     {"no_paper", Fault::no_paper}, {"cover_open", Fault::cover_open},
    {"hang", Fault::hang},     {"hang_up", Fault::hang_up},   {"mute", Fault::mute},
    {"babble", Fault::babble}, {"slow", Fault::slow}};

void say(int line, ByteView bytes) {
    // A full line loses it, as a real one does.
    if (!bytes.empty()) ::send(line, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
}

}  // namespace

std::optional<Fault> fault_named(std::string_view name) {
    for (const auto& [known, fault] : kFaults)
        if (known == name) return fault;
    return std::nullopt;
}

Result<std::unique_ptr<VirtualServer>> VirtualServer::start(ports::Paper paper,
                                                            std::uint16_t port) {
    FileDescriptor listener(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    auto* const any = reinterpret_cast<sockaddr*>(&address);
    socklen_t size = sizeof address;
    const int again = 1;
    ::setsockopt(listener.get(), SOL_SOCKET, SO_REUSEADDR, &again, sizeof again);
    if (::bind(listener.get(), any, size) != 0 || ::listen(listener.get(), 1) != 0 ||
        ::getsockname(listener.get(), any, &size) != 0)
        return Error{ErrorCode::no_printer, std::strerror(errno)};
    return std::unique_ptr<VirtualServer>(
        new VirtualServer(paper, std::move(listener), ntohs(address.sin_port)));
}

VirtualServer::VirtualServer(ports::Paper paper, FileDescriptor listener, std::uint16_t port)
    : paper_(paper), listener_(std::move(listener)), port_(port), stop_(::eventfd(0, EFD_CLOEXEC)) {
    XF_ASSERT(stop_.open());
    thread_ = std::thread([this] { run(); });
}

VirtualServer::~VirtualServer() {
    const std::uint64_t one = 1;
    XF_ASSERT(::write(stop_.get(), &one, sizeof one) == sizeof one);
    thread_.join();
}

void VirtualServer::play(Fault fault, std::size_t after) {
    const std::lock_guard lock(mutex_);
    fault_ = fault;
    after_ = after;
}

std::optional<Receipt> VirtualServer::next(int ms) {
    std::unique_lock lock(mutex_);
    if (!changed_.wait_for(lock, std::chrono::milliseconds(ms), [this] { return !cut_.empty(); }))
        return std::nullopt;
    Receipt out = std::move(cut_.front());
    cut_.pop_front();
    return out;
}

Status VirtualServer::complaint() {
    const std::lock_guard lock(mutex_);
    return std::exchange(complaint_, {});
}

/// False when it is time to end, or after `ms`.
bool VirtualServer::wait(int file, short what, int ms) const {
    pollfd waited[] = {{file, what, 0}, {stop_.get(), POLLIN, 0}};
    return ::poll(waited, std::size(waited), ms) > 0 && waited[1].revents == 0;
}

void VirtualServer::run() {
    while (wait(listener_.get(), POLLIN, kForEver)) {
        const FileDescriptor line(::accept4(listener_.get(), nullptr, nullptr, SOCK_CLOEXEC));
        if (line.open()) serve(line.get());
    }
}

void VirtualServer::note(VirtualPrinter& printer, const Status& status) {
    const std::lock_guard lock(mutex_);
    for (Receipt& piece : printer.cut())
        if (cut_.size() < kMostCut) cut_.push_back(std::move(piece));
    if (complaint_.ok()) complaint_ = status;
    changed_.notify_all();
}

void VirtualServer::serve(int line) {
    const auto [fault, after] = [this] {
        const std::lock_guard lock(mutex_);
        return std::pair(std::exchange(fault_, Fault::none), after_);
    }();
    VirtualPrinter printer(paper_);
    if (fault == Fault::no_paper) printer.end_paper_after(after);
    if (fault == Fault::cover_open) printer.open_cover();
    const bool stops = fault == Fault::hang || fault == Fault::hang_up;
    std::uint8_t bytes[1024];
    std::size_t most = fault == Fault::slow ? 1 : sizeof bytes, taken = 0;
    while (wait(line, POLLIN, kForEver)) {
        if (stops) most = std::min(sizeof bytes, after - taken);
        const ssize_t got = most == 0 ? 0 : ::recv(line, bytes, most, 0);
        if (got <= 0) break;
        taken += static_cast<std::size_t>(got);
        const Status status = printer.take({bytes, static_cast<std::size_t>(got)});
        note(printer, status);  // before anybody can hear of it
        Bytes said = printer.said();
        if (fault == Fault::babble) said.assign(sizeof bytes, kNonsense);
        if (fault != Fault::mute) say(line, said);
        if (fault == Fault::slow) wait(stop_.get(), 0, kSlowMs);
    }
    if (fault == Fault::hang) wait(line, POLLRDHUP, kForEver);
    if (!stops) note(printer, printer.end());
}

}  // namespace xf::native::escpos
