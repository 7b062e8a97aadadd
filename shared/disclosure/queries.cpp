#include "shared/disclosure/queries.hpp"

#include "shared/disclosure/manifest.hpp"
#include "shared/disclosure/replica_store.hpp"

namespace xf::disclosure {
namespace {

using store::Row;

// The text itself is read only where one is shown: lists would copy all of them.
constexpr std::string_view kItems =
    "SELECT n.leaf, n.title, n.document_number, n.published, b.hash IS NOT NULL, n.body, "
    "n.replaced_by IS NOT NULL FROM log_notice n "
    "LEFT JOIN log_body b ON b.shard = n.shard AND b.hash = n.body WHERE n.shard = ?1 AND ";

NoticeItem item_of(const Row& row) {
    NoticeItem item;
    item.leaf = static_cast<std::uint64_t>(row.column_int(0));
    item.title = std::string(row.column_text(1));
    item.document_number = std::string(row.column_text(2));
    item.published = {static_cast<std::int32_t>(row.column_int(3))};
    item.readable = row.column_bool(4);
    return item;
}

}  // namespace

Result<std::vector<NoticeItem>> list_notices(store::Database& db, ShardNo shard,
                                             std::size_t limit) {
    std::vector<NoticeItem> items;
    XF_ASSIGN(auto rows, db.prepare(std::string(kItems) +
                                        "n.replaced_by IS NULL ORDER BY n.leaf DESC LIMIT ?2",
                                    shard, limit));
    XF_TRY(rows.each([&](const Row& row) { items.push_back(item_of(row)); }));
    return items;
}

Result<Document> read_notice(store::Database& db, ShardNo shard, std::uint64_t leaf) {
    // Also takes indexes that no log has: they come from a command.
    const auto index = static_cast<std::int64_t>(leaf & INT64_MAX);
    XF_ASSIGN(auto rows, db.prepare(std::string(kItems) + "n.leaf = ?2", shard, index));
    XF_ASSIGN(const bool found, rows.step());
    if (!found || leaf > INT64_MAX) return Error{ErrorCode::not_found, "notice"};
    if (rows.column_bool(6)) return Error{ErrorCode::gone, "notice"};
    Document document;
    document.item = item_of(rows);
    if (!document.item.readable) return Error{ErrorCode::log_incomplete, "body"};
    const auto body = rows.fixed<Hash>(5);
    document.hash = to_hex(body);
    XF_ASSIGN(auto files,
              db.prepare("SELECT file FROM log_body WHERE shard = ? AND hash = ?", shard, body));
    XF_ASSIGN(const bool here, files.step());
    if (!here) return Error{ErrorCode::log_incomplete, "body"};
    XF_ASSIGN(const std::string_view text, body_text(files.column_blob(0), body));
    XF_ASSIGN(document.blocks, read_document(text));
    return document;
}

Result<LogState> read_log_state(store::Database& db, ShardNo shard) {
    XF_ASSIGN(const auto record, ReplicaStore(db, shard).load());
    return record ? record->state() : LogState{};
}

}  // namespace xf::disclosure
