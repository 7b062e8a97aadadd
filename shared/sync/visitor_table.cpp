#include "shared/sync/visitor_table.hpp"

#include "shared/base/limits.hpp"

namespace xf::sync {

using namespace store;

namespace {

/// For so long the hub can still say that a login ended, and not that it never was.
constexpr std::int64_t kRememberedS = 30LL * 86'400;
/// Numbers that a hub may have given between its last backup and its end.
constexpr std::int64_t kNumbersLeftOut = 1'000'000;

constexpr std::string_view kSteps[] = {
    R"sql(
CREATE TABLE visitor(
  shard INTEGER NOT NULL, no INTEGER NOT NULL, uuid BLOB NOT NULL, key BLOB NOT NULL,
  household INTEGER NOT NULL, card INTEGER NOT NULL, verifier BLOB NOT NULL,
  expires INTEGER NOT NULL, ended INTEGER NOT NULL, counter INTEGER NOT NULL,
  PRIMARY KEY(shard, no)) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX visitor_uuid ON visitor(shard, uuid);
CREATE INDEX visitor_household ON visitor(shard, household);
CREATE TABLE visitor_number(shard INTEGER PRIMARY KEY, last INTEGER NOT NULL) STRICT;
)sql",
    R"sql(
CREATE TABLE visitor_day(
  shard INTEGER NOT NULL, household INTEGER NOT NULL, day INTEGER NOT NULL, events INTEGER NOT NULL,
  PRIMARY KEY(shard, household)) STRICT, WITHOUT ROWID;
)sql"};

}  // namespace

const std::span<const std::string_view> VisitorTable::kSchema = kSteps;

Result<VisitorRow> VisitorTable::find(const Uuid& uuid) const {
    XF_ASSIGN(Statement rows,
              db_->prepare("SELECT no, key, household, card, verifier, expires, ended, counter"
                           " FROM visitor WHERE shard = ? AND uuid = ?",
                           shard_, uuid));
    XF_ASSIGN(const auto found, rows.first([&](const Row& row) {
        VisitorRow out;
        out.device.no = row.number<DeviceNo>(0);
        out.device.uuid = uuid;
        out.device.key = row.fixed<PublicKey>(1);
        out.device.epoch = Epoch{1};
        out.device.capabilities = capability::kVisitor;
        out.device.household = row.number<HouseholdNo>(2);
        out.device.counter = static_cast<std::uint64_t>(row.column_int(7));
        out.device.broken = row.column_bool(6);
        out.grant = {out.device.household, row.column_uint32(3), row.fixed<Hash>(4),
                     row.column_time(5)};
        return out;
    }));
    if (!found) return ErrorCode::unknown_device;
    return *found;
}

Result<std::int64_t> VisitorTable::next_number() {
    XF_ASSIGN(const std::int64_t last,
              db_->integer("SELECT ifnull(max(last), ?) FROM visitor_number WHERE shard = ?",
                           std::int64_t{kFirstVisitor.value} - 1, shard_));
    XF_TRY(db_->run("INSERT OR REPLACE INTO visitor_number VALUES (?, ?)", shard_, last + 1));
    return last + 1;
}

Status VisitorTable::make_room(HouseholdNo household, UnixTime now) {
    XF_TRY(db_->run("DELETE FROM visitor WHERE shard = ? AND expires < ?", shard_,
                    now.seconds - kRememberedS));
    XF_TRY(
        db_->run("UPDATE visitor SET ended = 1 WHERE shard = ?1 AND no IN"
                 " (SELECT no FROM visitor WHERE shard = ?1 AND household = ?2 AND ended = 0"
                 "  AND expires > ?3 ORDER BY expires DESC, no DESC LIMIT -1 OFFSET ?4)",
                 shard_, household, now, limits::kVisitorsPerHousehold - 1));
    return db_->run(
        "DELETE FROM visitor WHERE shard = ?1 AND no IN"
        " (SELECT no FROM visitor WHERE shard = ?1"
        "  ORDER BY ended, expires DESC, no DESC LIMIT -1 OFFSET ?2)",
        shard_, limits::kVisitors - 1);
}

Result<DeviceRow> VisitorTable::admit(const Uuid& uuid, const PublicKey& key,
                                      const VisitGrant& grant, UnixTime now) {
    const auto before = find(uuid);
    if (!before.ok() && before.error().code != ErrorCode::unknown_device) return before.error();
    if (before.ok() && before->device.key != key) return ErrorCode::bad_signature;
    XF_TRY(db_->run("DELETE FROM visitor WHERE shard = ? AND uuid = ?", shard_, uuid));
    XF_TRY(make_room(grant.household, now));
    XF_ASSIGN(const std::int64_t no, next_number());
    XF_TRY(db_->run("INSERT INTO visitor VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0, 0)", shard_, no, uuid,
                    key, grant.household, grant.card, grant.verifier, grant.expires));
    XF_ASSIGN(const VisitorRow row, find(uuid));
    return row.device;
}

Status VisitorTable::set_counter(DeviceNo no, std::uint64_t counter) {
    return db_->run("UPDATE visitor SET counter = ? WHERE shard = ? AND no = ?", counter, shard_,
                    no);
}

Result<std::uint64_t> VisitorTable::add_events(HouseholdNo household, std::size_t events,
                                               UnixTime now) {
    XF_ASSIGN(const std::int64_t today,
              db_->integer("INSERT INTO visitor_day VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO UPDATE"
                           " SET events = excluded.events + iif(day = ?3, events, 0), day = ?3"
                           " RETURNING events",
                           shard_, household, std::int64_t{china_day(now).days}, events));
    return static_cast<std::uint64_t>(today);
}

Status VisitorTable::end(DeviceNo no) {
    return db_->run("UPDATE visitor SET ended = 1 WHERE shard = ? AND no = ?", shard_, no);
}

Status VisitorTable::drop(HouseholdNo household) {
    XF_TRY(
        db_->run("DELETE FROM visitor_day WHERE shard = ? AND household = ?", shard_, household));
    return db_->run("DELETE FROM visitor WHERE shard = ? AND household = ?", shard_, household);
}

Status VisitorTable::end_all() {
    XF_TRY(db_->run("UPDATE visitor SET ended = 1 WHERE shard = ?", shard_));
    return db_->run(
        "INSERT INTO visitor_number VALUES (?1, ?2) ON CONFLICT DO UPDATE"
        " SET last = last + ?3",
        shard_, std::int64_t{kFirstVisitor.value} - 1 + kNumbersLeftOut, kNumbersLeftOut);
}

Result<std::uint64_t> VisitorTable::count() const {
    XF_ASSIGN(const std::int64_t rows,
              db_->integer("SELECT count(*) FROM visitor WHERE shard = ?", shard_));
    return static_cast<std::uint64_t>(rows);
}

}  // namespace xf::sync
