#include "shared/sync/hub_recovery.hpp"

#include "shared/base/limits.hpp"
#include "shared/sync/hub_report.hpp"

namespace xf::sync {

using namespace store;

namespace {

/// Devices that were silent for longer before the backup are not waited for, unless they can spend
/// points: no counter is so old that it may not have been lent some on the day after.
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
)sql",
                                       // Whoever had reported in a recovery that is under way does
                                       // so again. hub_seq is where reporters say that it stood.
                                       R"sql(
DROP TABLE recovery_device;
DROP TABLE recovery_head;
DROP TABLE recovery_record;
CREATE TABLE recovery_device(  -- reported: 0 not yet, 1 in time, 2 after the wait was over
  shard INTEGER NOT NULL, device INTEGER NOT NULL, epoch INTEGER NOT NULL, name TEXT NOT NULL,
  awaited INTEGER NOT NULL, reported INTEGER NOT NULL,
  bytes INTEGER NOT NULL,      -- of its report so far
  PRIMARY KEY(shard, device)) STRICT, WITHOUT ROWID;
CREATE TABLE recovery_head(
  shard INTEGER NOT NULL, reporter INTEGER NOT NULL, kind INTEGER NOT NULL,
  subject INTEGER NOT NULL, hub_epoch INTEGER NOT NULL, up_to INTEGER NOT NULL,
  number INTEGER NOT NULL, hash BLOB NOT NULL,
  PRIMARY KEY(shard, reporter, kind, subject)) STRICT, WITHOUT ROWID;
CREATE TABLE recovery_record(
  shard INTEGER NOT NULL, hub_epoch INTEGER NOT NULL, kind INTEGER NOT NULL,
  subject INTEGER NOT NULL, number INTEGER NOT NULL, hub_seq INTEGER NOT NULL,
  device INTEGER NOT NULL, epoch INTEGER NOT NULL, seq INTEGER NOT NULL, verdict INTEGER NOT NULL,
  event BLOB NOT NULL,
  PRIMARY KEY(shard, hub_epoch, kind, subject, number)) STRICT, WITHOUT ROWID;
CREATE TABLE recovery_aside(
  shard INTEGER NOT NULL, hub_epoch INTEGER NOT NULL, kind INTEGER NOT NULL,
  subject INTEGER NOT NULL, number INTEGER NOT NULL, reason INTEGER NOT NULL,
  device INTEGER NOT NULL, epoch INTEGER NOT NULL, seq INTEGER NOT NULL, verdict INTEGER NOT NULL,
  event BLOB NOT NULL,
  PRIMARY KEY(shard, hub_epoch, kind, subject, number)) STRICT, WITHOUT ROWID;
INSERT INTO recovery_device SELECT d.shard, d.no, d.epoch, d.name, 1, 0, 0
  FROM device d JOIN hub_epoch h ON h.shard = d.shard AND h.recovering = 1;
)sql"};

}  // namespace

const std::span<const std::string_view> HubRecovery::kSchema = kSteps;

Status begin_recovery(HubShard& shard, Epoch epoch, UnixTime now) {
    XF_ASSIGN(Transaction transaction, shard.db().begin());
    XF_ASSIGN(const std::uint64_t common, shard.log().store().hub_seq());
    XF_TRY(shard.history().begin_epoch(epoch, common, now));
    XF_TRY(shard.devices().leave_out_numbers(kNumbersLeftOut));
    XF_TRY(shard.visitors().end_all());
    for (const std::string_view table : {"recovery_device", "recovery_checkpoint", "recovery_part",
                                         "recovery_head", "recovery_record", "recovery_aside"})
        XF_TRY(shard.db().script("DELETE FROM " + std::string(table)));
    XF_TRY(
        shard.db().run("INSERT INTO recovery_device SELECT shard, no, epoch, name,"
                       "  capabilities & ?3 <> 0 OR last_seen >="
                       "   (SELECT max(last_seen) - ?2 FROM device WHERE shard = ?1), 0, 0"
                       " FROM device WHERE shard = ?1",
                       shard.no(), kAwaitedS, capability::kCounter));
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
        const DeviceRow entered{certificate.device.no,           certificate.device.uuid,
                                *certificate.device_key,         certificate.device.epoch,
                                certificate.device.capabilities, certificate.device_name};
        XF_TRY(shard_->devices().enter(entered, certificate.issued));
        XF_TRY(HubReport(*shard_, entered).drop());  // of its former self
        XF_TRY(await(entered.no, entered.epoch, entered.name));
        return shard_->devices().find(entered.uuid);
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
    XF_ASSIGN(const bool reported, take_report(device, request, body.size(), reply.common));
    XF_TRY(finish_if_all_reported());
    XF_TRY(publish_if_all_came());
    XF_ASSIGN(const bool recovering, shard_->history().recovering());
    reply.step = !reported    ? RecoveryStep::report
                 : recovering ? RecoveryStep::wait
                              : RecoveryStep::sync;
    XF_ASSIGN(const std::uint64_t arrived, HubReport(*shard_, device).arrived_up_to());
    reply.after = std::max(arrived, reply.common);
    XF_TRY(transaction.commit());
    return encode(reply, hub_->key);
}

