#include "shared/disclosure/replica_files.hpp"

#include "shared/disclosure/manifest.hpp"

namespace xf::disclosure {

using store::Row;

namespace {

/// Condition on a publication n. Of months and steps what was corrected is kept, too: people compare.
constexpr std::string_view kKept =
    "n.withdrawn_by IS NULL AND (n.superseded_by IS NULL OR n.kind BETWEEN 2 AND 10) ";
static_assert(static_cast<int>(LeafKind::party_affairs) == 2 &&
              static_cast<int>(LeafKind::result) == 10);

}  // namespace

Result<std::vector<ReplicaFiles::Wanted>> ReplicaFiles::wanted() {
    XF_ASSIGN(const std::uint64_t floor, this->floor());
    std::vector<Wanted> wanted;
    XF_ASSIGN(
        auto rows,
        db_->prepare("SELECT max(n.leaf) AS newest, p.hash FROM "
                     "(SELECT n.leaf, n.media FROM log_notice n WHERE n.shard = ?1 AND " +
                         std::string(kKept) +
                         "AND n.kind <= ?2 ORDER BY n.leaf DESC LIMIT ?3) n "
                         "JOIN log_part p ON p.shard = ?1 AND p.leaf = n.leaf AND p.sort = ?4 "
                         "LEFT JOIN log_file f ON f.shard = ?1 AND f.hash = p.hash "
                         "WHERE f.hash IS NULL AND n.leaf >= ?5 AND n.media IN (?6, ?7) "
                         "GROUP BY p.hash ORDER BY newest DESC, min(p.place)",
                     shard_, kLastKind, budget_.publications, sort_, floor, MediaType::markdown,
                     MediaType::figures));
    XF_TRY(rows.each([&](const Row& row) {
        wanted.push_back({static_cast<std::uint64_t>(row.column_int(0)), row.fixed<Hash>(1)});
    }));
    return wanted;
}

Status ReplicaFiles::add(const Hash& hash, ByteView file) {
    XF_ASSIGN(auto transaction, db_->begin());
    XF_TRY(db_->run("INSERT OR REPLACE INTO log_file (shard, hash, sort, file) VALUES (?, ?, ?, ?)",
                    shard_, hash, sort_, file));
    for (;;) {
        XF_ASSIGN(const std::uint64_t bytes, this->bytes());
        if (bytes <= budget_.bytes) break;
        XF_TRY(
            db_->run("DELETE FROM log_file WHERE shard = ?1 AND hash = "
                     "(SELECT p.hash FROM log_part p JOIN log_file f USING (shard, hash, sort) "
                     "WHERE p.shard = ?1 AND p.sort = ?2 "
                     "GROUP BY p.hash ORDER BY max(p.leaf), max(p.place) DESC LIMIT 1)",
                     shard_, sort_));
    }
    return transaction.commit();
}

Result<std::uint64_t> ReplicaFiles::floor() {
    XF_ASSIGN(const std::uint64_t bytes, this->bytes());
    if (bytes + budget_.largest <= budget_.bytes) return std::uint64_t{0};
    XF_ASSIGN(const std::int64_t oldest,
              db_->integer("SELECT coalesce(min(newest), -1) FROM (SELECT max(p.leaf) AS newest "
                           "FROM log_part p JOIN log_file f USING (shard, hash, sort) "
                           "WHERE p.shard = ? AND p.sort = ? GROUP BY p.hash)",
                           shard_, sort_));
    return static_cast<std::uint64_t>(oldest + 1);
}

Result<std::uint64_t> ReplicaFiles::bytes() {
    XF_ASSIGN(const std::int64_t bytes,
              db_->integer("SELECT coalesce(sum(length(file)), 0) FROM log_file "
                           "WHERE shard = ? AND sort = ?",
                           shard_, sort_));
    return static_cast<std::uint64_t>(bytes);
}

Status drop_unnamed_files(store::Database& db, ShardNo shard) {
    return db.run(
        "DELETE FROM log_file WHERE shard = ?1 AND hash NOT IN "
        "(SELECT p.hash FROM log_part p JOIN log_notice n USING (shard, leaf) "
        "WHERE p.shard = ?1 AND " +
            std::string(kKept) + ")",
        shard);
}

}  // namespace xf::disclosure
