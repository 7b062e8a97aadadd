// The sync page's town: a hub in memory, a counter over OPFS.
#pragma once

#include <string>

#include "tests/bench/village.hpp"

namespace xf::bench {

class Exchange {
public:
    /// `vfs`: where the counter's database is.
    explicit Exchange(std::string vfs);

    /// So many redemptions, each durable at the counter, then taken by the hub. JSON, as pull().
    std::string push(std::uint32_t events);
    /// Closes the client's database.
    void leave() { counter_.reset(); }
    /// So many records taken over by a client that has nothing yet. JSON: {"events", "bytes",
    /// "clientMs"}. REQUIRES: leave(), and empty files.
    std::string pull(std::uint32_t events);

private:
    void begin_counter();
    void catch_up();

    std::string vfs_;
    Village village_;
    std::optional<Counter> counter_;
    std::uint32_t next_ = 0;
};

}  // namespace xf::bench
