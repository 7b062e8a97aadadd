#include "shared/store/migrations.hpp"

#include <algorithm>
#include <string>

namespace xf::store {
namespace {

/// Refuses what a later version of this program has written.
Status check_known(Database& db, std::span<const Schema> schemas) {
    XF_ASSIGN(Statement stored, db.prepare("SELECT component, version FROM schema_version"));
    return stored.each([&](const Row& row) -> Status {
        const std::string_view component = row.column_text(0);
        const std::int64_t version = row.column_int(1);
        const auto schema = std::find_if(schemas.begin(), schemas.end(), [&](const Schema& known) {
            return known.component == component;
        });
        const bool known = schema != schemas.end() && version >= 0 &&
                           version <= static_cast<std::int64_t>(schema->steps.size());
        if (known) return {};
        return Error{ErrorCode::database_newer,
                     std::string(component) + " has version " + std::to_string(version)};
    });
}

Result<std::size_t> version_of(Database& db, std::string_view component) {
    XF_ASSIGN(Statement stored,
              db.prepare("SELECT version FROM schema_version WHERE component = ?", component));
    XF_ASSIGN(const auto version,
              stored.first([](const Row& row) { return std::size_t{row.column_uint32(0)}; }));
    return version.value_or(0);
}

Status migrate_one(Database& db, const Schema& schema) {
    XF_ASSIGN(const std::size_t version, version_of(db, schema.component));
    if (version == schema.steps.size()) return {};
    for (const std::string_view step : schema.steps.subspan(version)) XF_TRY(db.script(step));
    return db.run("INSERT OR REPLACE INTO schema_version VALUES (?, ?)", schema.component,
                  schema.steps.size());
}

}  // namespace

Status migrate(Database& db, std::span<const Schema> schemas) {
    XF_ASSIGN(Transaction transaction, db.begin());
    XF_TRY(
        db.script("CREATE TABLE IF NOT EXISTS schema_version ("
                  "component TEXT PRIMARY KEY, version INTEGER NOT NULL) STRICT, WITHOUT ROWID"));
    XF_TRY(check_known(db, schemas));
    for (const Schema& schema : schemas) XF_TRY(migrate_one(db, schema));
    return transaction.commit();
}

}  // namespace xf::store
