#include "tests/crash/group_script.hpp"

#include <array>
#include <string>

#include "shared/store/migrations.hpp"

namespace xf::test {
namespace {

using store::Database;

constexpr std::int64_t kGroups = 12;

constexpr std::array<std::string_view, 1> kSteps = {
    "CREATE TABLE parcel (grp INTEGER, item INTEGER, payload BLOB, PRIMARY KEY (grp, item))"
    " WITHOUT ROWID;"
    "CREATE TABLE total (grp INTEGER PRIMARY KEY, items INTEGER, bytes INTEGER, touched INTEGER);"};
constexpr std::array<store::Schema, 1> kSchemas = {store::Schema{"groups", kSteps}};

/// Sizes in bytes of one group's rows: within a page, across pages, and once more than the cache.
std::int64_t items_of(std::int64_t group) { return group == 7 ? 9 : 1 + group % 4; }
std::int64_t bytes_of(std::int64_t group, std::int64_t item) {
    return group == 7 ? 4000 : 50 + (group * 7 + item * 13) % 5 * 900;
}

Status add_rows(Database& db, std::int64_t group) {
    std::int64_t bytes = 0;
    for (std::int64_t item = 0; item < items_of(group); ++item) {
        const std::int64_t size = bytes_of(group, item);
        XF_TRY(db.run("INSERT INTO parcel VALUES (?, ?, zeroblob(?))", group, item, size));
        bytes += size;
    }
    return db.run("INSERT INTO total VALUES (?, ?, ?, 0)", group, items_of(group), bytes);
}

Status add_group(Database& db, std::int64_t group, const Acknowledge& acknowledge) {
    XF_ASSIGN(store::Transaction transaction, db.begin());
    XF_TRY(add_rows(db, group));
    {
        XF_ASSIGN(store::Savepoint undone, db.savepoint());
        XF_TRY(db.run("DELETE FROM parcel WHERE grp = ?", group));
    }
    // Pages that older commits have written change too.
    XF_TRY(db.run("UPDATE total SET touched = ? WHERE grp < ?", group, group));
    XF_TRY(transaction.commit());
    acknowledge(std::to_string(group));
    return {};
}

Status run(Database& db, const Acknowledge& acknowledge) {
    // Few enough that the largest group is written out before its commit.
    XF_TRY(db.script("PRAGMA cache_size = 8"));
    XF_TRY(store::migrate(db, kSchemas));
    XF_ASSIGN(const std::int64_t done, db.integer("SELECT coalesce(max(grp), 0) FROM total"));
    for (std::int64_t group = done + 1; group <= kGroups; ++group) {
        XF_TRY(add_group(db, group, acknowledge));
        if (group == 9) XF_TRY(db.checkpoint());
    }
    return {};
}

Status wrong(const std::string& what) { return Error{ErrorCode::internal, what}; }

Status check(Database& db, const Acknowledged& acknowledged) {
    XF_ASSIGN(const std::int64_t tables,
              db.integer("SELECT count(*) FROM sqlite_schema WHERE name IN ('parcel', 'total')"));
    if (tables == 0) return acknowledged.empty() ? Status{} : wrong("no tables");
    XF_ASSIGN(const std::int64_t last, db.integer("SELECT coalesce(max(grp), 0) FROM total"));
    const std::int64_t promised = acknowledged.empty() ? 0 : std::stoll(acknowledged.back());
    if (last < promised) {
        return wrong("group " + std::to_string(promised) + " was acknowledged, last is " +
                     std::to_string(last));
    }
    XF_ASSIGN(const std::int64_t groups, db.integer("SELECT count(*) FROM total"));
    if (groups != last) return wrong("a group is missing");
    XF_ASSIGN(const std::int64_t half,
              db.integer("SELECT count(*) FROM total WHERE (items, bytes) IS NOT (SELECT count(*), "
                         "sum(length(payload)) FROM parcel WHERE parcel.grp = total.grp)"));
    if (half != 0) return wrong("a group is half there");
    XF_ASSIGN(const std::int64_t strays,
              db.integer("SELECT count(*) FROM parcel WHERE grp > ?", last));
    if (strays != 0) return wrong("rows without a group");
    XF_ASSIGN(const std::int64_t untouched,
              db.integer("SELECT count(*) FROM total WHERE grp < ? AND touched <> ?", last, last));
    if (untouched != 0) return wrong("an update is half there");
    return {};
}

}  // namespace

CrashScript group_script() { return {run, check}; }

}  // namespace xf::test
