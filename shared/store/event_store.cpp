#include "shared/store/event_store.hpp"

#include <algorithm>

namespace xf::store {

namespace {

// A row of `event` without hub_seq is pending. `body` has no row where there never was a body, and a
// row without salt, the tombstone, where it was erased.
constexpr std::string_view kSteps[] = {
    R"sql(
CREATE TABLE shard_log(
  shard INTEGER PRIMARY KEY,
  hub_seq INTEGER NOT NULL) STRICT;
CREATE TABLE event(
  shard INTEGER NOT NULL, device INTEGER NOT NULL, epoch INTEGER NOT NULL, seq INTEGER NOT NULL,
  header BLOB NOT NULL, commitment BLOB,
  hub_seq INTEGER, verdict INTEGER,
  scope_kind INTEGER, scope_subject INTEGER, scope_no INTEGER, scope_hash BLOB,
  PRIMARY KEY(shard, device, epoch, seq)) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX event_order ON event(shard, hub_seq) WHERE hub_seq IS NOT NULL;
CREATE INDEX event_scope ON event(shard, scope_kind, scope_subject, hub_seq)
  WHERE hub_seq IS NOT NULL;
CREATE INDEX event_pending ON event(shard, device, epoch, seq) WHERE hub_seq IS NULL;
CREATE TABLE body(
  shard INTEGER NOT NULL, device INTEGER NOT NULL, epoch INTEGER NOT NULL, seq INTEGER NOT NULL,
  salt BLOB, content BLOB,
  PRIMARY KEY(shard, device, epoch, seq)) STRICT, WITHOUT ROWID;
CREATE TABLE scope_head(
  shard INTEGER NOT NULL, kind INTEGER NOT NULL, subject INTEGER NOT NULL,
  number INTEGER NOT NULL, hash BLOB NOT NULL,
  PRIMARY KEY(shard, kind, subject)) STRICT, WITHOUT ROWID;
CREATE TABLE chain_head(
  shard INTEGER NOT NULL, device INTEGER NOT NULL, epoch INTEGER NOT NULL,
  seq INTEGER NOT NULL, hash BLOB NOT NULL,
  PRIMARY KEY(shard, device, epoch)) STRICT, WITHOUT ROWID;
)sql",
    // Who was erased (erasure.hpp). `traces`: bytes of theirs may still be in free pages of the file.
    "CREATE TABLE erased("
    " shard INTEGER NOT NULL, kind INTEGER NOT NULL, subject INTEGER NOT NULL,"
    " traces INTEGER NOT NULL, PRIMARY KEY(shard, kind, subject)) STRICT, WITHOUT ROWID;",
};

}  // namespace

const std::span<const std::string_view> EventStore::kSchema = kSteps;

const std::string_view EventStore::kColumns =
    "e.device, e.epoch, e.seq, e.header, e.commitment, b.salt, b.content, e.hub_seq, e.verdict,"
    " e.scope_kind, e.scope_subject, e.scope_no, e.scope_hash ";
const std::string_view EventStore::kFrom =
    "FROM event e LEFT JOIN body b USING (shard, device, epoch, seq) ";

namespace {

std::string select(std::string_view rest) {
    std::string sql = "SELECT ";
    sql += EventStore::kColumns;
    sql += EventStore::kFrom;
    sql += rest;
    return sql;
}

}  // namespace

Result<StoredEvent> EventStore::read(const Row& row) {
    StoredEvent out;
    out.key = {row.number<DeviceNo>(0), row.number<Epoch>(1), row.number<Seq>(2)};
    const ByteView header = row.column_blob(3);
    out.event.header.assign(header.begin(), header.end());
    if (!row.column_null(4)) out.event.commitment = row.fixed<Hash>(4);
    if (!row.column_null(5)) {
        Body body;
        const ByteView salt = row.column_blob(5);
        if (salt.size() != body.salt.size()) return Error{ErrorCode::database_corrupt, "salt"};
        std::copy(salt.begin(), salt.end(), body.salt.begin());
        const ByteView content = row.column_blob(6);
        body.content.assign(content.begin(), content.end());
        out.event.body = std::move(body);
    }
    if (row.column_null(7)) return out;
    const auto verdict = Verdict::decoded(static_cast<std::uint64_t>(row.column_int(8)));
    if (!verdict.ok()) return Error{ErrorCode::database_corrupt, "verdict"};
    out.position = Position{static_cast<std::uint64_t>(row.column_int(7)),
                            *verdict,
                            {static_cast<ScopeKind>(row.column_int(9)), row.column_uint32(10)},
                            static_cast<std::uint64_t>(row.column_int(11)),
                            std::nullopt};
    if (!row.column_null(12)) out.position->scope_hash = row.fixed<Hash>(12);
    return out;
}

