#include "shared/store/client_log.hpp"

#include <algorithm>
#include <set>

#include "shared/base/limits.hpp"
#include "shared/store/changeset.hpp"
#include "shared/store/erasure.hpp"

namespace xf::store {

namespace {

// `held` is the verdict of an event that the hub keeps apart.
constexpr std::string_view kSteps[] = {
    R"sql(
CREATE TABLE pending(
  shard INTEGER NOT NULL, epoch INTEGER NOT NULL, seq INTEGER NOT NULL,
  chain_hash BLOB NOT NULL, changeset BLOB NOT NULL, held INTEGER,
  PRIMARY KEY(shard, epoch, seq)) STRICT, WITHOUT ROWID;
)sql",
    "CREATE TABLE log_stable(shard INTEGER PRIMARY KEY, seq INTEGER NOT NULL) STRICT;"
    "CREATE TABLE log_unsettled(shard INTEGER PRIMARY KEY) STRICT",
};

}  // namespace

const std::span<const std::string_view> ClientLog::kSchema = kSteps;

Result<EventKey> ClientLog::submit(const Header& header, std::optional<Body> body) {
    XF_ASSIGN(const bool quarantined, broken());
    if (quarantined) return ErrorCode::chain_broken;
    XF_ASSIGN(const bool settled, this->settled());
    if (!settled) return ErrorCode::recovering;
    const Hash start = chain_start(shard_.uuid, own_.uuid, own_.epoch);
    XF_ASSIGN(const ChainHead head, store_.chain_head(own_.no, own_.epoch, start));
    const EventKey key{own_.no, own_.epoch, Seq{head.seq.value + 1}};
    const Event event = body ? make_event(header, *std::move(body)) : make_event(header);
    XF_TRY(check_readable(event));

    XF_ASSIGN(const Verdict verdict, projector_->judge(place(), key, event, own_.grant()));
    if (const auto reason = verdict.reason()) return *reason;
    XF_ASSERT(verdict.counts());  // a program only makes events of types that it knows

    const Hash chain_hash = chain_next(head.hash, event);
    const StoredEvent pending{key, event, std::nullopt};
    XF_TRY(store_.put(pending));
    XF_TRY(store_.set_chain_head(own_.no, own_.epoch, {key.seq, chain_hash}));
    XF_TRY(store_.db().run("INSERT INTO pending VALUES (?, ?, ?, ?, x'', NULL)", shard_.no,
                           own_.epoch, key.seq, chain_hash));
    XF_TRY(apply_pending(pending));
    return key;
}

Status ClientLog::append(const Header& header, std::optional<Body> body) {
    XF_TRY(submit(header, std::move(body)));
    return {};
}

// A pending event that the hub's news made impossible stays pending, unapplied: the hub has the last
// word on it, and nothing may block the queue behind it.
Status ClientLog::apply_pending(const StoredEvent& pending) {
    XF_ASSIGN(const std::optional<Verdict> held, held_with(pending.key));
    const bool on_top = !held || held->kind() == Verdict::Kind::parked;
    const std::vector<std::string_view> tables = projector_->tables();
    ChangeRecorder recorder(store_.db(), tables);
    {
        XF_ASSIGN(Savepoint savepoint, store_.db().savepoint());
        Status applied = projector_->apply(place(), pending, on_top ? std::nullopt : held);
        if (applied.ok())
            XF_TRY(savepoint.release());
        else if (is_fault(applied.error().code))
            return applied;
    }
    XF_ASSIGN(const Bytes changeset, recorder.take());
    return store_.db().run(
        "UPDATE pending SET changeset = ? WHERE shard = ? AND epoch = ? AND seq = ?", changeset,
        shard_.no, pending.key.epoch, pending.key.seq);
}

Status ClientLog::undo_pending() {
    XF_ASSIGN(const bool undone, undo_changesets());
    // The tables are not what they were: no matter, the log has everything that they are made of.
    return undone ? Status() : projector_->rebuild(store_, place().sight);
}

/// False where the tables are not as the changesets left them.
Result<bool> ClientLog::undo_changesets() {
    XF_ASSIGN(Statement rows, store_.db().prepare("SELECT changeset FROM pending WHERE shard = ?"
                                                  " ORDER BY epoch DESC, seq DESC",
                                                  shard_.no));
    bool fits = true;
    XF_TRY(rows.each([&](const Row& row) -> Status {
        if (!fits) return {};
        const Status undone = undo(store_.db(), row.column_blob(0));
        fits = undone.ok();
        const bool misfit = !fits && undone.error().code == ErrorCode::database_corrupt;
        return misfit ? Status() : undone;
    }));
    return fits;
}

