// When a host steps the core, and which snapshots it has not shown yet: the same for the browser's
// worker and for the native client. It has no clock; times are milliseconds of the host's monotonic one.
#pragma once

#include <cstdint>
#include <optional>

#include "shared/app/client.hpp"

namespace xf::app {

class Stepper {
public:
    explicit Stepper(Client& client) : client_(&client) {}

    /// The core has something to look at: a command, an answer.
    void wake() { woken_ = true; }
    bool woken() const { return woken_; }
    /// Steps the core if that is due. The snapshot, where it is another one than the last.
    const Snapshot* step(std::int64_t now_ms);
    /// When it is due next if nothing wakes it.
    std::int64_t due_ms() const { return due_ms_; }

private:
    Client* client_;
    bool woken_ = true;
    std::int64_t due_ms_ = 0;
    std::optional<std::uint64_t> shown_version_;
};

}  // namespace xf::app