namespace {

Status visit_all(Statement& rows, const EventStore::Visit& visit) {
    return rows.each([&](const Row& row) -> Status {
        XF_ASSIGN(const StoredEvent event, EventStore::read(row));
        return visit(event);
    });
}

}  // namespace

Result<std::optional<StoredEvent>> EventStore::find(const EventKey& key) const {
    static const std::string kSql =
        select("WHERE e.shard = ? AND e.device = ? AND e.epoch = ? AND e.seq = ?");
    XF_ASSIGN(Statement rows, db_->prepare(kSql, shard_, key.device, key.epoch, key.seq));
    XF_ASSIGN(const bool found, rows.step());
    if (!found) return std::optional<StoredEvent>{};
    XF_ASSIGN(StoredEvent event, read(rows));
    return std::optional<StoredEvent>{std::move(event)};
}

Status EventStore::put(const StoredEvent& stored) {
    const auto& [key, event, position] = stored;
    std::optional<std::uint64_t> hub_seq, scope_no;
    std::optional<std::uint32_t> verdict, kind, subject;
    std::optional<Hash> scope_hash;
    if (position) {
        hub_seq = position->hub_seq;
        verdict = position->verdict.encoded();
        kind = static_cast<std::uint32_t>(position->scope.kind);
        subject = position->scope.subject;
        scope_no = position->scope_no;
        scope_hash = position->scope_hash;
    }
    XF_TRY(
        db_->run("INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                 " ON CONFLICT DO UPDATE SET hub_seq = excluded.hub_seq,"
                 " verdict = excluded.verdict, scope_kind = excluded.scope_kind,"
                 " scope_subject = excluded.scope_subject, scope_no = excluded.scope_no,"
                 " scope_hash = excluded.scope_hash",
                 shard_, key.device, key.epoch, key.seq, event.header, event.commitment, hub_seq,
                 verdict, kind, subject, scope_no, scope_hash));
    if (!event.body) return {};
    return db_->run("INSERT INTO body VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING", shard_,
                    key.device, key.epoch, key.seq, event.body->salt, event.body->content);
}

Status EventStore::erase_body(const EventKey& key) {
    return db_->run(
        "INSERT INTO body VALUES (?, ?, ?, ?, NULL, NULL)"
        " ON CONFLICT DO UPDATE SET salt = NULL, content = NULL",
        shard_, key.device, key.epoch, key.seq);
}

Result<ScopeHead> EventStore::scope_head(const Scope& scope) const {
    XF_ASSIGN(Statement rows, db_->prepare("SELECT number, hash FROM scope_head"
                                           " WHERE shard = ? AND kind = ? AND subject = ?",
                                           shard_, scope.kind, scope.subject));
    XF_ASSIGN(const auto head, rows.first([](const Row& row) {
        return ScopeHead{static_cast<std::uint64_t>(row.column_int(0)), row.fixed<Hash>(1)};
    }));
    return head.value_or(ScopeHead{});
}

Status EventStore::set_scope_head(const Scope& scope, const ScopeHead& head) {
    return db_->run(
        "INSERT INTO scope_head VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE"
        " SET number = excluded.number, hash = excluded.hash",
        shard_, scope.kind, scope.subject, head.number, head.hash);
}

Result<ChainHead> EventStore::chain_head(DeviceNo device, Epoch epoch, const Hash& start) const {
    XF_ASSIGN(Statement rows, db_->prepare("SELECT seq, hash FROM chain_head"
                                           " WHERE shard = ? AND device = ? AND epoch = ?",
                                           shard_, device, epoch));
    XF_ASSIGN(const auto head, rows.first([](const Row& row) {
        return ChainHead{row.number<Seq>(0), row.fixed<Hash>(1)};
    }));
    return head.value_or(ChainHead{Seq{0}, start});
}

