// A client hands its hub the end of the public log, where it has more of it than the hub: the hub was
// restored from a backup. First the leaves, then those files that the hub misses and are here, again
// until it misses none of them: that this is under way outlives a restart, and a hub that was busy.
#pragma once

#include "shared/disclosure/log_return_wire.hpp"
#include "shared/disclosure/replica_store.hpp"
#include "shared/ports/transport.hpp"

namespace xf::disclosure {

class LogReturn {
public:
    LogReturn(store::Database& db, ports::Transport& transport, ShardNo shard)
        : store_(db, shard), transport_(&transport), shard_(shard) {}

    /// To be called after each look at the log. `behind`: the hub has only so many leaves. Without it,
    /// goes on with what was interrupted. Does nothing while one is under way. Errors: storage's.
    Status begin(std::optional<tlog::TreeSize> behind);
    /// Starts the next request; one is under way at a time. Errors: storage's.
    Status step();
    /// True if the answer was this one's. Errors: storage's.
    Result<bool> on_answer(const ports::Transport::Answer& answer);

    bool busy() const { return begun_; }

private:
    Status finish();
    Result<Bytes> leaves_after(tlog::TreeSize size);
    Result<std::optional<Bytes>> next_file();

    ReplicaStore store_;
    ports::Transport* transport_;
    ShardNo shard_;
    bool begun_ = false;
    bool leaves_sent_ = false;  ///< and answered with what is missing
    bool delivered_ = false;    ///< a file of those in that answer
    tlog::TreeSize hub_size_;
    std::vector<FileName> missing_;
    std::optional<ports::RequestId> request_;
};

}  // namespace xf::disclosure
