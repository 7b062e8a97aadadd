#include "shared/store/projector.hpp"

namespace xf::store {
namespace {

constexpr std::string_view kOwnSchema =
    "CREATE TABLE IF NOT EXISTS projection("
    " feature TEXT PRIMARY KEY, schema_hash BLOB NOT NULL) STRICT, WITHOUT ROWID;";

void hash_value(cbor::Writer& out, const Row& row, int column) {
    // Feature tables are STRICT: a column has one type, so its bytes say everything.
    if (row.column_null(column)) {
        out.null();
        return;
    }
    out.bytes(row.column_blob(column));
}

Status digest_table(Database& db, std::string_view table, cbor::Writer& out) {
    // Feature tables are WITHOUT ROWID: without ORDER BY, SQLite scans them in key order, and the
    // explicit order by all columns keeps that from being a matter of luck.
    XF_ASSIGN(const std::int64_t columns,
              db.integer("SELECT count(*) FROM pragma_table_info(?)", table));
    std::string sql = "SELECT * FROM ";
    sql += table;
    sql += " ORDER BY 1";
    for (std::int64_t i = 2; i <= columns; ++i) sql += ", " + std::to_string(i);
    XF_ASSIGN(Statement rows, db.prepare(sql));
    return rows.each([&](const Row& row) {
        out.array(static_cast<std::size_t>(columns));
        for (int i = 0; i < static_cast<int>(columns); ++i) hash_value(out, row, i);
    });
}

/// What makes the tables what they are: their schema, and the types of events that are understood. A
/// program may have kept events of types that only a later one knows.
Hash fingerprint(const Feature& feature) {
    cbor::Writer types;
    for (const EventType& type : feature.types) types.uint(type.number);
    return sha256({as_bytes(feature.schema), types.out()});
}

/// Refused for what the writer is or for how it wrote: that concerns the device alone, and must not
/// fill the history of whoever it names.
bool is_trespass(Verdict verdict) {
    const auto reason = verdict.reason();
    return reason == ErrorCode::not_permitted || reason == ErrorCode::foreign_scope ||
           reason == ErrorCode::malformed || reason == ErrorCode::too_large ||
           reason == ErrorCode::bad_claim || reason == ErrorCode::claim_taken ||
           reason == ErrorCode::not_anonymous;
}

Status drop_tables(Database& db, const Feature& feature) {
    for (const std::string_view table : feature.tables)
        XF_TRY(db.script("DROP TABLE IF EXISTS " + std::string(table)));
    return {};
}

Result<Verdict> admit_and_judge(const Registry& registry, const Feature& feature,
                                const Place& place, const Arrival& arrival) {
    for (const Feature* any : registry.features())
        if (any->admit) XF_TRY(any->admit(place, arrival));
    return feature.judge(place, arrival);
}

}  // namespace

Result<bool> Projector::prepare(Database& db) const {
    XF_TRY(db.script(kOwnSchema));
    bool changed = false;
    for (const Feature* feature : registry_->features()) {
        const Hash wanted = fingerprint(*feature);
        XF_ASSIGN(
            const std::int64_t same,
            db.integer("SELECT count(*) FROM projection WHERE feature = ? AND schema_hash = ?",
                       feature->name, wanted));
        if (same != 0) continue;
        XF_TRY(drop_tables(db, *feature));
        XF_TRY(db.script(feature->schema));
        XF_TRY(
            db.run("INSERT INTO projection VALUES (?, ?)"
                   " ON CONFLICT DO UPDATE SET schema_hash = excluded.schema_hash",
                   feature->name, wanted));
        changed = true;
    }
    return changed;
}

Status Projector::apply(const Place& place, const StoredEvent& stored,
                        std::optional<Verdict> held) const {
    XF_ASSIGN(const Header header, stored.event.parsed());
    Arrival arrival{stored.key,   header,
                    stored.event, scope_of(stored.key, stored.event),
                    held,         pending_order(stored.key)};
    if (stored.position) {
        arrival.scope = stored.position->scope;
        arrival.verdict = stored.position->verdict;
        arrival.order = stored.position->hub_seq;
    }
    // Refused and recorded aside, in its device's scope: nobody else's tables know of it.
    if (!arrival.counts() && arrival.scope != scope_of(stored.key, stored.event)) return {};
    for (const Feature* feature : registry_->features()) XF_TRY(feature->apply(place, arrival));
    return {};
}

Result<Verdict> Projector::judge(const Place& place, const EventKey& key, const Event& event,
                                 Capabilities writer) const {
    XF_ASSIGN(const Header header, event.parsed());
    const auto known = registry_->find(header.type);
    if (!known) return Verdict::parked();
    if ((known->type->writers & writer) == 0) return Verdict::rejected(ErrorCode::not_permitted);
    if (known->type->has_body != event.commitment.has_value() ||
        known->type->has_body != event.body.has_value())
        return Verdict::rejected(ErrorCode::malformed);
    const Arrival arrival{key,          header,
                          event,        scope_of(key, event),
                          std::nullopt, pending_order(key),
                          writer,       known->type->roles};
    auto verdict = admit_and_judge(*registry_, *known->feature, place, arrival);
    if (verdict.ok() || is_fault(verdict.error().code)) return verdict;
    return Verdict::rejected(verdict.error().code);
}

Status Projector::rebuild(const EventStore& store, const Sight& sight) const {
    for (const std::string_view table : tables())
        XF_TRY(store.db().script("DELETE FROM " + std::string(table)));
    const Place place{store.db(), store.shard(), sight};
    return store.each_record([&](const StoredEvent& stored) { return apply(place, stored); });
}

Result<Hash> Projector::digest(Database& db) const {
    cbor::Writer out;
    for (const std::string_view table : tables()) {
        out.text(table);
        XF_TRY(digest_table(db, table, out));
    }
    return sha256(out.out());
}

std::vector<std::string_view> Projector::tables() const {
    std::vector<std::string_view> out;
    for (const Feature* feature : registry_->features())
        out.insert(out.end(), feature->tables.begin(), feature->tables.end());
    return out;
}

Scope Projector::recorded_scope(const EventKey& key, const Event& event, Verdict verdict) const {
    if (is_trespass(verdict)) return {ScopeKind::device, key.device.value};
    return scope_of(key, event);
}

Scope Projector::scope_of(const EventKey& key, const Event& event) const {
    const Scope fallback{ScopeKind::device, key.device.value};
    const auto header = event.parsed();
    if (!header.ok()) return fallback;
    const auto known = registry_->find(header->type);
    if (!known) return fallback;
    const auto scope = store::scope_of(known->type->scope, *header);
    return scope.ok() ? *scope : fallback;
}

}  // namespace xf::store
