#include "shared/blobs/blob_store.hpp"

#include "shared/base/limits.hpp"

namespace xf::blobs {

using namespace store;

namespace {

// The data is in a table of its own: what is asked often reads no picture.
constexpr std::string_view kSteps[] = {R"sql(
CREATE TABLE blob(
  hash BLOB PRIMARY KEY, size INTEGER NOT NULL, have INTEGER NOT NULL, to_send INTEGER NOT NULL,
  sent_at INTEGER, came INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE blob_data(hash BLOB PRIMARY KEY, data BLOB NOT NULL) STRICT;
)sql"};

/// Of the next one that comes; what came first is the first to go.
constexpr std::string_view kNextCame = "(SELECT ifnull(max(came), 0) + 1 FROM blob)";

}  // namespace

const std::span<const std::string_view> BlobStore::kSchema = kSteps;

Status BlobStore::put_own(ByteView content) {
    const BlobRef blob = reference_to(content);
    static const std::string kSql = "INSERT INTO blob VALUES (?1, ?2, ?2, 1, NULL, " +
                                    std::string(kNextCame) +
                                    ") ON CONFLICT DO UPDATE SET have = size, to_send = 1";
    XF_TRY(db_->run(kSql, blob.hash, blob.size));
    return db_->run("INSERT OR REPLACE INTO blob_data VALUES (?, ?)", blob.hash, content);
}

Result<std::uint32_t> BlobStore::append(const BlobRef& blob, std::uint32_t offset, ByteView piece) {
    XF_TRY(settle_size(blob));
    XF_ASSIGN(const std::uint32_t before, have(blob.hash));
    if (offset != before || piece.empty()) return before;
    if (piece.size() > blob.size - before) return ErrorCode::too_large;
    const auto now = before + static_cast<std::uint32_t>(piece.size());
    static const std::string kSql = "INSERT INTO blob VALUES (?, ?, ?, 0, NULL, " +
                                    std::string(kNextCame) +
                                    ") ON CONFLICT DO UPDATE SET have = excluded.have";
    XF_TRY(db_->run(kSql, blob.hash, blob.size, now));
    XF_TRY(
        db_->run("INSERT INTO blob_data VALUES (?1, ?2) ON CONFLICT DO UPDATE"
                 " SET data = CAST(data || excluded.data AS BLOB)",
                 blob.hash, piece));
    if (now < blob.size) return now;
    XF_ASSIGN(const std::optional<Bytes> content, read(blob.hash));
    if (content && sha256(*content) == blob.hash) return now;
    XF_TRY(drop(blob.hash));
    return ErrorCode::wrong_hash;
}

/// Somebody may name it with another size. Bytes that are whole prove who is wrong; what is not whole
/// begins anew.
Status BlobStore::settle_size(const BlobRef& blob) {
    XF_ASSIGN(const std::int64_t other,
              db_->integer("SELECT count(*) FROM blob WHERE hash = ? AND size <> ?", blob.hash,
                           blob.size));
    if (other == 0) return {};
    XF_ASSIGN(const std::optional<Bytes> whole, read(blob.hash));
    return whole ? Status(ErrorCode::wrong_hash) : drop(blob.hash);
}

Result<std::uint32_t> BlobStore::have(const Hash& hash) const {
    XF_ASSIGN(Statement rows, db_->prepare("SELECT have FROM blob WHERE hash = ?", hash));
    XF_ASSIGN(const auto have, rows.first([](const Row& row) { return row.column_uint32(0); }));
    return have.value_or(0);
}

Result<std::optional<Bytes>> BlobStore::read(const Hash& hash) const {
    XF_ASSIGN(Statement rows, db_->prepare("SELECT d.data FROM blob b JOIN blob_data d USING (hash)"
                                           " WHERE b.hash = ? AND b.have = b.size",
                                           hash));
    return rows.first([](const Row& row) {
        const ByteView data = row.column_blob(0);
        return Bytes(data.begin(), data.end());
    });
}

Result<Bytes> BlobStore::read_piece(const BlobRef& blob, std::uint32_t offset,
                                    std::size_t limit) const {
    XF_ASSIGN(
        Statement rows,
        db_->prepare("SELECT substr(d.data, ?2 + 1, ?3) FROM blob b JOIN blob_data d USING (hash)"
                     " WHERE b.hash = ?1 AND b.have = b.size AND b.size = ?4",
                     blob.hash, offset, limit, blob.size));
    XF_ASSIGN(auto piece, rows.first([](const Row& row) {
        const ByteView data = row.column_blob(0);
        return Bytes(data.begin(), data.end());
    }));
    if (!piece) return ErrorCode::not_found;
    return *std::move(piece);
}

Result<std::optional<BlobRef>> BlobStore::next_to_send() const {
    XF_ASSIGN(Statement rows, db_->prepare("SELECT hash, size FROM blob WHERE to_send = 1"
                                           " ORDER BY size, hash LIMIT 1"));
    return rows.first([](const Row& row) {
        return BlobRef{row.fixed<Hash>(0), row.column_uint32(1)};
    });
}

Result<std::uint32_t> BlobStore::count_to_send() const {
    XF_ASSIGN(const std::int64_t count,
              db_->integer("SELECT count(*) FROM blob WHERE to_send = 1"));
    return static_cast<std::uint32_t>(count);
}

Status BlobStore::sent(const Hash& hash, std::uint64_t cursor) {
    return db_->run("UPDATE blob SET to_send = 0, sent_at = ? WHERE hash = ?", cursor, hash);
}

Status BlobStore::send_again() {
    return db_->run("UPDATE blob SET to_send = 1 WHERE sent_at IS NOT NULL");
}

Result<std::uint64_t> BlobStore::total_bytes() const {
    XF_ASSIGN(const std::int64_t sum, db_->integer("SELECT ifnull(sum(have), 0) FROM blob"));
    return static_cast<std::uint64_t>(sum);
}

/// What came first comes first.
Result<std::vector<BlobRef>> BlobStore::may_go(std::uint64_t stable) const {
    XF_ASSIGN(Statement rows, db_->prepare("SELECT hash, have FROM blob WHERE to_send = 0"
                                           " AND (sent_at IS NULL OR sent_at < ?) ORDER BY came",
                                           stable));
    std::vector<BlobRef> out;
    XF_TRY(rows.each([&](const Row& row) {
        out.push_back({row.fixed<Hash>(0), row.column_uint32(1)});
    }));
    return out;
}

Status BlobStore::sweep(std::uint64_t stable, const Named& named) {
    XF_ASSIGN(const std::vector<BlobRef> all, may_go(stable));
    for (const BlobRef& blob : all) {
        XF_ASSIGN(const bool stays, named(blob.hash));
        if (!stays) XF_TRY(drop(blob.hash));
    }
    return {};
}

Status BlobStore::make_room(std::uint64_t bytes, std::uint64_t stable) {
    XF_ASSIGN(std::uint64_t total, total_bytes());
    if (total <= bytes) return {};
    XF_ASSIGN(const std::vector<BlobRef> all, may_go(stable));
    for (const BlobRef& blob : all) {
        if (total <= bytes) return {};
        total -= blob.size;
        XF_TRY(drop(blob.hash));
    }
    return {};
}

Status BlobStore::drop(const Hash& hash) {
    XF_TRY(db_->run("DELETE FROM blob_data WHERE hash = ?", hash));
    return db_->run("DELETE FROM blob WHERE hash = ?", hash);
}

}  // namespace xf::blobs