/// True once nothing more is wanted of it.
Result<bool> HubRecovery::take_report(const DeviceRow& device, const RecoveryRequest& request,
                                      std::size_t bytes, std::uint64_t common) {
    XF_ASSIGN(const bool before, has_reported(device.no));
    if (before) return true;
    if (common >= request.cursor) {  // has nothing beyond the backup
        XF_TRY(set_reported(device));
        return true;
    }
    if (request.asked_in != shard_->log().epoch().value) return false;
    XF_TRY(count_bytes(device, bytes));
    XF_TRY(HubReport(*shard_, device).take(request, hub_->key.public_key()));
    if (request.last) XF_TRY(complete(device, common));
    return request.last;
}

/// The others do not go on without it, from now on.
Status HubRecovery::await(DeviceNo no, Epoch epoch, std::string_view name) {
    return shard_->db().run(
        "INSERT INTO recovery_device VALUES (?, ?, ?, ?, 1, 0, 0) ON CONFLICT DO UPDATE"
        " SET epoch = excluded.epoch, name = excluded.name, awaited = 1, reported = 0, bytes = 0"
        " WHERE excluded.epoch > epoch",
        shard_->no(), no, epoch, name);
}

/// Devices of which others tell that they were enrolled after the backup.
Status HubRecovery::await_announced() {
    std::vector<HubHooks::Announced> announced;
    XF_ASSIGN(Statement rows, shard_->db().prepare("SELECT event FROM recovery_record"
                                                   " WHERE shard = ? AND kind = ?",
                                                   shard_->no(), ScopeKind::village));
    XF_TRY(rows.each([&](const Row& row) -> Status {
        cbor::Reader in(row.column_blob(0));
        XF_ASSIGN(const Event event, read_event(in));
        if (auto device = hooks_.announced(event)) announced.push_back(*std::move(device));
        return {};
    }));
    for (const auto& device : announced) XF_TRY(await(device.no, device.epoch, device.name));
    return {};
}

Status HubRecovery::set_reported(const DeviceRow& device) {
    XF_ASSIGN(const bool recovering, shard_->history().recovering());
    return shard_->db().run(
        "INSERT INTO recovery_device VALUES (?, ?, ?, ?, 0, ?, 0) ON CONFLICT DO UPDATE"
        " SET epoch = excluded.epoch, reported = excluded.reported WHERE excluded.epoch >= epoch",
        shard_->no(), device.no, device.epoch, device.name, recovering ? 1 : 2);
}

Result<bool> HubRecovery::has_reported(DeviceNo no) {
    XF_ASSIGN(const std::int64_t reported,
              shard_->db().integer("SELECT count(*) FROM recovery_device"
                                   " WHERE shard = ? AND device = ? AND reported <> 0",
                                   shard_->no(), no));
    return reported != 0;
}

/// A device that never completes its report must not fill the disk.
Status HubRecovery::count_bytes(const DeviceRow& reporter, std::size_t bytes) {
    XF_TRY(
        shard_->db().run("INSERT INTO recovery_device VALUES (?, ?, ?, ?, 0, 0, ?)"
                         " ON CONFLICT DO UPDATE SET bytes = bytes + excluded.bytes",
                         shard_->no(), reporter.no, reporter.epoch, reporter.name, bytes));
    XF_ASSIGN(const std::int64_t all, shard_->db().integer("SELECT bytes FROM recovery_device"
                                                           " WHERE shard = ? AND device = ?",
                                                           shard_->no(), reporter.no));
    const bool fits = static_cast<std::uint64_t>(all) <= limits::kReportBytes;
    return fits ? Status() : Status(Error{ErrorCode::too_large, "report"});
}

