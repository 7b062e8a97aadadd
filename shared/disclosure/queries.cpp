#include "shared/disclosure/queries.hpp"

#include "shared/disclosure/manifest.hpp"
#include "shared/disclosure/paper.hpp"
#include "shared/disclosure/replica_store.hpp"

namespace xf::disclosure {
namespace {

using store::Row;
using Sort = ReplicaFiles::Sort;

// The text itself is read only where one is shown: lists would copy all of them.
constexpr std::string_view kItems =
    "SELECT n.leaf, n.kind, n.matter, n.version, n.due, n.title, n.document_number, n.published, "
    "f.hash IS NOT NULL, p.hash, n.superseded_by, n.withdrawn_by, n.media FROM log_notice n "
    "JOIN log_part p ON p.shard = n.shard AND p.leaf = n.leaf AND p.sort = 0 "
    "LEFT JOIN log_file f ON f.shard = n.shard AND f.hash = p.hash WHERE n.shard = ?1 AND ";
static_assert(static_cast<int>(Sort::body) == 0);

std::optional<std::uint64_t> leaf_in(const Row& row, int column) {
    if (row.column_null(column)) return std::nullopt;
    return static_cast<std::uint64_t>(row.column_int(column));
}

MediaType media_in(const Row& row) { return static_cast<MediaType>(row.column_int(12)); }

NoticeItem item_of(const Row& row) {
    NoticeItem item;
    item.leaf = static_cast<std::uint64_t>(row.column_int(0));
    item.kind = static_cast<LeafKind>(row.column_int(1));
    item.matter = row.fixed<Uuid>(2);
    item.version = row.column_uint32(3);
    if (!row.column_null(4)) item.due = DueMonth::of(row.column_uint32(4));
    item.title = std::string(row.column_text(5));
    item.document_number = std::string(row.column_text(6));
    item.published = {static_cast<std::int32_t>(row.column_int(7))};
    item.readable = row.column_bool(8);
    item.has_figures = media_in(row) == MediaType::figures;
    return item;
}

/// A publication as the tables have it.
struct Entry {
    NoticeItem item;
    Hash body;
    std::optional<std::uint64_t> superseded_by, withdrawn_by;
    MediaType media = MediaType::markdown;
};

Result<Entry> find(store::Database& db, ShardNo shard, std::uint64_t leaf) {
    // Also takes indexes that no log has: they come from a command.
    if (leaf > INT64_MAX) return Error{ErrorCode::not_found, "notice"};
    XF_ASSIGN(auto rows, db.prepare(std::string(kItems) + "n.leaf = ?2 AND n.kind <= ?3", shard,
                                    leaf, kLastKind));
    XF_ASSIGN(const auto entry, rows.first([](const Row& row) {
        return Entry{item_of(row), row.fixed<Hash>(9), leaf_in(row, 10), leaf_in(row, 11),
                     media_in(row)};
    }));
    if (!entry) return Error{ErrorCode::not_found, "notice"};
    return *entry;
}

/// The publication, or what has taken its place since.
Result<Entry> find_in_force(store::Database& db, ShardNo shard, std::uint64_t leaf) {
    for (;;) {
        XF_ASSIGN(Entry entry, find(db, shard, leaf));
        if (entry.withdrawn_by || !entry.superseded_by) return entry;
        leaf = *entry.superseded_by;  // always a later one
    }
}

Result<Withdrawal> withdrawal(store::Database& db, ShardNo shard, std::uint64_t leaf) {
    XF_ASSIGN(auto rows,
              db.prepare("SELECT bytes FROM log_leaf WHERE shard = ? AND leaf = ?", shard, leaf));
    XF_ASSIGN(const bool found, rows.step());
    if (!found) return Error{ErrorCode::database_corrupt, "log_leaf: a leaf is missing"};
    XF_ASSIGN(Manifest manifest, decode_manifest(rows.column_blob(0)));
    return Withdrawal{leaf, manifest.published, std::move(manifest.title)};
}

/// Calls `use` with the bytes of a file.
template <typename Use>
Status with_file(store::Database& db, ShardNo shard, const Hash& hash, Use use) {
    XF_ASSIGN(auto rows,
              db.prepare("SELECT file FROM log_file WHERE shard = ? AND hash = ?", shard, hash));
    XF_ASSIGN(const bool here, rows.step());
    if (!here) return Error{ErrorCode::log_incomplete, to_hex(hash)};
    return use(rows.column_blob(0));
}

}  // namespace

Result<std::vector<NoticeItem>> list_notices(store::Database& db, ShardNo shard,
                                             const NoticeFilter& filter) {
    std::optional<std::uint32_t> due;
    if (filter.due) due = filter.due->number();
    std::vector<NoticeItem> items;
    XF_ASSIGN(auto rows,
              db.prepare(std::string(kItems) +
                             "n.in_force AND n.kind <= ?2 AND "
                             "(?3 IS NULL OR n.kind BETWEEN ?3 AND coalesce(?7, ?3)) "
                             "AND (?4 IS NULL OR n.matter = ?4) AND (?5 IS NULL OR n.due = ?5) "
                             "ORDER BY n.leaf DESC LIMIT ?6",
                         shard, kLastKind, filter.kind, filter.matter, due, filter.limit,
                         filter.to_kind));
    XF_TRY(rows.each([&](const Row& row) { items.push_back(item_of(row)); }));
    return items;
}

namespace {

Result<Document> read_entry(store::Database& db, ShardNo shard, Entry entry) {
    Document document;
    document.superseded_by = entry.superseded_by;
    document.item = std::move(entry.item);
    document.hash = to_hex(entry.body);
    if (entry.withdrawn_by) {
        XF_ASSIGN(document.withdrawn, withdrawal(db, shard, *entry.withdrawn_by));
        return document;
    }
    XF_TRY(with_file(db, shard, entry.body, [&](ByteView file) -> Status {
        XF_ASSIGN(const std::string_view body, body_text(file, entry.body));
        XF_ASSIGN(const BodyParts parts, split_body(body, entry.media));
        XF_ASSIGN(document.blocks, read_document(parts.text));
        if (auto figures = decode_figures(parts.figures); figures.ok())
            document.figures = *std::move(figures);
        return {};
    }));
    XF_ASSIGN(document.papers, papers_of(db, shard, document.item.leaf));
    return document;
}

}  // namespace

Result<Document> read_notice(store::Database& db, ShardNo shard, std::uint64_t leaf) {
    XF_ASSIGN(Entry entry, find_in_force(db, shard, leaf));
    return read_entry(db, shard, std::move(entry));
}

Result<Document> read_version(store::Database& db, ShardNo shard, std::uint64_t leaf) {
    XF_ASSIGN(Entry entry, find(db, shard, leaf));
    return read_entry(db, shard, std::move(entry));
}

Result<std::optional<Figures>> read_figures(store::Database& db, ShardNo shard,
                                            std::uint64_t leaf) {
    std::optional<Figures> out;
    XF_ASSIGN(const Entry entry, find(db, shard, leaf));
    if (!entry.item.has_figures || !entry.item.readable) return out;
    XF_TRY(with_file(db, shard, entry.body, [&](ByteView file) -> Status {
        XF_ASSIGN(const std::string_view body, body_text(file, entry.body));
        const auto parts = split_body(body, entry.media);
        if (!parts.ok()) return {};
        if (auto figures = decode_figures(parts->figures); figures.ok()) out = *std::move(figures);
        return {};
    }));
    return out;
}

Result<std::vector<NoticeItem>> earlier_versions(store::Database& db, ShardNo shard,
                                                 std::uint64_t leaf) {
    std::vector<NoticeItem> items;
    XF_ASSIGN(auto rows,
              db.prepare("WITH RECURSIVE earlier(leaf) AS (SELECT leaf FROM log_notice "
                         "WHERE shard = ?1 AND superseded_by = ?2 UNION "
                         "SELECT n.leaf FROM log_notice n JOIN earlier e "
                         "ON n.shard = ?1 AND n.superseded_by = e.leaf) " +
                             std::string(kItems) +
                             "n.leaf IN earlier AND n.withdrawn_by IS NULL ORDER BY n.leaf DESC",
                         shard, leaf));
    XF_TRY(rows.each([&](const Row& row) { items.push_back(item_of(row)); }));
    return items;
}

Result<bool> is_published(store::Database& db, ShardNo shard, const Uuid& matter,
                          std::uint32_t version) {
    XF_ASSIGN(const std::int64_t found,
              db.integer("SELECT EXISTS (SELECT 1 FROM log_notice WHERE shard = ? AND matter = ? "
                         "AND version = ?)",
                         shard, matter, version));
    return found != 0;
}

Result<std::vector<Paper>> papers_of(store::Database& db, ShardNo shard, std::uint64_t leaf) {
    std::vector<Paper> papers;
    XF_ASSIGN(auto rows,
              db.prepare("SELECT p.hash, f.hash IS NOT NULL FROM log_part p LEFT JOIN log_file f "
                         "ON f.shard = p.shard AND f.hash = p.hash "
                         "WHERE p.shard = ? AND p.leaf = ? AND p.sort = ? ORDER BY p.place",
                         shard, leaf, Sort::paper));
    XF_TRY(rows.each([&](const Row& row) {
        papers.push_back({row.fixed<Hash>(0), row.column_bool(1)});
    }));
    return papers;
}

Result<Bytes> read_paper(store::Database& db, ShardNo shard, const Hash& paper) {
    Bytes out;
    XF_TRY(with_file(db, shard, paper, [&](ByteView file) -> Status {
        XF_ASSIGN(const ByteView picture, paper_picture(file, paper));
        out.assign(picture.begin(), picture.end());
        return {};
    }));
    return out;
}

Result<LogState> read_log_state(store::Database& db, ShardNo shard) {
    XF_ASSIGN(const auto record, ReplicaStore(db, shard).load());
    return record ? record->state() : LogState{};
}

}  // namespace xf::disclosure