Status ClientLog::redo_pending() {
    std::vector<StoredEvent> left;
    XF_TRY(store_.each_pending([&](const StoredEvent& stored) -> Status {
        left.push_back(stored);
        return {};
    }));
    XF_TRY(
        store_.db().run("DELETE FROM pending WHERE shard = ?1 AND (epoch, seq) NOT IN"
                        " (SELECT epoch, seq FROM event WHERE shard = ?1 AND device = ?2"
                        "  AND hub_seq IS NULL)",
                        shard_.no, own_.no));
    for (const StoredEvent& stored : left) XF_TRY(apply_pending(stored));
    return {};
}

namespace {

std::size_t encoded_size(const Event& event) {
    cbor::Writer out;
    write(out, event);
    return out.out().size();
}

}  // namespace

Result<Unsent> ClientLog::unsent(std::size_t limit) {
    Unsent out;
    XF_ASSIGN(
        Statement rows,
        store_.db().prepare("SELECT seq, chain_hash FROM pending WHERE shard = ? AND epoch = ?"
                            " AND held IS NULL ORDER BY seq LIMIT ?",
                            shard_.no, own_.epoch, limit));
    std::size_t bytes = 0;
    for (;;) {
        XF_ASSIGN(const bool more, rows.step());
        if (!more) return out;
        const Seq seq = rows.number<Seq>(0);
        if (out.events.empty()) out.first = seq;
        if (seq.value != out.first.value + out.events.size()) return out;
        XF_ASSIGN(const auto stored, store_.find({own_.no, own_.epoch, seq}));
        if (!stored) return Error{ErrorCode::database_corrupt, "a pending event has no bytes"};
        bytes += encoded_size(stored->event);
        if (bytes > limits::kPushBytes) return out;
        out.events.push_back(stored->event);
        out.chain_head = rows.fixed<Hash>(1);
    }
}

Result<Hash> ClientLog::chain_before(Seq seq) {
    Hash hash = chain_start(shard_.uuid, own_.uuid, own_.epoch);
    XF_TRY(each_own([&](const OwnEvent& own) -> Status {
        if (own.seq < seq) hash = chain_next(hash, own.event);
        return {};
    }));
    return hash;
}

Status ClientLog::each_own(const std::function<Status(const OwnEvent&)>& visit) {
    XF_ASSIGN(Statement rows,
              store_.db().prepare("SELECT seq, header, commitment, hub_seq FROM event"
                                  " WHERE shard = ? AND device = ? AND epoch = ? ORDER BY seq",
                                  shard_.no, own_.no, own_.epoch));
    return rows.each([&](const Row& row) -> Status {
        OwnEvent own{row.number<Seq>(0), {}, std::nullopt};
        if (!row.column_null(3)) own.hub_seq = static_cast<std::uint64_t>(row.column_int(3));
        const ByteView header = row.column_blob(1);
        own.event.header.assign(header.begin(), header.end());
        if (!row.column_null(2)) own.event.commitment = row.fixed<Hash>(2);
        return visit(own);
    });
}

Result<std::uint32_t> ClientLog::pending_count() {
    XF_ASSIGN(const std::int64_t count,
              store_.db().integer("SELECT count(*) FROM pending WHERE shard = ?", shard_.no));
    return static_cast<std::uint32_t>(count);
}

Result<std::optional<Verdict>> ClientLog::held_with(const EventKey& key) {
    XF_ASSIGN(Statement rows, store_.db().prepare("SELECT held FROM pending WHERE shard = ?"
                                                  " AND epoch = ? AND seq = ? AND held IS NOT NULL",
                                                  shard_.no, key.epoch, key.seq));
    XF_ASSIGN(const auto encoded, rows.first([](const Row& row) {
        return static_cast<std::uint64_t>(row.column_int(0));
    }));
    if (!encoded) return std::optional<Verdict>{};
    const auto verdict = Verdict::decoded(*encoded);
    if (!verdict.ok()) return Error{ErrorCode::database_corrupt, "held verdict"};
    return std::optional<Verdict>{*verdict};
}

Result<bool> ClientLog::broken() {
    XF_ASSIGN(const std::int64_t quarantined,
              store_.db().integer("SELECT count(*) FROM pending WHERE shard = ? AND epoch = ?"
                                  " AND held = ?",
                                  shard_.no, own_.epoch, Verdict::quarantined().encoded()));
    return quarantined != 0;
}

