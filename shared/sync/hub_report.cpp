#include "shared/sync/hub_report.hpp"

#include "shared/base/limits.hpp"

namespace xf::sync {

using namespace store;

namespace {

/// The head of a scope where the records that a device has in common end.
Result<ScopeHead> head_at(HubShard& shard, const Scope& scope, std::uint64_t common) {
    XF_ASSIGN(Statement rows,
              shard.db().prepare("SELECT scope_no, scope_hash FROM event WHERE shard = ?"
                                 " AND scope_kind = ? AND scope_subject = ? AND hub_seq <= ?"
                                 " ORDER BY hub_seq DESC LIMIT 1",
                                 shard.no(), scope.kind, scope.subject, common));
    XF_ASSIGN(const auto head, rows.first([](const Row& row) {
        return ScopeHead{static_cast<std::uint64_t>(row.column_int(0)), row.fixed<Hash>(1)};
    }));
    return head.value_or(ScopeHead{});
}

}  // namespace

Status HubReport::take(const RecoveryRequest& request, const PublicKey& hub) {
    for (const Record& record : request.records) XF_TRY(keep_record(record));
    for (const KeptStatement& kept : request.statements) XF_TRY(keep_heads(kept, hub));
    return {};
}

Status HubReport::keep_record(const Record& record) {
    if (!covers(device_->grant(), device_->no, *record.scope)) return ErrorCode::foreign_scope;
    Event kept = *record.event;
    XF_TRY(shard_->log().erasure().strip(kept));
    cbor::Writer event;
    write(event, kept);
    return shard_->db().run(
        "INSERT INTO recovery_part VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT DO NOTHING",
        shard_->no(), device_->no, record.hub_seq, record.key.device, record.key.epoch,
        record.key.seq, record.verdict.encoded(), record.scope->kind, record.scope->subject,
        event.out());
}

/// Keeps the heads that a statement is about, where they are the longest so far.
Status HubReport::keep_heads(const KeptStatement& kept, const PublicKey& hub) {
    if (!kept.word.signed_by(hub)) return Error{ErrorCode::bad_signature, "statement"};
    XF_ASSIGN(const std::vector<StatementEntry> entries, kept.word.entries());
    for (const StatementEntry& entry : entries) {
        if (entry.shard != shard_->no() || entry.heads != sha256(kept.heads)) continue;
        XF_ASSIGN(const auto heads, decode_heads(kept.heads));
        for (const auto& [scope, head] : heads) {
            if (!covers(device_->grant(), device_->no, scope)) continue;
            XF_TRY(shard_->db().run(
                "INSERT INTO recovery_head VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE"
                " SET hub_epoch = excluded.hub_epoch, up_to = excluded.up_to,"
                " number = excluded.number, hash = excluded.hash"
                " WHERE excluded.number > number",
                shard_->no(), device_->no, scope.kind, scope.subject, entry.hub_epoch, entry.up_to,
                head.number, head.hash));
        }
    }
    return {};
}

Result<std::uint64_t> HubReport::arrived_up_to() {
    XF_ASSIGN(const std::int64_t last,
              shard_->db().integer("SELECT ifnull(max(hub_seq), 0) FROM recovery_part"
                                   " WHERE shard = ? AND reporter = ?",
                                   shard_->no(), device_->no));
    return static_cast<std::uint64_t>(last);
}

Status HubReport::count(std::uint64_t common, std::optional<Scope> only) {
    XF_ASSIGN(const std::vector<Claim> all, claims());
    for (const Claim& claim : all)
        if (!only || claim.scope == *only) XF_TRY(count(claim, common));
    return {};
}

Result<std::vector<HubReport::Claim>> HubReport::claims() {
    XF_ASSIGN(Statement rows,
              shard_->db().prepare("SELECT kind, subject, number, hash, hub_epoch, up_to"
                                   " FROM recovery_head WHERE shard = ? AND reporter = ?",
                                   shard_->no(), device_->no));
    std::vector<Claim> out;
    XF_TRY(rows.each([&](const Row& row) {
        out.push_back({{static_cast<ScopeKind>(row.column_int(0)), row.column_uint32(1)},
                       {static_cast<std::uint64_t>(row.column_int(2)), row.fixed<Hash>(3)},
                       static_cast<std::uint64_t>(row.column_int(4)),
                       static_cast<std::uint64_t>(row.column_int(5))});
    }));
    return out;
}

/// All or nothing of a scope: only what leads exactly to the signed head is what the hub had. By epoch,
/// scope and number there is only one such record, whoever reports it. Of two opinions on where it
/// stood the earlier counts, whoever came first.
Status HubReport::count(const Claim& claim, std::uint64_t common) {
    XF_ASSIGN(ScopeHead head, head_at(*shard_, claim.scope, common));
    XF_ASSIGN(Statement rows,
              shard_->db().prepare("SELECT hub_seq, device, epoch, seq, verdict, event"
                                   " FROM recovery_part WHERE shard = ? AND reporter = ?"
                                   " AND kind = ? AND subject = ? AND hub_seq > ? AND hub_seq <= ?"
                                   " ORDER BY hub_seq",
                                   shard_->no(), device_->no, claim.scope.kind, claim.scope.subject,
                                   common, claim.up_to));
    XF_ASSIGN(Savepoint savepoint, shard_->db().savepoint());
    XF_TRY(rows.each([&](const Row& row) -> Status {
        if (head.number >= claim.head.number) return {};
        const EventKey key{row.number<DeviceNo>(1), row.number<Epoch>(2), row.number<Seq>(3)};
        const auto encoded = static_cast<std::uint64_t>(row.column_int(4));
        XF_ASSIGN(const Verdict verdict, Verdict::decoded(encoded));
        cbor::Reader in(row.column_blob(5));
        XF_ASSIGN(const Event event, read_event(in));
        head = {head.number + 1, scope_hash_next(head.hash, key, verdict, event)};
        return shard_->db().run(
            "INSERT INTO recovery_record VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
            " ON CONFLICT DO UPDATE SET hub_seq = min(hub_seq, excluded.hub_seq),"
            // Not every device gets every body: one that has it counts.
            " event = CASE WHEN length(excluded.event) > length(event)"
            "         THEN excluded.event ELSE event END",
            shard_->no(), claim.hub_epoch, claim.scope.kind, claim.scope.subject, head.number,
            row.column_int(0), key.device, key.epoch, key.seq, encoded, row.column_blob(5));
    }));
    return head == claim.head ? savepoint.release() : Status();
}

Status HubReport::drop() {
    XF_TRY(shard_->db().run("DELETE FROM recovery_part WHERE shard = ? AND reporter = ?",
                            shard_->no(), device_->no));
    return shard_->db().run("DELETE FROM recovery_head WHERE shard = ? AND reporter = ?",
                            shard_->no(), device_->no);
}

}  // namespace xf::sync
