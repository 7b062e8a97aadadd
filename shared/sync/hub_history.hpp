// What a shard's database at the hub knows of backups of itself, and of the restores that it went
// through. A restore begins a new epoch of the hub: up to `common` its records are those of the epochs
// before, after it they are its own.
#pragma once

#include <span>

#include "shared/store/hub_log.hpp"

namespace xf::sync {

class HubHistory {
public:
    static const std::span<const std::string_view> kSchema;

    HubHistory(store::Database& db, ShardNo shard) : db_(&db), shard_(shard) {}

    // Writes belong to the caller's transaction.

    /// The hub's epoch now.
    Result<Epoch> epoch() const;
    /// Begins another one at the log's end `common`, and waits for the devices' reports.
    /// REQUIRES: epoch > epoch().
    Status begin_epoch(Epoch epoch, std::uint64_t common, UnixTime now);

    /// How far the records are the same as those that the hub had in `epoch`, of which somebody
    /// holds those up to `cursor`. Errors: hub_restored for an epoch that this hub never had.
    Result<std::uint64_t> common_with(std::uint64_t epoch, std::uint64_t cursor) const;

    /// Shard sequence that the last finished backup covers.
    Result<std::uint64_t> stable() const;
    Status set_stable(std::uint64_t seq);

    /// True from a restore until recovery is over.
    Result<bool> recovering() const;
    /// Since when.
    Result<UnixTime> restored_at() const;
    Status end_recovery();
    /// During recovery only once an operator has confirmed how long the public log is.
    Result<bool> may_publish() const;
    Status allow_publishing();

private:
    store::Database* db_;
    ShardNo shard_;
};

}  // namespace xf::sync
