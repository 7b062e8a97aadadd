#include "shared/store/erasure.hpp"

#include <algorithm>

namespace xf::store {

/// Of a type that this version does not know, only who wrote it can be told.
std::vector<Scope> Erasure::about(const Header& header) const {
    std::vector<Scope> out;
    const auto known = registry_->find(header.type);
    if (known && known->feature->about) {
        if (const auto whom = known->feature->about(header)) return {*whom};
    }
    if (known) {
        const auto scope = scope_of(known->type->scope, header);
        if (scope.ok()) out.push_back(*scope);
    }
    if (const auto writer = header.actor.person())
        out.push_back({ScopeKind::person, writer->value});
    return out;
}

Result<bool> Erasure::concerns(const Event& event) const {
    if (!event.commitment) return false;
    XF_ASSIGN(const Header header, event.parsed());
    for (const Scope& whom : about(header)) {
        XF_ASSIGN(const std::int64_t erased,
                  store_.db().integer("SELECT count(*) FROM erased"
                                      " WHERE shard = ? AND kind = ? AND subject = ?",
                                      store_.shard(), whom.kind, whom.subject));
        if (erased != 0) return true;
    }
    return false;
}

Result<bool> Erasure::strip(Event& event) const {
    if (!event.body) return false;
    XF_ASSIGN(const bool erased, concerns(event));
    if (erased) event.body.reset();
    return erased;
}

Status Erasure::learn(const StoredEvent& record) {
    if (!record.position || !record.position->verdict.counts()) return {};
    XF_ASSIGN(const Header header, record.event.parsed());
    const auto known = registry_->find(header.type);
    if (!known || !known->feature->erases) return {};
    const auto whom = known->feature->erases(header);
    if (!whom) return {};
    XF_TRY(store_.db().run("INSERT INTO erased VALUES (?, ?, ?, 1) ON CONFLICT DO NOTHING",
                           store_.shard(), whom->kind, whom->subject));
    return store_.db().changes() == 0 ? Status() : drop_bodies(*whom);
}

Status Erasure::keep(StoredEvent& record) {
    XF_ASSIGN(const bool stripped, strip(record.event));
    XF_TRY(store_.put(record));
    if (stripped) XF_TRY(store_.erase_body(record.key));
    return learn(record);
}

Status Erasure::drop_bodies(const Scope& whom) {
    std::vector<EventKey> keys;
    XF_ASSIGN(Statement rows, store_.db().prepare("SELECT device, epoch, seq, header FROM event"
                                                  " JOIN body USING (shard, device, epoch, seq)"
                                                  " WHERE shard = ? AND salt IS NOT NULL",
                                                  store_.shard()));
    XF_TRY(rows.each([&](const Row& row) -> Status {
        XF_ASSIGN(const Header header, parse_header(row.column_blob(3)));
        const std::vector<Scope> found = about(header);
        if (std::find(found.begin(), found.end(), whom) != found.end())
            keys.push_back({row.number<DeviceNo>(0), row.number<Epoch>(1), row.number<Seq>(2)});
        return {};
    }));
    const Place place{store_.db(), store_.shard(), Sight{}};
    for (const EventKey& key : keys) {
        XF_TRY(store_.erase_body(key));
        for (const Feature* feature : registry_->features())
            if (feature->dropped) XF_TRY(feature->dropped(place, key));
    }
    return {};
}

Status Erasure::note_traces() {
    return store_.db().run("UPDATE erased SET traces = 1 WHERE shard = ?", store_.shard());
}

Result<bool> traces_left(Database& db) {
    XF_ASSIGN(const std::int64_t due, db.integer("SELECT count(*) FROM erased WHERE traces <> 0"));
    return due != 0;
}

Status wipe_traces(Database& db) {
    XF_ASSIGN(const bool due, traces_left(db));
    if (!due) return {};
    // SQLite overwrites what it deletes, but not the copies that it left behind when it moved rows
    // between pages, nor older pages in the WAL.
    XF_TRY(db.run("VACUUM"));
    XF_TRY(db.empty_wal());
    return db.run("UPDATE erased SET traces = 0");
}

}  // namespace xf::store