Status EventStore::set_chain_head(DeviceNo device, Epoch epoch, const ChainHead& head) {
    return db_->run(
        "INSERT INTO chain_head VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE"
        " SET seq = excluded.seq, hash = excluded.hash",
        shard_, device, epoch, head.seq, head.hash);
}

Result<std::uint64_t> EventStore::hub_seq() const {
    XF_ASSIGN(Statement rows,
              db_->prepare("SELECT hub_seq FROM shard_log WHERE shard = ?", shard_));
    XF_ASSIGN(const auto seq, rows.first([](const Row& row) {
        return static_cast<std::uint64_t>(row.column_int(0));
    }));
    return seq.value_or(0);
}

Status EventStore::set_hub_seq(std::uint64_t seq) {
    return db_->run(
        "INSERT INTO shard_log VALUES (?, ?) ON CONFLICT DO UPDATE"
        " SET hub_seq = excluded.hub_seq",
        shard_, seq);
}

Status EventStore::each_record(const Visit& visit) const {
    static const std::string kSql =
        select("WHERE e.shard = ? AND e.hub_seq IS NOT NULL ORDER BY e.hub_seq");
    XF_ASSIGN(Statement rows, db_->prepare(kSql, shard_));
    return visit_all(rows, visit);
}

Result<Statement> EventStore::records_after(std::uint64_t seq) const {
    static const std::string kSql =
        select("WHERE e.shard = ? AND e.hub_seq > ? ORDER BY e.hub_seq");
    return db_->prepare(kSql, shard_, seq);
}

Status EventStore::each_record_of(const Scope& scope, std::uint64_t from_scope_no,
                                  std::size_t limit, const Visit& visit) const {
    static const std::string kSql = select(
        "WHERE e.shard = ? AND e.scope_kind = ? AND e.scope_subject = ?"
        " AND e.hub_seq IS NOT NULL AND e.scope_no >= ? ORDER BY e.hub_seq LIMIT ?");
    XF_ASSIGN(Statement rows,
              db_->prepare(kSql, shard_, scope.kind, scope.subject, from_scope_no, limit));
    return visit_all(rows, visit);
}

Status EventStore::each_pending(const Visit& visit) const {
    static const std::string kSql =
        select("WHERE e.shard = ? AND e.hub_seq IS NULL ORDER BY e.device, e.epoch, e.seq");
    XF_ASSIGN(Statement rows, db_->prepare(kSql, shard_));
    return visit_all(rows, visit);
}

Status EventStore::drop_order_after(std::uint64_t seq, DeviceNo device, Epoch epoch) {
    XF_TRY(
        db_->run("UPDATE event SET hub_seq = NULL, verdict = NULL, scope_kind = NULL,"
                 " scope_subject = NULL, scope_no = NULL, scope_hash = NULL"
                 " WHERE shard = ? AND device = ? AND epoch = ? AND hub_seq > ?",
                 shard_, device, epoch, seq));
    XF_TRY(
        db_->run("DELETE FROM body WHERE (shard, device, epoch, seq) IN"
                 " (SELECT shard, device, epoch, seq FROM event WHERE shard = ? AND hub_seq > ?)",
                 shard_, seq));
    return db_->run("DELETE FROM event WHERE shard = ? AND hub_seq > ?", shard_, seq);
}

Status EventStore::forget_scope(const Scope& scope, DeviceNo keep, std::uint64_t stable) {
    XF_TRY(
        db_->run("DELETE FROM body WHERE (shard, device, epoch, seq) IN"
                 " (SELECT shard, device, epoch, seq FROM event WHERE shard = ?1"
                 "  AND scope_kind = ?2 AND scope_subject = ?3"
                 "  AND (device <> ?4 OR hub_seq <= ?5))",
                 shard_, scope.kind, scope.subject, keep, stable));
    XF_TRY(
        db_->run("DELETE FROM event WHERE shard = ? AND scope_kind = ? AND scope_subject = ?"
                 " AND device <> ?",
                 shard_, scope.kind, scope.subject, keep));
    XF_TRY(
        db_->run("UPDATE event SET scope_no = 0 WHERE shard = ? AND scope_kind = ?"
                 " AND scope_subject = ?",
                 shard_, scope.kind, scope.subject));
    return db_->run("DELETE FROM scope_head WHERE shard = ? AND kind = ? AND subject = ?", shard_,
                    scope.kind, scope.subject);
}

}  // namespace xf::store