Status ClientLog::hold(Seq seq, Verdict verdict) {
    return store_.db().run("UPDATE pending SET held = ? WHERE shard = ? AND epoch = ? AND seq = ?",
                           verdict.encoded(), shard_.no, own_.epoch, seq);
}

Result<ClientLog::Taken> ClientLog::store_record(Record record, bool backfill,
                                                 std::map<Scope, ScopeHead>& heads) {
    XF_ASSIGN(const auto known, store_.find(record.key));
    if (!known && !record.event)
        return Error{ErrorCode::bad_reply, "a verdict on an event that was never sent"};
    if (!record.event) record.event = known->event;
    if (known && (known->event.header != record.event->header ||
                  known->event.commitment != record.event->commitment))
        return Error{ErrorCode::bad_reply, "an event came back with other bytes"};

    const Scope scope = record.scope
                            ? *record.scope
                            : projector_->recorded_scope(record.key, *record.event, record.verdict);
    Position position{record.hub_seq, record.verdict, scope, 0, std::nullopt};
    if (backfill || covers(own_.grant(), own_.no, scope)) {
        XF_ASSIGN(const ScopeHead previous, store_.scope_head(scope));
        const ScopeHead head{previous.number + 1, scope_hash_next(previous.hash, record.key,
                                                                  record.verdict, *record.event)};
        position.scope_no = head.number;
        heads[scope] = head;
        XF_TRY(store_.set_scope_head(scope, head));
    }
    Taken out{{record.key, *std::move(record.event), position}, !known || !known->position};
    XF_TRY(Erasure(projector_->registry(), store_).keep(out.stored));
    return out;
}

Result<std::map<Scope, ScopeHead>> ClientLog::take_over(std::vector<Record> records,
                                                        std::vector<Record> person_records,
                                                        std::uint64_t up_to) {
    XF_TRY(undo_pending());
    std::map<Scope, ScopeHead> heads;
    std::set<Scope> partial;  // scopes that are not held as a whole, or just became so
    for (Record& record : records) {
        XF_ASSIGN(const Taken taken, store_record(std::move(record), false, heads));
        if (taken.stored.position->scope_no == 0)
            partial.insert(taken.stored.position->scope);
        else if (taken.fresh)
            XF_TRY(projector_->apply(place(), taken.stored));
    }
    for (Record& record : person_records) {
        XF_ASSIGN(const Taken taken, store_record(std::move(record), true, heads));
        partial.insert(taken.stored.position->scope);
    }
    for (const Scope& scope : partial) XF_TRY(reproject(scope));
    XF_TRY(store_.set_hub_seq(up_to));
    XF_TRY(redo_pending());
    return heads;
}

// Records of a scope that is only partly here arrive in any order; its rows are made anew in the
// hub's order from all that is held.
Status ClientLog::reproject(const Scope& scope) {
    if (scope.kind != ScopeKind::person) return {};
    for (const Feature* feature : projector_->registry().features())
        if (feature->forget) XF_TRY(feature->forget(place(), PersonNo{scope.subject}));
    return store_.each_record_of(scope, 0, SIZE_MAX >> 1, [&](const StoredEvent& stored) {
        return projector_->apply(place(), stored);
    });
}

Status ClientLog::take_turns(UnixTime now) {
    XF_ASSIGN(const bool quarantined, broken());
    if (quarantined) return {};  // nothing that it could say would count
    const ClientTurn turn{place(), own_.no, own_.epoch, now, *this};
    for (const Feature* feature : projector_->registry().features())
        if (feature->client_turn) XF_TRY(feature->client_turn(turn));
    return {};
}

Status ClientLog::forget(PersonNo person) {
    const Scope scope{ScopeKind::person, person.value};
    if (covers(own_.grant(), own_.no, scope)) return {};
    ++times_forgotten_;
    XF_TRY(undo_pending());
    XF_ASSIGN(const std::uint64_t backed_up, stable());
    XF_TRY(store_.forget_scope(scope, own_.no, backed_up));
    XF_TRY(reproject(scope));
    return redo_pending();
}

Status ClientLog::forget_all_but(const std::vector<PersonNo>& present) {
    if (covers(own_.grant(), own_.no, {ScopeKind::person, 0})) return {};
    std::vector<PersonNo> gone;
    XF_ASSIGN(Statement rows,
              store_.db().prepare("SELECT subject FROM scope_head WHERE shard = ? AND kind = ?",
                                  shard_.no, ScopeKind::person));
    XF_TRY(rows.each([&](const Row& row) {
        const auto person = row.number<PersonNo>(0);
        if (std::find(present.begin(), present.end(), person) == present.end())
            gone.push_back(person);
    }));
    for (const PersonNo person : gone) XF_TRY(forget(person));
    return {};
}

