#include "shared/disclosure/replica_store.hpp"

namespace xf::disclosure {
namespace {

using store::Row;

constexpr std::string_view kSteps[] = {
    R"sql(
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
)sql",
    // log_notice and log_part are read from log_leaf: up to the size in log_revealed. Kinds that this
    // version does not know stand there too, for the one that will. log_part: the body (sort 0) and
    // the papers (sort 1) of each, which log_file has as far as they were fetched.
    R"sql(
DROP TABLE log_notice;
CREATE TABLE log_notice (
    shard           INTEGER NOT NULL,
    leaf            INTEGER NOT NULL,
    kind            INTEGER NOT NULL,
    matter          BLOB NOT NULL,
    version         INTEGER NOT NULL,
    due             INTEGER,
    title           TEXT NOT NULL,
    document_number TEXT NOT NULL,
    published       INTEGER NOT NULL,
    media           INTEGER NOT NULL,
    superseded_by   INTEGER,
    withdrawn_by    INTEGER,
    in_force        INTEGER AS (superseded_by IS NULL AND withdrawn_by IS NULL),
    PRIMARY KEY (shard, leaf)
) STRICT, WITHOUT ROWID;
CREATE TABLE log_part (
    shard INTEGER NOT NULL,
    leaf  INTEGER NOT NULL,
    sort  INTEGER NOT NULL,
    place INTEGER NOT NULL,
    hash  BLOB NOT NULL,
    PRIMARY KEY (shard, leaf, sort, place)
) STRICT, WITHOUT ROWID;
CREATE INDEX log_part_hash ON log_part (shard, hash);
CREATE TABLE log_revealed (
    shard INTEGER PRIMARY KEY,
    size  INTEGER NOT NULL
) STRICT;
ALTER TABLE log_body RENAME TO log_file;
ALTER TABLE log_file ADD COLUMN sort INTEGER NOT NULL DEFAULT 0;
)sql",
    // log_returning: a hub that had only so many leaves gets the others back, with their files.
    R"sql(
CREATE TABLE log_returning (
    shard INTEGER PRIMARY KEY,
    size  INTEGER NOT NULL
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

namespace {
constexpr std::string_view kTables[] = {"log_state", "log_leaf",     "log_notice",
                                        "log_file",  "log_revealed", "log_part"};
}  // namespace
const std::span<const std::string_view> kReplicaTables = kTables;

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
    for (const std::string_view table : {"log_state", "log_leaf", "log_notice", "log_part",
                                         "log_revealed", "log_file", "log_returning"})
        XF_TRY(db_->run("DELETE FROM " + std::string(table) + " WHERE shard = ?", shard_));
    return {};
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

Status ReplicaStore::reveal(tlog::TreeSize size) {
    XF_ASSIGN(const tlog::TreeSize revealed, this->revealed());
    if (revealed >= size) return {};
    for (tlog::LeafIndex index{revealed.value}; index.value < size.value; ++index.value) {
        XF_ASSIGN(const std::optional<Bytes> leaf, leaf_bytes(*db_, shard_, index));
        if (!leaf) return Error{ErrorCode::database_corrupt, "log_leaf: a leaf is missing"};
        // A leaf of a later format is part of the tree, and nothing this version can show.
        const auto manifest = decode_manifest(*leaf);
        if (manifest.ok()) XF_TRY(reveal_leaf(index, *manifest));
    }
    XF_TRY(db_->run("INSERT OR REPLACE INTO log_revealed VALUES (?, ?)", shard_, size.value));
    return drop_unnamed_files(*db_, shard_);
}

Result<tlog::TreeSize> ReplicaStore::revealed() {
    XF_ASSIGN(
        const std::int64_t size,
        db_->integer("SELECT coalesce(max(size), 0) FROM log_revealed WHERE shard = ?", shard_));
    return tlog::TreeSize{static_cast<std::uint64_t>(size)};
}

Status ReplicaStore::reveal_leaf(tlog::LeafIndex index, const Manifest& manifest) {
    if (manifest.supersedes && *manifest.supersedes < index.value)
        XF_TRY(replace({*manifest.supersedes}, index, manifest));
    if (manifest.kind == LeafKind::withdrawal) return {};
    std::optional<std::uint32_t> due;
    if (manifest.due) due = manifest.due->number();
    XF_TRY(db_->run("INSERT INTO log_notice VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL, NULL)",
                    shard_, index.value, manifest.kind, manifest.matter, manifest.version, due,
                    manifest.title, manifest.document_number, manifest.published, manifest.media));
    XF_TRY(add_part(index, ReplicaFiles::Sort::body, 0, manifest.body));
    for (std::size_t place = 0; place < manifest.papers.size(); ++place)
        XF_TRY(add_part(index, ReplicaFiles::Sort::paper, place, manifest.papers[place]));
    return {};
}

Status ReplicaStore::add_part(tlog::LeafIndex index, ReplicaFiles::Sort sort, std::size_t place,
                              const Hash& hash) {
    return db_->run("INSERT INTO log_part VALUES (?, ?, ?, ?, ?)", shard_, index.value, sort, place,
                    hash);
}

Status ReplicaStore::replace(tlog::LeafIndex earlier, tlog::LeafIndex by,
                             const Manifest& manifest) {
    XF_ASSIGN(const std::optional<Bytes> leaf, leaf_bytes(*db_, shard_, earlier));
    if (!leaf) return {};
    const auto replaced = decode_manifest(*leaf);
    if (!replaced.ok() || !replaces(manifest, *replaced)) return {};
    const std::string_view how =
        manifest.kind == LeafKind::withdrawal ? "withdrawn_by" : "superseded_by";
    return db_->run(
        "UPDATE log_notice SET " + std::string(how) + " = ? WHERE shard = ? AND leaf = ?", by.value,
        shard_, earlier.value);
}

}  // namespace xf::disclosure
