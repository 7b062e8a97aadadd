#include "shared/disclosure/replica_store.hpp"

namespace xf::disclosure {
namespace {

using store::Row;

constexpr std::string_view kSteps[] = {R"sql(
CREATE TABLE log_state (
    shard        INTEGER PRIMARY KEY,
    vkey         TEXT NOT NULL,
    first_use    INTEGER NOT NULL,
    verdict      INTEGER NOT NULL,
    checked_at   INTEGER,
    size         INTEGER NOT NULL,
    root         BLOB NOT NULL,
    note         BLOB NOT NULL,
    pending      BLOB NOT NULL,
    evidence     BLOB NOT NULL,
    evidence_why TEXT NOT NULL
) STRICT;
CREATE TABLE log_leaf (
    shard INTEGER NOT NULL,
    leaf  INTEGER NOT NULL,
    bytes BLOB NOT NULL,
    PRIMARY KEY (shard, leaf)
) STRICT, WITHOUT ROWID;
CREATE TABLE log_notice (
    shard           INTEGER NOT NULL,
    leaf            INTEGER NOT NULL,
    kind            INTEGER NOT NULL,
    title           TEXT NOT NULL,
    document_number TEXT NOT NULL,
    published       INTEGER NOT NULL,
    body            BLOB NOT NULL,
    media           INTEGER NOT NULL,
    replaced_by     INTEGER,
    PRIMARY KEY (shard, leaf)
) STRICT, WITHOUT ROWID;
CREATE TABLE log_body (
    shard INTEGER NOT NULL,
    hash  BLOB NOT NULL,
    file  BLOB NOT NULL,
    PRIMARY KEY (shard, hash)
) STRICT;
)sql"};

Bytes copied(ByteView bytes) { return {bytes.begin(), bytes.end()}; }

Result<std::optional<Bytes>> leaf_bytes(store::Database& db, ShardNo shard, tlog::LeafIndex index) {
    XF_ASSIGN(auto rows, db.prepare("SELECT bytes FROM log_leaf WHERE shard = ? AND leaf = ?",
                                    shard, index.value));
    return rows.first([](const Row& row) { return copied(row.column_blob(0)); });
}

}  // namespace

const store::Schema kReplicaSchema{"log_replica", kSteps};

LogState ReplicaRecord::state() const {
    LogState state;
    state.verdict = verdict;
    state.size = head.size.value;
    if (!note.empty()) state.root = to_hex(head.root);
    state.checked_at = checked_at;
    state.first_use = first_use;
    return state;
}

Result<std::optional<ReplicaRecord>> ReplicaStore::load() {
    XF_ASSIGN(auto rows,
              db_->prepare("SELECT vkey, first_use, verdict, checked_at, size, root, note, "
                           "pending, evidence, evidence_why FROM log_state "
                           "WHERE shard = ?",
                           shard_));
    XF_ASSIGN(const bool found, rows.step());
    if (!found) return std::optional<ReplicaRecord>();
    ReplicaRecord record;
    auto key = tlog::VerifierKey::parse(rows.column_text(0));
    const std::int64_t verdict = rows.column_int(2);
    if (!key.ok() || verdict < 0 || verdict > static_cast<int>(LogState::Verdict::incomplete))
        return Error{ErrorCode::database_corrupt, "log_state"};
    record.key = *std::move(key);
    record.first_use = rows.column_bool(1);
    record.verdict = static_cast<LogState::Verdict>(verdict);
    if (!rows.column_null(3)) record.checked_at = rows.column_time(3);
    record.head = {{static_cast<std::uint64_t>(rows.column_int(4))}, rows.fixed<Hash>(5)};
    record.note = copied(rows.column_blob(6));
    record.pending = copied(rows.column_blob(7));
    record.evidence = copied(rows.column_blob(8));
    record.evidence_why = std::string(rows.column_text(9));
    XF_TRY(rows.run());  // to the end: tells whether the row was sound
    return std::optional(std::move(record));
}

Status ReplicaStore::save(const ReplicaRecord& record) {
    return db_->run("INSERT OR REPLACE INTO log_state VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    shard_, record.key.text(), record.first_use, record.verdict, record.checked_at,
                    record.head.size.value, record.head.root, record.note, record.pending,
                    record.evidence, record.evidence_why);
}

Status ReplicaStore::forget() {
    XF_TRY(db_->run("DELETE FROM log_state WHERE shard = ?", shard_));
    XF_TRY(db_->run("DELETE FROM log_leaf WHERE shard = ?", shard_));
    XF_TRY(db_->run("DELETE FROM log_notice WHERE shard = ?", shard_));
    return db_->run("DELETE FROM log_body WHERE shard = ?", shard_);
}

Result<tlog::Frontier> ReplicaStore::tree(tlog::TreeSize size) {
    tlog::Frontier frontier;
    XF_ASSIGN(auto rows,
              db_->prepare("SELECT leaf, bytes FROM log_leaf WHERE shard = ? AND leaf < ? "
                           "ORDER BY leaf",
                           shard_, size.value));
    XF_TRY(rows.each([&](const Row& row) -> Status {
        if (static_cast<std::uint64_t>(row.column_int(0)) != frontier.size().value)
            return Error{ErrorCode::database_corrupt, "log_leaf: a leaf is missing"};
        frontier.append(tlog::leaf_hash(row.column_blob(1)));
        return {};
    }));
    return frontier;
}

Status ReplicaStore::add_leaf(tlog::LeafIndex index, ByteView leaf) {
    return db_->run("INSERT INTO log_leaf VALUES (?, ?, ?)", shard_, index.value, leaf);
}

Result<bool> ReplicaStore::has_leaf(tlog::LeafIndex index, ByteView leaf) {
    XF_ASSIGN(const std::optional<Bytes> stored, leaf_bytes(*db_, shard_, index));
    return stored && equal(*stored, leaf);
}

Status ReplicaStore::drop_leaves(tlog::TreeSize size) {
    return db_->run("DELETE FROM log_leaf WHERE shard = ? AND leaf >= ?", shard_, size.value);
}

Status ReplicaStore::reveal(tlog::TreeSize from) {
    for (tlog::LeafIndex index{from.value};; ++index.value) {
        XF_ASSIGN(const std::optional<Bytes> leaf, leaf_bytes(*db_, shard_, index));
        if (!leaf) break;
        // A leaf of a later format is part of the tree, and nothing this version can show.
        const auto manifest = decode_manifest(*leaf);
        if (manifest.ok()) XF_TRY(reveal_leaf(index, *manifest));
    }
    return db_->run(
        "DELETE FROM log_body WHERE shard = ? AND hash NOT IN (SELECT body FROM log_notice "
        "WHERE shard = ? AND replaced_by IS NULL)",
        shard_, shard_);
}

Status ReplicaStore::reveal_leaf(tlog::LeafIndex index, const Manifest& manifest) {
    if (manifest.supersedes && *manifest.supersedes < index.value)
        XF_TRY(replace({*manifest.supersedes}, index, manifest));
    if (manifest.kind != LeafKind::notice) return {};
    return db_->run("INSERT INTO log_notice VALUES (?, ?, ?, ?, ?, ?, ?, ?, NULL)", shard_,
                    index.value, manifest.kind, manifest.title, manifest.document_number,
                    manifest.published, manifest.body, manifest.media);
}

Status ReplicaStore::replace(tlog::LeafIndex earlier, tlog::LeafIndex by,
                             const Manifest& manifest) {
    XF_ASSIGN(const std::optional<Bytes> leaf, leaf_bytes(*db_, shard_, earlier));
    if (!leaf) return {};
    const auto replaced = decode_manifest(*leaf);
    if (!replaced.ok() || !replaces(manifest, *replaced)) return {};
    return db_->run("UPDATE log_notice SET replaced_by = ? WHERE shard = ? AND leaf = ?", by.value,
                    shard_, earlier.value);
}

Result<std::vector<Hash>> ReplicaStore::wanted_bodies(std::size_t notices) {
    std::vector<Hash> wanted;
    XF_ASSIGN(
        auto rows,
        db_->prepare("SELECT n.body FROM (SELECT leaf, body, media FROM log_notice "
                     "WHERE shard = ?1 AND replaced_by IS NULL ORDER BY leaf DESC LIMIT ?2) n "
                     "LEFT JOIN log_body b ON b.shard = ?1 AND b.hash = n.body "
                     "WHERE b.hash IS NULL AND n.media = ?3 ORDER BY n.leaf DESC",
                     shard_, notices, MediaType::markdown));
    XF_TRY(rows.each([&](const Row& row) { wanted.push_back(row.fixed<Hash>(0)); }));
    return wanted;
}

Result<std::uint64_t> ReplicaStore::body_bytes() {
    XF_ASSIGN(const std::int64_t bytes,
              db_->integer("SELECT coalesce(sum(length(file)), 0) FROM log_body WHERE shard = ?",
                           shard_));
    return static_cast<std::uint64_t>(bytes);
}

Status ReplicaStore::add_body(const Hash& hash, ByteView file) {
    return db_->run("INSERT OR REPLACE INTO log_body VALUES (?, ?, ?)", shard_, hash, file);
}

}  // namespace xf::disclosure
