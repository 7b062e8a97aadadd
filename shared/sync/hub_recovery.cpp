#include "shared/sync/hub_recovery.hpp"

#include "shared/base/limits.hpp"
#include "shared/sync/hub_erasure.hpp"

namespace xf::sync {

using namespace store;

namespace {

/// Devices that were silent for longer before the backup are not waited for.
constexpr std::int64_t kAwaitedS = 30LL * 86'400;
/// What was enrolled after the backup keeps its number; those of later enrolments begin so much higher.
constexpr std::uint32_t kNumbersLeftOut = 1000;

// A report is kept apart until it is complete and leads to the hub's own signed heads; only then it
// counts, in recovery_record.
constexpr std::string_view kSteps[] = {R"sql(
CREATE TABLE recovery_device(  -- reported: 0 not yet, 1 in time, 2 after the wait was over
  shard INTEGER NOT NULL, device INTEGER NOT NULL, reported INTEGER NOT NULL,
  bytes INTEGER NOT NULL,      -- of its report so far
  PRIMARY KEY(shard, device)) STRICT, WITHOUT ROWID;
CREATE TABLE recovery_checkpoint(
  shard INTEGER NOT NULL, reporter INTEGER NOT NULL, note BLOB NOT NULL,
  PRIMARY KEY(shard, reporter)) STRICT, WITHOUT ROWID;
CREATE TABLE recovery_part(
  shard INTEGER NOT NULL, reporter INTEGER NOT NULL, hub_seq INTEGER NOT NULL,
  device INTEGER NOT NULL, epoch INTEGER NOT NULL, seq INTEGER NOT NULL, verdict INTEGER NOT NULL,
  kind INTEGER NOT NULL, subject INTEGER NOT NULL, event BLOB NOT NULL,
  PRIMARY KEY(shard, reporter, hub_seq)) STRICT, WITHOUT ROWID;
CREATE INDEX recovery_part_scope ON recovery_part(shard, reporter, kind, subject, hub_seq);
CREATE TABLE recovery_head(
  shard INTEGER NOT NULL, reporter INTEGER NOT NULL, kind INTEGER NOT NULL,
  subject INTEGER NOT NULL, number INTEGER NOT NULL, hash BLOB NOT NULL,
  PRIMARY KEY(shard, reporter, kind, subject)) STRICT, WITHOUT ROWID;
CREATE TABLE recovery_record(
  shard INTEGER NOT NULL, hub_epoch INTEGER NOT NULL, hub_seq INTEGER NOT NULL,
  device INTEGER NOT NULL, epoch INTEGER NOT NULL, seq INTEGER NOT NULL, verdict INTEGER NOT NULL,
  kind INTEGER NOT NULL, subject INTEGER NOT NULL, event BLOB NOT NULL,
  PRIMARY KEY(shard, hub_epoch, hub_seq)) STRICT, WITHOUT ROWID;
)sql"};

/// The record of a row that begins with hub_seq, device, epoch, seq, verdict, kind, subject, event.
Result<Record> read_row(const Row& row) {
    Record out;
    out.hub_seq = static_cast<std::uint64_t>(row.column_int(0));
    out.key = {row.number<DeviceNo>(1), row.number<Epoch>(2), row.number<Seq>(3)};
    XF_ASSIGN(out.verdict, Verdict::decoded(static_cast<std::uint64_t>(row.column_int(4))));
    out.scope = Scope{static_cast<ScopeKind>(row.column_int(5)), row.column_uint32(6)};
    cbor::Reader in(row.column_blob(7));
    XF_ASSIGN(out.event, read_event(in));
    return out;
}

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

Status stage(HubShard& shard, const DeviceRow& device, const Record& record) {
    if (!covers(device.grant(), device.no, *record.scope)) return ErrorCode::foreign_scope;
    Event kept = *record.event;
    XF_TRY(shard.log().erasure().strip(kept));
    cbor::Writer event;
    write(event, kept);
    return shard.db().run(
        "INSERT INTO recovery_part VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT DO NOTHING",
        shard.no(), device.no, record.hub_seq, record.key.device, record.key.epoch, record.key.seq,
        record.verdict.encoded(), record.scope->kind, record.scope->subject, event.out());
}

/// Keeps the heads that a statement is about, where they are the longest so far.
Status stage_heads(HubShard& shard, const DeviceRow& device, const KeptStatement& kept,
                   const PublicKey& hub) {
    if (!kept.word.signed_by(hub)) return Error{ErrorCode::bad_signature, "statement"};
    XF_ASSIGN(const std::vector<StatementEntry> entries, kept.word.entries());
    for (const StatementEntry& entry : entries) {
        if (entry.shard != shard.no() || entry.heads != sha256(kept.heads)) continue;
        XF_ASSIGN(const auto heads, decode_heads(kept.heads));
        for (const auto& [scope, head] : heads) {
            if (!covers(device.grant(), device.no, scope)) continue;
            XF_TRY(shard.db().run(
                "INSERT INTO recovery_head VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE"
                " SET number = excluded.number, hash = excluded.hash"
                " WHERE excluded.number > number",
                shard.no(), device.no, scope.kind, scope.subject, head.number, head.hash));
        }
    }
    return {};
}

struct Claimed {
    Scope scope;
    ScopeHead head;
};

Result<std::vector<Claimed>> claimed_heads(HubShard& shard, DeviceNo reporter) {
    XF_ASSIGN(Statement rows, shard.db().prepare("SELECT kind, subject, number, hash"
                                                 " FROM recovery_head"
                                                 " WHERE shard = ? AND reporter = ?",
                                                 shard.no(), reporter));
    std::vector<Claimed> out;
    XF_TRY(rows.each([&](const Row& row) {
        out.push_back({{static_cast<ScopeKind>(row.column_int(0)), row.column_uint32(1)},
                       {static_cast<std::uint64_t>(row.column_int(2)), row.fixed<Hash>(3)}});
    }));
    return out;
}

constexpr std::string_view kPartsOfScope =
    "FROM recovery_part WHERE shard = ? AND reporter = ? AND kind = ? AND subject = ?";

/// The shard sequence up to which the reported records of a scope lead exactly to its signed head; 0
/// where they do not.
Result<std::uint64_t> proven_up_to(HubShard& shard, DeviceNo reporter, const Claimed& claimed,
                                   std::uint64_t common) {
    XF_ASSIGN(ScopeHead head, head_at(shard, claimed.scope, common));
    const std::string sql = "SELECT hub_seq, device, epoch, seq, verdict, kind, subject, event " +
                            std::string(kPartsOfScope) + " ORDER BY hub_seq";
    XF_ASSIGN(Statement rows, shard.db().prepare(sql, shard.no(), reporter, claimed.scope.kind,
                                                 claimed.scope.subject));
    std::uint64_t proven = 0;
    XF_TRY(rows.each([&](const Row& row) -> Status {
        XF_ASSIGN(const Record record, read_row(row));
        head = {head.number + 1,
                scope_hash_next(head.hash, record.key, record.verdict, *record.event)};
        if (head == claimed.head) proven = record.hub_seq;
        return {};
    }));
    return proven;
}

Status keep_proven(HubShard& shard, DeviceNo reporter, std::uint64_t hub_epoch,
                   const Claimed& claimed, std::uint64_t up_to) {
    const std::string sql =
        "INSERT INTO recovery_record SELECT shard, ?, hub_seq, device, epoch, seq, verdict, kind,"
        " subject, event " +
        std::string(kPartsOfScope) + " AND hub_seq <= ? ON CONFLICT DO NOTHING";
    return shard.db().run(sql, hub_epoch, shard.no(), reporter, claimed.scope.kind,
                          claimed.scope.subject, up_to);
}

Status adopt_all(HubShard& shard, UnixTime now) {
    XF_ASSIGN(
        Statement rows,
        shard.db().prepare("SELECT hub_seq, device, epoch, seq, verdict, kind, subject, event"
                           " FROM recovery_record WHERE shard = ? ORDER BY hub_epoch, hub_seq",
                           shard.no()));
    XF_TRY(rows.each([&](const Row& row) -> Status {
        XF_ASSIGN(const Record record, read_row(row));
        return shard.log().adopt(record, now);
    }));
    XF_TRY(shard.db().run("DELETE FROM recovery_record WHERE shard = ?", shard.no()));
    return drop_copies(shard);  // somebody may have been erased by what was adopted
}

Status drop_report(HubShard& shard, DeviceNo reporter) {
    XF_TRY(shard.db().run("DELETE FROM recovery_part WHERE shard = ? AND reporter = ?", shard.no(),
                          reporter));
    return shard.db().run("DELETE FROM recovery_head WHERE shard = ? AND reporter = ?", shard.no(),
                          reporter);
}

Status set_reported(HubShard& shard, DeviceNo device) {
    XF_ASSIGN(const bool recovering, shard.history().recovering());
    return shard.db().run("INSERT OR REPLACE INTO recovery_device VALUES (?, ?, ?, 0)", shard.no(),
                          device, recovering ? 1 : 2);
}

}  // namespace

const std::span<const std::string_view> HubRecovery::kSchema = kSteps;

Status begin_recovery(HubShard& shard, Epoch epoch, UnixTime now) {
    XF_ASSIGN(Transaction transaction, shard.db().begin());
    XF_ASSIGN(const std::uint64_t common, shard.log().store().hub_seq());
    XF_TRY(shard.history().begin_epoch(epoch, common, now));
    XF_TRY(shard.devices().leave_out_numbers(kNumbersLeftOut));
    XF_TRY(shard.visitors().end_all());
    for (const std::string_view table : {"recovery_device", "recovery_checkpoint", "recovery_part",
                                         "recovery_head", "recovery_record"})
        XF_TRY(shard.db().script("DELETE FROM " + std::string(table)));
    XF_TRY(
        shard.db().run("INSERT INTO recovery_device SELECT shard, no, 0, 0 FROM device"
                       " WHERE shard = ?1 AND last_seen >="
                       "  (SELECT max(last_seen) - ?2 FROM device WHERE shard = ?1)",
                       shard.no(), kAwaitedS));
    return transaction.commit();
}

Result<ShardNo> recovery_shard_of(ByteView body, const PublicKey& hub) {
    XF_ASSIGN(const Signed message, split(body, limits::kRequestBytes));
    XF_ASSIGN(const RecoveryRequest request, decode_recovery_request(message.message));
    XF_ASSIGN(const Certificate certificate, read_signed_certificate(request.certificate, hub));
    return certificate.shard.no;
}

/// The device by its certificate; one that the backup does not know, or knows from a former enrolment,
/// is entered anew.
Result<DeviceRow> HubRecovery::known_device(const RecoveryRequest& request, const Signed& message) {
    XF_ASSIGN(const Certificate certificate,
              read_signed_certificate(request.certificate, hub_->key.public_key()));
    if (certificate.shard.uuid != shard_->log().shard().uuid) return ErrorCode::foreign_scope;
    auto found = shard_->devices().find(certificate.device.uuid);
    if (!found.ok() && found.error().code != ErrorCode::unknown_device) return found;
    const bool older = found.ok() && found->epoch < certificate.device.epoch;
    if (!found.ok() || older) {
        const bool before_restore = certificate.hub_epoch < shard_->log().epoch().value;
        if (!certificate.device_key || !before_restore) return ErrorCode::unknown_device;
        if (!recovery_signed_by(*certificate.device_key, message)) return ErrorCode::bad_signature;
        XF_TRY(shard_->devices().enter(
            {certificate.device.no, certificate.device.uuid, *certificate.device_key,
             certificate.device.epoch, certificate.device.capabilities, certificate.device_name},
            certificate.issued));
        return shard_->devices().find(certificate.device.uuid);
    }
    if (!recovery_signed_by(found->key, message)) return ErrorCode::bad_signature;
    if (certificate.device.epoch < found->epoch) return ErrorCode::stale_epoch;
    return found;
}

Result<Bytes> HubRecovery::answer(ByteView body) {
    XF_ASSIGN(const Signed message, split(body, limits::kRequestBytes));
    XF_ASSIGN(const RecoveryRequest request, decode_recovery_request(message.message));
    XF_ASSIGN(Transaction transaction, shard_->db().begin());
    XF_ASSIGN(const DeviceRow device, known_device(request, message));
    if (request.counter <= device.counter) return ErrorCode::replayed;
    XF_TRY(shard_->devices().set_counter(device.no, request.counter, clock_->now()));

    if (!request.checkpoint.empty())
        XF_TRY(shard_->db().run("INSERT OR REPLACE INTO recovery_checkpoint VALUES (?, ?, ?)",
                                shard_->no(), device.no, request.checkpoint));

    RecoveryReply reply;
    reply.nonce = request.nonce;
    reply.hub_epoch = shard_->log().epoch().value;
    XF_ASSIGN(reply.common, shard_->history().common_with(request.hub_epoch, request.cursor));
    XF_ASSIGN(bool reported, has_reported(device.no));
    if (!reported && reply.common < request.cursor) {
        const bool asked_here = request.asked_in == reply.hub_epoch;
        reported = request.last && asked_here;
        if (asked_here) XF_TRY(count_bytes(device.no, body.size()));
        if (asked_here) XF_TRY(take_part(device, request));
        if (reported) XF_TRY(complete(device, request.hub_epoch, reply.common));
    } else if (!reported) {  // has nothing beyond the backup
        XF_TRY(set_reported(*shard_, device.no));
        reported = true;
    }
    XF_TRY(finish_if_all_reported());
    XF_ASSIGN(const bool recovering, shard_->history().recovering());
    reply.step = !reported    ? RecoveryStep::report
                 : recovering ? RecoveryStep::wait
                              : RecoveryStep::sync;
    XF_ASSIGN(const std::uint64_t staged, staged_up_to(device.no));
    reply.after = std::max(staged, reply.common);
    XF_TRY(transaction.commit());
    return encode(reply, hub_->key);
}

Result<bool> HubRecovery::has_reported(DeviceNo no) {
    XF_ASSIGN(const std::int64_t reported,
              shard_->db().integer("SELECT count(*) FROM recovery_device"
                                   " WHERE shard = ? AND device = ? AND reported <> 0",
                                   shard_->no(), no));
    return reported != 0;
}

Result<std::uint64_t> HubRecovery::staged_up_to(DeviceNo reporter) {
    XF_ASSIGN(const std::int64_t last,
              shard_->db().integer("SELECT ifnull(max(hub_seq), 0) FROM recovery_part"
                                   " WHERE shard = ? AND reporter = ?",
                                   shard_->no(), reporter));
    return static_cast<std::uint64_t>(last);
}

/// A device that never completes its report must not fill the disk.
Status HubRecovery::count_bytes(DeviceNo reporter, std::size_t bytes) {
    XF_TRY(
        shard_->db().run("INSERT INTO recovery_device VALUES (?, ?, 0, ?)"
                         " ON CONFLICT DO UPDATE SET bytes = bytes + excluded.bytes",
                         shard_->no(), reporter, bytes));
    XF_ASSIGN(const std::int64_t all, shard_->db().integer("SELECT bytes FROM recovery_device"
                                                           " WHERE shard = ? AND device = ?",
                                                           shard_->no(), reporter));
    const bool fits = static_cast<std::uint64_t>(all) <= limits::kReportBytes;
    return fits ? Status() : Status(Error{ErrorCode::too_large, "report"});
}

Status HubRecovery::take_part(const DeviceRow& device, const RecoveryRequest& request) {
    for (const Record& record : request.records) XF_TRY(stage(*shard_, device, record));
    for (const KeptStatement& kept : request.statements)
        XF_TRY(stage_heads(*shard_, device, kept, hub_->key.public_key()));
    return {};
}

/// What is proven of the report counts from now on. To a device that comes after the others went on
/// without it, that is only its own scope.
Status HubRecovery::complete(const DeviceRow& device, std::uint64_t hub_epoch,
                             std::uint64_t common) {
    XF_ASSIGN(const bool recovering, shard_->history().recovering());
    XF_ASSIGN(const std::vector<Claimed> heads, claimed_heads(*shard_, device.no));
    const Scope own{ScopeKind::device, device.no.value};
    for (const Claimed& claimed : heads) {
        if (!recovering && claimed.scope != own) continue;
        XF_ASSIGN(const std::uint64_t up_to, proven_up_to(*shard_, device.no, claimed, common));
        XF_TRY(keep_proven(*shard_, device.no, hub_epoch, claimed, up_to));
    }
    XF_TRY(drop_report(*shard_, device.no));
    XF_TRY(set_reported(*shard_, device.no));
    return recovering ? Status() : adopt_all(*shard_, clock_->now());
}

Status HubRecovery::finish_if_all_reported() {
    XF_ASSIGN(const bool recovering, shard_->history().recovering());
    if (!recovering) return {};
    XF_ASSIGN(const std::int64_t missing,
              shard_->db().integer("SELECT count(*) FROM recovery_device"
                                   " WHERE shard = ? AND reported = 0",
                                   shard_->no()));
    if (missing != 0) return {};
    XF_TRY(adopt_all(*shard_, clock_->now()));
    return shard_->history().end_recovery();
}

Status HubRecovery::end() {
    XF_ASSIGN(Transaction transaction, shard_->db().begin());
    XF_ASSIGN(const bool recovering, shard_->history().recovering());
    if (!recovering) return Error{ErrorCode::wrong_state, "this village is not in recovery"};
    XF_TRY(adopt_all(*shard_, clock_->now()));
    XF_TRY(shard_->history().end_recovery());
    return transaction.commit();
}

Result<std::vector<std::string>> HubRecovery::checkpoints() const {
    XF_ASSIGN(Statement rows, shard_->db().prepare("SELECT note FROM recovery_checkpoint"
                                                   " WHERE shard = ? ORDER BY reporter",
                                                   shard_->no()));
    std::vector<std::string> out;
    XF_TRY(rows.each([&](const Row& row) { out.emplace_back(as_text(row.column_blob(0))); }));
    return out;
}

Status HubRecovery::forget_checkpoints() {
    XF_ASSIGN(Transaction transaction, shard_->db().begin());
    XF_ASSIGN(const bool recovering, shard_->history().recovering());
    if (!recovering)
        XF_TRY(shard_->db().run("DELETE FROM recovery_checkpoint WHERE shard = ?", shard_->no()));
    return transaction.commit();
}

Result<std::vector<HubRecovery::Device>> HubRecovery::devices() const {
    XF_ASSIGN(Statement rows,
              shard_->db().prepare("SELECT r.device, d.name, d.last_seen, r.reported"
                                   " FROM recovery_device r JOIN device d"
                                   "  ON d.shard = r.shard AND d.no = r.device"
                                   " WHERE r.shard = ? ORDER BY r.device",
                                   shard_->no()));
    std::vector<Device> out;
    XF_TRY(rows.each([&](const Row& row) {
        out.push_back({row.number<DeviceNo>(0), std::string(row.column_text(1)), row.column_time(2),
                       row.column_bool(3), row.column_int(3) == 2});
    }));
    return out;
}

}  // namespace xf::sync
