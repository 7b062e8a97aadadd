// Listening sockets.
#pragma once

#include <sys/socket.h>

#include <string>

#include "native/hub/http_types.hpp"
#include "native/platform/file_descriptor.hpp"
#include "shared/base/result.hpp"

namespace xf::hub {

/// Who shares an address: IPv4, also where it is written as IPv6, or the network of IPv6; 0: no such one.
std::uint64_t source_of(const sockaddr_storage& address);

struct Listener {
    native::FileDescriptor fd;
    bool local_socket = false;
};

/// TCP on a numeric address; port 0: any free one. Errors: busy when the port is taken.
Result<Listener> listen_tcp(const std::string& address, std::uint16_t port);
/// The port that it got.
std::uint16_t port_of(const Listener& listener);

/// A Unix domain socket that only its owner can connect to. Replaces one that is left over.
Result<Listener> listen_local(const std::string& folder, const std::string& name);

/// The folder's path, short enough for a socket's address, whatever its own length. Valid while
/// `folder_fd` is open.
std::string short_path(const native::FileDescriptor& folder_fd, const std::string& name);
Result<native::FileDescriptor> open_folder(const std::string& folder);

struct Accepted {
    native::FileDescriptor fd;
    Peer peer;
};
/// The next connection, not blocking; not open when there is none.
Accepted accept_from(const Listener& listener);

}  // namespace xf::hub
