// What the service manager that started us wants to hear: that we are ready, and alive. Its
// protocol is a datagram to the socket that NOTIFY_SOCKET names; without that nobody listens.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "native/platform/file_descriptor.hpp"

namespace xf::native {

class ServiceNotice {
public:
    /// Reads NOTIFY_SOCKET and WATCHDOG_USEC, and takes them out of the environment.
    ServiceNotice();

    void ready(std::int64_t now_ms);
    /// To be called by the loop that draws: only its turning is a sign of life.
    void alive(std::int64_t now_ms);
    /// Milliseconds until alive() has to be called again, where somebody waits for it.
    std::optional<std::int64_t> due_in(std::int64_t now_ms) const;

private:
    void say(const char* words);

    std::string path_;
    FileDescriptor socket_;
    std::int64_t every_ms_ = 0;  ///< 0: no watchdog
    std::int64_t next_ms_ = 0;
};

}  // namespace xf::native