Result<std::uint64_t> ClientLog::stable() {
    XF_ASSIGN(const std::int64_t seq,
              store_.db().integer("SELECT ifnull(max(seq), 0) FROM log_stable WHERE shard = ?",
                                  shard_.no));
    return static_cast<std::uint64_t>(seq);
}

Status ClientLog::set_stable(std::uint64_t seq) {
    return store_.db().run(
        "INSERT INTO log_stable VALUES (?, ?) ON CONFLICT DO UPDATE"
        " SET seq = excluded.seq WHERE seq <> excluded.seq",
        shard_.no, seq);
}

Result<bool> ClientLog::settled() {
    XF_ASSIGN(const std::int64_t unsettled,
              store_.db().integer("SELECT count(*) FROM log_unsettled WHERE shard = ?", shard_.no));
    return unsettled == 0;
}

Status ClientLog::set_settled(bool settled) {
    if (!settled)
        return store_.db().run("INSERT OR IGNORE INTO log_unsettled VALUES (?)", shard_.no);
    return store_.db().run("DELETE FROM log_unsettled WHERE shard = ?", shard_.no);
}

Result<Unsent> ClientLog::own_after(std::uint64_t common, std::size_t limit) {
    Unsent out;
    Hash hash = chain_start(shard_.uuid, own_.uuid, own_.epoch);
    std::size_t bytes = 0;
    bool ended = false;
    XF_TRY(each_own([&](const OwnEvent& own) -> Status {
        hash = chain_next(hash, own.event);
        if (ended || (own.hub_seq && *own.hub_seq <= common)) {
            ended = ended || !out.events.empty();  // one unbroken run
            return {};
        }
        XF_ASSIGN(const auto stored, store_.find({own_.no, own_.epoch, own.seq}));
        if (!stored) return Error{ErrorCode::database_corrupt, "an own event has no bytes"};
        bytes += encoded_size(stored->event);
        ended = bytes > limits::kPushBytes || out.events.size() == limit;
        if (ended) return {};
        if (out.events.empty()) out.first = own.seq;
        out.events.push_back(stored->event);
        out.chain_head = hash;
        return {};
    }));
    return out;
}

Status ClientLog::roll_back(std::uint64_t common) {
    XF_TRY(forget_all_but({}));
    XF_ASSIGN(const std::uint64_t cursor, store_.hub_seq());
    if (cursor > common) {
        XF_TRY(store_.drop_order_after(common, own_.no, own_.epoch));
        XF_TRY(store_.set_hub_seq(common));
        XF_TRY(recompute_heads());
    }
    XF_TRY(make_pending());
    return rebuild();
}

/// Every own event without a place is pending; the hub may not know of those that it kept apart.
Status ClientLog::make_pending() {
    Hash hash = chain_start(shard_.uuid, own_.uuid, own_.epoch);
    XF_TRY(each_own([&](const OwnEvent& own) -> Status {
        hash = chain_next(hash, own.event);
        if (own.hub_seq) return {};
        return store_.db().run(
            "INSERT INTO pending VALUES (?, ?, ?, ?, x'', NULL) ON CONFLICT DO NOTHING", shard_.no,
            own_.epoch, own.seq, hash);
    }));
    return store_.db().run("UPDATE pending SET held = NULL WHERE shard = ? AND held = ?", shard_.no,
                           Verdict::parked().encoded());
}

/// Of all scopes that are held as a whole, from what is left of them.
Status ClientLog::recompute_heads() {
    XF_TRY(store_.db().run("DELETE FROM scope_head WHERE shard = ?", shard_.no));
    std::map<Scope, ScopeHead> heads;
    XF_TRY(store_.each_record([&](const StoredEvent& stored) -> Status {
        const Position& position = *stored.position;
        if (position.scope_no == 0) return {};
        ScopeHead& head = heads[position.scope];
        head = {position.scope_no,
                scope_hash_next(head.hash, stored.key, position.verdict, stored.event)};
        return {};
    }));
    for (const auto& [scope, head] : heads) XF_TRY(store_.set_scope_head(scope, head));
    return {};
}

Status ClientLog::rebuild() {
    XF_TRY(projector_->rebuild(store_, place().sight));
    return redo_pending();
}

}  // namespace xf::store
