#include "tests/sim/invariants.hpp"

#include "shared/app/registry.hpp"
#include "shared/store/erasure.hpp"

namespace xf::sim {
namespace {

using store::EventStore;
using store::Place;
using store::StoredEvent;

/// `sql` counts what must not be.
Status none(store::Database& db, std::string_view invariant, std::string_view what,
            std::string_view sql) {
    XF_ASSIGN(const std::int64_t found, db.integer(sql));
    if (found == 0) return {};
    return broken(invariant, std::to_string(found) + " " + std::string(what));
}

/// Runs `rebuild` in a transaction that is rolled back, and compares digests before and after.
template <typename Rebuild>
Status compare_rebuilt(const store::Projector& projector, store::Database& db, Rebuild rebuild) {
    XF_ASSIGN(store::Transaction transaction, db.begin());
    XF_ASSIGN(const Hash grown, projector.digest(db));
    XF_TRY(rebuild());
    XF_ASSIGN(const Hash rebuilt, projector.digest(db));
    if (grown == rebuilt) return {};
    return broken("rebuild", "tables made anew differ from those that grew");
}

}  // namespace

Error broken(std::string_view invariant, const std::string& how) {
    return {ErrorCode::internal, std::string(invariant) + ": " + how};
}

Status check_conservation(store::Database& db) {
    XF_ASSIGN(const std::int64_t sum,
              db.integer("SELECT (SELECT ifnull(sum(balance), 0) FROM points_account)"
                         " + (SELECT ifnull(sum(posted), 0) FROM points_household)"));
    if (sum != 0)
        return broken("conservation", "accounts and households sum to " + std::to_string(sum));
    XF_TRY(none(db, "conservation", "accounts have the wrong sign",
                "SELECT count(*) FROM points_account"
                " WHERE CASE WHEN account IN (1, 4) THEN balance > 0 ELSE balance < 0 END"));
    XF_TRY(none(db, "conservation", "households are negative",
                "SELECT count(*) FROM points_household WHERE posted < 0"));
    return none(db, "conservation", "holdings are negative",
                "SELECT count(*) FROM points_holding WHERE points < 0");
}

Status check_holdings(store::Database& db) {
    return none(
        db, "holdings", "households whose parts are not the whole",
        "SELECT count(*) FROM ("
        " SELECT h.household AS household, h.posted AS posted, (SELECT ifnull(sum(points), 0)"
        "  FROM points_holding p WHERE p.household = h.household) AS held"
        " FROM points_household h) WHERE posted <> held");
}

Status check_awards(store::Database& db) {
    // States: 5 posted, 8 revoked, 9 reversed; 6 returned and 7 refused do not count in a month.
    XF_TRY(none(db, "awards", "were posted unreviewed, or by who proposed them",
                "SELECT count(*) FROM points_award WHERE state = 5 AND NOT instant"
                " AND (reviewer = 0 OR reviewer = proposer)"));
    XF_TRY(none(db, "awards", "have another state than their postings say",
                "SELECT count(*) FROM points_award a WHERE (state IN (5, 8, 9)) <> EXISTS"
                " (SELECT 1 FROM points_posting p WHERE p.shard = a.shard AND p.device = a.device"
                "  AND p.epoch = a.epoch AND p.seq = a.seq AND NOT p.reversal)"));
    return none(db, "awards", "rules were applied more often in a month than they allow",
                "SELECT count(*) FROM (SELECT count(*) AS used, a.rule AS rule FROM points_award a"
                " WHERE month <> 0 AND state NOT IN (6, 7, 8, 9) GROUP BY household, rule, month)"
                " JOIN points_rule r USING (rule) WHERE r.cap > 0 AND used > r.cap");
}

Status check_rebuild(const store::Projector& projector, store::HubLog& log) {
    return compare_rebuilt(projector, log.store().db(), [&] { return log.rebuild(); });
}

Status check_rebuild(const store::Projector& projector, store::ClientLog& log) {
    return compare_rebuilt(projector, log.store().db(), [&] { return log.rebuild(); });
}

Status check_hashes(store::HubLog& log) {
    std::map<store::Scope, store::ScopeHead> heads;
    std::uint64_t last = 0;
    XF_TRY(log.store().each_record([&](const StoredEvent& stored) -> Status {
        const store::Position& position = *stored.position;
        store::ScopeHead& head = heads[position.scope];
        head = {head.number + 1,
                store::scope_hash_next(head.hash, stored.key, position.verdict, stored.event)};
        if (position.hub_seq != ++last || position.scope_no != head.number ||
            position.scope_hash != head.hash)
            return broken("chains", "record " + std::to_string(position.hub_seq));
        return {};
    }));
    XF_ASSIGN(const std::uint64_t end, log.store().hub_seq());
    if (end != last) return broken("chains", "the end of the log is not its last record");
    for (const auto& [scope, head] : heads) {
        XF_ASSIGN(const store::ScopeHead kept, log.store().scope_head(scope));
        if (kept != head) return broken("chains", "head of a scope at the hub");
    }
    return {};
}

namespace {

/// The hash chain over a client's own events, as far as they are all here.
Result<store::ChainHead> own_chain(store::ClientLog& log) {
    const store::OwnDevice& own = log.own();
    store::ChainHead head{Seq{0}, store::chain_start(log.shard().uuid, own.uuid, own.epoch)};
    for (;;) {
        const EventKey next{own.no, own.epoch, Seq{head.seq.value + 1}};
        XF_ASSIGN(const auto stored, log.store().find(next));
        if (!stored) return head;
        head = {next.seq, store::chain_next(head.hash, stored->event)};
    }
}

}  // namespace

Status check_hashes(store::ClientLog& log) {
    const store::OwnDevice& own = log.own();
    XF_ASSIGN(const store::ChainHead computed, own_chain(log));
    XF_ASSIGN(const store::ChainHead kept,
              log.store().chain_head(own.no, own.epoch,
                                     store::chain_start(log.shard().uuid, own.uuid, own.epoch)));
    const std::string device = "device " + std::to_string(own.no.value);
    if (kept.seq != computed.seq || kept.hash != computed.hash)
        return broken("chains", device + ": the chain head is not what its events give");
    XF_ASSIGN(const std::int64_t events,
              log.store().db().integer("SELECT count(*) FROM event WHERE device = ? AND epoch = ?",
                                       own.no, own.epoch));
    if (events != computed.seq.value)
        return broken("chains", device + " has own events that do not connect");
    return {};
}

namespace {

Status check_body(const StoredEvent& stored, const store::Erasure& erasure) {
    if (stored.event.body || !stored.event.commitment) return {};
    XF_ASSIGN(const bool erased, erasure.concerns(stored.event));
    if (erased) return {};
    return broken("pending", "seq " + std::to_string(stored.key.seq.value) +
                                 " lacks its body, and nobody whom it is about was erased");
}

}  // namespace

Status check_pending(store::ClientLog& log) {
    store::Database& db = log.store().db();
    XF_TRY(none(db, "pending", "events without a record are not pending",
                "SELECT count(*) FROM event WHERE hub_seq IS NULL AND (shard, epoch, seq) NOT IN"
                " (SELECT shard, epoch, seq FROM pending)"));
    XF_TRY(none(db, "pending", "pending events are not there, or have a record",
                "SELECT count(*) FROM pending WHERE (shard, epoch, seq) NOT IN"
                " (SELECT shard, epoch, seq FROM event WHERE hub_seq IS NULL)"));
    const store::Erasure erasure(app::registry(), log.store());
    XF_TRY(log.store().each_pending(
        [&](const StoredEvent& stored) { return check_body(stored, erasure); }));
    return none(db, "pending", "bodies belong to no event",
                "SELECT count(*) FROM body WHERE (shard, device, epoch, seq) NOT IN"
                " (SELECT shard, device, epoch, seq FROM event)");
}

Status check_nobody_left(Client& client) {
    XF_ASSIGN(const std::int64_t events,
              client.db().integer("SELECT count(*) FROM event WHERE shard = ? AND scope_kind = ?"
                                  " AND device <> ? AND hub_seq IS NOT NULL",
                                  kShard, store::ScopeKind::person, client.no()));
    if (events == 0) return {};
    return broken("privacy", client.name() + " still holds " + std::to_string(events) +
                                 " records of a person who left");
}

// ---- Convergence

namespace {

/// All rows of a table that `condition` lets through, each as text, in order.
Result<std::vector<std::string>> rows_of(store::Database& db, const std::string& table,
                                         const std::string& condition) {
    XF_ASSIGN(const std::int64_t columns,
              db.integer("SELECT count(*) FROM pragma_table_info(?)", table));
    std::string sql = "SELECT * FROM " + table + " WHERE " + condition + " ORDER BY 1";
    for (std::int64_t i = 2; i <= columns; ++i) sql += ", " + std::to_string(i);
    XF_ASSIGN(store::Statement rows, db.prepare(sql));
    std::vector<std::string> out;
    XF_TRY(rows.each([&](const store::Row& row) {
        std::string text;
        for (int i = 0; i < static_cast<int>(columns); ++i)
            text += to_hex(row.column_blob(i)) + "|";
        out.push_back(std::move(text));
    }));
    return out;
}

/// What a client sees of a table, as an SQL condition.
std::string visible(const std::string& table, Client& client, const std::string& persons) {
    const std::string device = std::to_string(client.no().value);
    const bool desk = (client.capabilities() & store::capability::kDesk) != 0;
    if (table == "points_holding" || table == "points_covered") return "holder = " + device;
    if (table == "points_recall") return "device = " + device;
    if (desk) return "1";
    if (table == "people_staff_pin" || table == "people_staff_card") return "0";
    if (table == "request" || table == "request_step" || table == "request_claim")
        return "person IN (" + persons + ")";
    return "1";
}

Status compare_heads(Hub& hub, Client& client, const std::vector<PersonNo>& at_hand) {
    XF_ASSIGN(store::Statement rows,
              hub.shard().db().prepare("SELECT kind, subject, number, hash FROM scope_head"));
    return rows.each([&](const store::Row& row) -> Status {
        const store::Scope scope{static_cast<store::ScopeKind>(row.column_int(0)),
                                 row.column_uint32(1)};
        bool sees = store::covers(client.capabilities(), client.no(), scope);
        for (const PersonNo person : at_hand)
            sees |= scope == store::Scope{store::ScopeKind::person, person.value};
        if (!sees) return {};
        const store::ScopeHead theirs{static_cast<std::uint64_t>(row.column_int(2)),
                                      row.fixed<Hash>(3)};
        XF_ASSIGN(const store::ScopeHead own, client.log().store().scope_head(scope));
        if (own == theirs) return {};
        return broken("convergence", client.name() + " holds " + std::to_string(own.number) +
                                         " of " + std::to_string(theirs.number) +
                                         " records in scope " +
                                         std::to_string(static_cast<int>(scope.kind)) + "/" +
                                         std::to_string(scope.subject) +
                                         (own.number == theirs.number ? ", but other ones" : ""));
    });
}

}  // namespace

Status check_convergence(Hub& hub, Client& client, const std::vector<PersonNo>& at_hand) {
    XF_TRY(compare_heads(hub, client, at_hand));
    std::string persons = "0";
    for (const PersonNo person : at_hand) persons += "," + std::to_string(person.value);
    for (const std::string_view view : client.projector().tables()) {
        const std::string table(view);
        const std::string condition = visible(table, client, persons);
        XF_ASSIGN(const auto theirs, rows_of(hub.shard().db(), table, condition));
        XF_ASSIGN(const auto own, rows_of(client.db(), table, condition));
        if (own != theirs)
            return broken("convergence", client.name() + " has " + std::to_string(own.size()) +
                                             " rows in " + table + ", the hub has " +
                                             std::to_string(theirs.size()) +
                                             (own.size() == theirs.size() ? ", other ones" : ""));
    }
    return {};
}

}  // namespace xf::sim