/// What is proven of the report counts from now on. Of a device that comes after the others went on
/// without it, that is only its own scope.
Status HubRecovery::complete(const DeviceRow& device, std::uint64_t common) {
    XF_ASSIGN(const bool recovering, shard_->history().recovering());
    HubReport report(*shard_, device);
    std::optional<Scope> only;
    if (!recovering) only = Scope{ScopeKind::device, device.no.value};
    XF_TRY(report.count(common, only));
    XF_TRY(report.drop());
    XF_TRY(set_reported(device));
    return recovering ? await_announced() : adopt_reported(*shard_, clock_->now());
}

Status HubRecovery::finish_if_all_reported() {
    XF_ASSIGN(const bool recovering, shard_->history().recovering());
    if (!recovering) return {};
    XF_ASSIGN(const std::int64_t missing,
              shard_->db().integer("SELECT count(*) FROM recovery_device"
                                   " WHERE shard = ? AND awaited = 1 AND reported = 0",
                                   shard_->no()));
    if (missing != 0) return {};
    XF_TRY(adopt_reported(*shard_, clock_->now()));
    return shard_->history().end_recovery();
}

/// Only who has come has said how long the public log was.
Status HubRecovery::publish_if_all_came() {
    XF_ASSIGN(const bool recovering, shard_->history().recovering());
    if (recovering) return {};
    XF_ASSIGN(const std::int64_t missing,
              shard_->db().integer("SELECT count(*) FROM recovery_device"
                                   " WHERE shard = ? AND reported = 0",
                                   shard_->no()));
    return missing == 0 ? shard_->history().publish_again() : Status();
}

Status HubRecovery::end() {
    XF_ASSIGN(Transaction transaction, shard_->db().begin());
    XF_ASSIGN(const bool recovering, shard_->history().recovering());
    if (!recovering) return Error{ErrorCode::wrong_state, "this village is not in recovery"};
    XF_TRY(adopt_reported(*shard_, clock_->now()));
    XF_TRY(shard_->history().end_recovery());
    XF_TRY(publish_if_all_came());
    return transaction.commit();
}

Result<std::vector<HubRecovery::Checkpoint>> HubRecovery::checkpoints() const {
    XF_ASSIGN(Statement rows, shard_->db().prepare("SELECT reporter, note FROM recovery_checkpoint"
                                                   " WHERE shard = ? ORDER BY reporter",
                                                   shard_->no()));
    std::vector<Checkpoint> out;
    XF_TRY(rows.each([&](const Row& row) {
        out.push_back({row.number<DeviceNo>(0), std::string(as_text(row.column_blob(1)))});
    }));
    return out;
}

Status HubRecovery::add_checkpoint(std::string_view note) {
    XF_ASSIGN(Transaction transaction, shard_->db().begin());
    XF_TRY(shard_->db().run("INSERT OR REPLACE INTO recovery_checkpoint VALUES (?, ?, ?)",
                            shard_->no(), kHubDevice, as_bytes(note)));
    return transaction.commit();
}

Status HubRecovery::forget(const std::vector<Checkpoint>& checkpoints) {
    XF_ASSIGN(Transaction transaction, shard_->db().begin());
    for (const auto& [reporter, note] : checkpoints)
        XF_TRY(
            shard_->db().run("DELETE FROM recovery_checkpoint WHERE shard = ? AND reporter = ?"
                             " AND note = ?",
                             shard_->no(), reporter, as_bytes(note)));
    return transaction.commit();
}

Result<std::vector<HubRecovery::Device>> HubRecovery::devices() const {
    XF_ASSIGN(Statement rows,
              shard_->db().prepare("SELECT r.device, r.name, ifnull(d.last_seen, 0), r.awaited,"
                                   " r.reported FROM recovery_device r LEFT JOIN device d"
                                   "  ON d.shard = r.shard AND d.no = r.device"
                                   " WHERE r.shard = ? ORDER BY r.device",
                                   shard_->no()));
    std::vector<Device> out;
    XF_TRY(rows.each([&](const Row& row) {
        out.push_back({row.number<DeviceNo>(0), std::string(row.column_text(1)), row.column_time(2),
                       row.column_bool(3), row.column_bool(4), row.column_int(4) == 2});
    }));
    return out;
}

}  // namespace xf::sync
