#include "native/hub/sockets.hpp"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <memory>
#include <numeric>

namespace xf::hub {
namespace {

using native::FileDescriptor;

constexpr int kBacklog = 1024;  ///< beyond it, callers try again after a second
/// What the system keeps of a connection's bytes, each way, so that peers who do not read cost it
/// no megabytes each. Above what a village's line has under way.
constexpr int kSystemBufferBytes = 256 * 1024;

Error failure(const std::string& what) {
    const ErrorCode code = errno == EADDRINUSE ? ErrorCode::busy : ErrorCode::storage_failed;
    return {code, what + ": " + std::strerror(errno)};
}

bool is_loopback(const sockaddr_storage& address) {
    if (address.ss_family == AF_INET) {
        const auto& ipv4 = reinterpret_cast<const sockaddr_in&>(address);
        return (ntohl(ipv4.sin_addr.s_addr) >> 24) == 127;
    }
    if (address.ss_family == AF_INET6) {
        const auto& ipv6 = reinterpret_cast<const sockaddr_in6&>(address).sin6_addr;
        if (IN6_IS_ADDR_V4MAPPED(&ipv6)) return ipv6.s6_addr[12] == 127;
        return IN6_IS_ADDR_LOOPBACK(&ipv6) != 0;
    }
    return false;
}

}  // namespace

std::uint64_t source_of(const sockaddr_storage& address) {
    const auto number = [](const std::uint8_t* bytes, std::size_t count) {
        return std::accumulate(
            bytes, bytes + count, std::uint64_t{0},
            [](std::uint64_t sum, std::uint8_t byte) { return sum << 8 | byte; });
    };
    if (address.ss_family == AF_INET)
        return ntohl(reinterpret_cast<const sockaddr_in&>(address).sin_addr.s_addr);
    if (address.ss_family != AF_INET6) return 0;
    const auto& ipv6 = reinterpret_cast<const sockaddr_in6&>(address).sin6_addr;
    return IN6_IS_ADDR_V4MAPPED(&ipv6) ? number(ipv6.s6_addr + 12, 4) : number(ipv6.s6_addr, 8);
}

Result<Listener> listen_tcp(const std::string& address, std::uint16_t port) {
    addrinfo hints{};
    hints.ai_socktype = SOCK_STREAM;
    hints.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV | AI_PASSIVE;
    addrinfo* found = nullptr;
    if (::getaddrinfo(address.c_str(), std::to_string(port).c_str(), &hints, &found) != 0)
        return Error{ErrorCode::malformed, "--listen " + address + ": not a numeric address"};
    const std::unique_ptr<addrinfo, decltype(&::freeaddrinfo)> owner(found, ::freeaddrinfo);
    FileDescriptor fd(
        ::socket(found->ai_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, IPPROTO_TCP));
    if (!fd.open()) return failure("socket");
    const int on = 1;
    ::setsockopt(fd.get(), SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    // What is accepted inherits them.
    ::setsockopt(fd.get(), SOL_SOCKET, SO_SNDBUF, &kSystemBufferBytes, sizeof(int));
    ::setsockopt(fd.get(), SOL_SOCKET, SO_RCVBUF, &kSystemBufferBytes, sizeof(int));
    if (::bind(fd.get(), found->ai_addr, found->ai_addrlen) != 0 ||
        ::listen(fd.get(), kBacklog) != 0)
        return failure("port " + std::to_string(port) + " of " + address +
                       " (choose another one with --port)");
    return Listener{std::move(fd), false};
}

std::uint16_t port_of(const Listener& listener) {
    sockaddr_storage address{};
    socklen_t size = sizeof address;
    if (::getsockname(listener.fd.get(), reinterpret_cast<sockaddr*>(&address), &size) != 0)
        return 0;
    if (address.ss_family == AF_INET)
        return ntohs(reinterpret_cast<const sockaddr_in&>(address).sin_port);
    return ntohs(reinterpret_cast<const sockaddr_in6&>(address).sin6_port);
}

Result<FileDescriptor> open_folder(const std::string& folder) {
    FileDescriptor fd(::open(folder.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC));
    if (!fd.open()) return Error{ErrorCode::not_found, folder + ": " + std::strerror(errno)};
    return fd;
}

std::string short_path(const FileDescriptor& folder_fd, const std::string& name) {
    return "/proc/self/fd/" + std::to_string(folder_fd.get()) + "/" + name;
}

Result<Listener> listen_local(const std::string& folder, const std::string& name) {
    XF_ASSIGN(const FileDescriptor folder_fd, open_folder(folder));
    const std::string path = short_path(folder_fd, name);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    XF_ASSERT(path.size() < sizeof address.sun_path);
    std::copy(path.begin(), path.end(), address.sun_path);
    FileDescriptor fd(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    if (!fd.open()) return failure("socket");
    ::unlinkat(folder_fd.get(), name.c_str(),
               0);  // the folder's lock is ours: nobody answers there
    if (::bind(fd.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
        return failure(folder + "/" + name);
    if (::chmod(path.c_str(), 0600) != 0 || ::listen(fd.get(), kBacklog) != 0)
        return failure(folder + "/" + name);
    return Listener{std::move(fd), true};
}

Accepted accept_from(const Listener& listener) {
    sockaddr_storage address{};
    socklen_t size = sizeof address;
    FileDescriptor fd(::accept4(listener.fd.get(), reinterpret_cast<sockaddr*>(&address), &size,
                                SOCK_CLOEXEC | SOCK_NONBLOCK));
    const Peer peer{listener.local_socket, !listener.local_socket && is_loopback(address),
                    source_of(address)};
    if (fd.open() && !listener.local_socket) {
        const int on = 1;
        ::setsockopt(fd.get(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    }
    return {std::move(fd), peer};
}

}  // namespace xf::hub
