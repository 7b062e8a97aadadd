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

    /// How far the records are surely the same as those that the hub had in `epoch`, of which somebody
    /// holds those up to `cursor`: not at all where it had that epoch between two restores, of which
    /// this database knows nothing. Errors: hub_restored for an epoch that is still to come.
    Result<std::uint64_t> common_with(std::uint64_t epoch, std::uint64_t cursor) const;

    /// Shard sequence that the last finished backup but one covers: should the last one turn out to be
    /// damaged, there is still a way back that loses nothing.
    Result<std::uint64_t> stable() const;
    /// A backup up to `seq` is finished.
    Status add_backup(std::uint64_t seq);

    /// True from a restore until recovery is over.
    Result<bool> recovering() const;
    /// Errors: recovering.
    Status refuse_while_recovering() const;
    /// Since when.
    Result<UnixTime> restored_at() const;
    Status end_recovery();
    /// False since a restore, until it is sure how long the public log was.
    Result<bool> may_publish() const;
    /// It is since the last restore: every device has said so.
    Status publish_again();
    /// It is, says an operator.
    Status allow_publishing();

private:
    store::Database* db_;
    ShardNo shard_;
};

}  // namespace xf::sync
