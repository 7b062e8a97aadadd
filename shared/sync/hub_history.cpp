#include "shared/sync/hub_history.hpp"

#include <algorithm>

namespace xf::sync {

using namespace store;

namespace {

// A hub that was never restored has no row in hub_epoch.
constexpr std::string_view kSteps[] = {R"sql(
CREATE TABLE hub_epoch(
  shard INTEGER NOT NULL, epoch INTEGER NOT NULL, common INTEGER NOT NULL,
  restored_at INTEGER NOT NULL, recovering INTEGER NOT NULL, publishing INTEGER NOT NULL,
  PRIMARY KEY(shard, epoch)) STRICT, WITHOUT ROWID;
CREATE TABLE hub_backup(
  shard INTEGER PRIMARY KEY, stable INTEGER NOT NULL) STRICT;
)sql",
                                       // covered: by the last backup; stable: by the one before
                                       R"sql(
ALTER TABLE hub_backup ADD COLUMN covered INTEGER NOT NULL DEFAULT 0;
UPDATE hub_backup SET covered = stable;
UPDATE hub_epoch SET publishing = 1 WHERE recovering = 0;
)sql"};

}  // namespace

const std::span<const std::string_view> HubHistory::kSchema = kSteps;

Result<Epoch> HubHistory::epoch() const {
    XF_ASSIGN(const std::int64_t last,
              db_->integer("SELECT ifnull(max(epoch), ?) FROM hub_epoch WHERE shard = ?",
                           kFirstHubEpoch, shard_));
    return Epoch{static_cast<std::uint32_t>(last)};
}

Status HubHistory::begin_epoch(Epoch epoch, std::uint64_t common, UnixTime now) {
    // Later restores from older backups: what was common with an epoch in between ends here too.
    XF_TRY(db_->run("UPDATE hub_epoch SET recovering = 0 WHERE shard = ?", shard_));
    return db_->run("INSERT INTO hub_epoch VALUES (?, ?, ?, ?, 1, 0)", shard_, epoch, common, now);
}

Result<std::uint64_t> HubHistory::common_with(std::uint64_t epoch, std::uint64_t cursor) const {
    XF_ASSIGN(const Epoch now, this->epoch());
    if (epoch > now.value) return ErrorCode::hub_restored;
    XF_ASSIGN(const std::int64_t had, db_->integer("SELECT count(*) FROM hub_epoch"
                                                   " WHERE shard = ? AND epoch = ?",
                                                   shard_, epoch));
    if (had == 0 && epoch != kFirstHubEpoch.value) return 0;
    XF_ASSIGN(const std::int64_t first, db_->integer("SELECT ifnull(min(common), -1) FROM hub_epoch"
                                                     " WHERE shard = ? AND epoch > ?",
                                                     shard_, epoch));
    return first < 0 ? cursor : std::min(cursor, static_cast<std::uint64_t>(first));
}

Result<std::uint64_t> HubHistory::stable() const {
    XF_ASSIGN(
        const std::int64_t seq,
        db_->integer("SELECT ifnull(max(stable), 0) FROM hub_backup WHERE shard = ?", shard_));
    return static_cast<std::uint64_t>(seq);
}

Status HubHistory::add_backup(std::uint64_t seq) {
    return db_->run(
        "INSERT INTO hub_backup VALUES (?, 0, ?) ON CONFLICT DO UPDATE"
        " SET stable = max(stable, covered), covered = max(covered, excluded.covered)",
        shard_, seq);
}

Result<bool> HubHistory::recovering() const {
    XF_ASSIGN(
        const std::int64_t open,
        db_->integer("SELECT count(*) FROM hub_epoch WHERE shard = ? AND recovering = 1", shard_));
    return open != 0;
}

Status HubHistory::refuse_while_recovering() const {
    XF_ASSIGN(const bool now, recovering());
    return now ? Status(ErrorCode::recovering) : Status();
}

Result<UnixTime> HubHistory::restored_at() const {
    XF_ASSIGN(
        const std::int64_t then,
        db_->integer("SELECT ifnull(max(restored_at), 0) FROM hub_epoch WHERE shard = ?", shard_));
    return UnixTime{then};
}

Result<bool> HubHistory::may_publish() const {
    XF_ASSIGN(
        const std::int64_t waiting,
        db_->integer("SELECT count(*) FROM hub_epoch WHERE shard = ? AND publishing = 0", shard_));
    return waiting == 0;
}

Status HubHistory::publish_again() {
    return db_->run(
        "UPDATE hub_epoch SET publishing = 1 WHERE shard = ?1 AND epoch ="
        " (SELECT max(epoch) FROM hub_epoch WHERE shard = ?1)",
        shard_);
}

Status HubHistory::allow_publishing() {
    return db_->run("UPDATE hub_epoch SET publishing = 1 WHERE shard = ?", shard_);
}

Status HubHistory::end_recovery() {
    return db_->run("UPDATE hub_epoch SET recovering = 0 WHERE shard = ?", shard_);
}

}  // namespace xf::sync
