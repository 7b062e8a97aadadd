// A client hands its hub the end of the public log, where it has more of it than the hub: the hub was
// restored from a backup. First the leaves, then those files that the hub misses and are here.
#pragma once

#include "shared/disclosure/log_return_wire.hpp"
#include "shared/disclosure/replica_store.hpp"
#include "shared/ports/transport.hpp"

namespace xf::disclosure {

class LogReturn {
public:
    LogReturn(store::Database& db, ports::Transport& transport, ShardNo shard)
        : store_(db, shard), transport_(&transport), shard_(shard) {}

    /// The hub has only `size` leaves. Does nothing while one is under way.
    void begin(tlog::TreeSize size);
    /// Starts the next request; one is under way at a time. Errors: storage's.
    Status step();
    /// True if the answer was this one's. Errors: storage's.
    Result<bool> on_answer(const ports::Transport::Answer& answer);

    bool busy() const { return begun_; }

private:
    Result<Bytes> leaves_after(tlog::TreeSize size);
    Result<std::optional<Bytes>> next_file();

    ReplicaStore store_;
    ports::Transport* transport_;
    ShardNo shard_;
    bool begun_ = false;
    bool leaves_sent_ = false;
    tlog::TreeSize hub_size_;
    std::vector<FileName> missing_;
    std::optional<ports::RequestId> request_;
};

}  // namespace xf::disclosure
