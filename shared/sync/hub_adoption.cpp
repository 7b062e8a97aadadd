#include "shared/sync/hub_adoption.hpp"

#include "shared/sync/hub_erasure.hpp"

namespace xf::sync {

using namespace store;

namespace {

/// The disk's, not the record's.
bool is_of_storage(ErrorCode code) {
    return code == ErrorCode::storage_full || code == ErrorCode::storage_failed ||
           code == ErrorCode::database_corrupt || code == ErrorCode::busy;
}

/// Whoever reports may be wrong about the places, but not about the order within a scope: a record is
/// nowhere before the one with the number before.
constexpr std::string_view kInOrder =
    "SELECT device, epoch, seq, verdict, kind, subject, event, hub_epoch, number, hub_seq"
    " FROM recovery_record WHERE shard = ?"
    " ORDER BY hub_epoch, kind <> 1,"
    " max(hub_seq) OVER (PARTITION BY hub_epoch, kind, subject ORDER BY number),"
    " kind, subject, number";
static_assert(static_cast<int>(ScopeKind::village) == 1);

struct Reported {
    Record record;
    std::uint64_t hub_epoch = 0;
    std::uint64_t number = 0;  ///< in its scope
};

Result<Reported> read_reported(const Row& row) {
    Reported out;
    Record& record = out.record;
    record.key = {row.number<DeviceNo>(0), row.number<Epoch>(1), row.number<Seq>(2)};
    XF_ASSIGN(record.verdict, Verdict::decoded(static_cast<std::uint64_t>(row.column_int(3))));
    record.scope = Scope{static_cast<ScopeKind>(row.column_int(4)), row.column_uint32(5)};
    cbor::Reader in(row.column_blob(6));
    XF_ASSIGN(record.event, read_event(in));
    out.hub_epoch = static_cast<std::uint64_t>(row.column_int(7));
    out.number = static_cast<std::uint64_t>(row.column_int(8));
    record.hub_seq = static_cast<std::uint64_t>(row.column_int(9));
    return out;
}

/// Whole or not at all.
Status adopt(HubShard& shard, const Record& record, UnixTime now) {
    XF_ASSIGN(Savepoint savepoint, shard.db().savepoint());
    XF_TRY(shard.log().adopt(record, now));
    return savepoint.release();
}

Status set_aside(HubShard& shard, const Reported& reported, ErrorCode reason) {
    return shard.db().run(
        "INSERT OR REPLACE INTO recovery_aside SELECT shard, hub_epoch, kind, subject, number, ?,"
        " device, epoch, seq, verdict, event FROM recovery_record"
        " WHERE shard = ? AND hub_epoch = ? AND kind = ? AND subject = ? AND number = ?",
        static_cast<std::uint32_t>(reason), shard.no(), reported.hub_epoch,
        reported.record.scope->kind, reported.record.scope->subject, reported.number);
}

}  // namespace

Status adopt_reported(HubShard& shard, UnixTime now) {
    XF_ASSIGN(Statement rows, shard.db().prepare(kInOrder, shard.no()));
    XF_TRY(rows.each([&](const Row& row) -> Status {
        XF_ASSIGN(const Reported reported, read_reported(row));
        Status done = adopt(shard, reported.record, now);
        if (done.ok()) return {};
        if (is_of_storage(done.error().code)) return done;
        return set_aside(shard, reported, done.error().code);
    }));
    XF_TRY(shard.db().run("DELETE FROM recovery_record WHERE shard = ?", shard.no()));
    return drop_copies(shard);  // somebody may have been erased by what was adopted
}

Result<std::vector<SetAside>> records_set_aside(HubShard& shard) {
    XF_ASSIGN(Statement rows,
              shard.db().prepare("SELECT device, epoch, seq, reason, event FROM recovery_aside"
                                 " WHERE shard = ? ORDER BY hub_epoch, kind, subject, number",
                                 shard.no()));
    std::vector<SetAside> out;
    XF_TRY(rows.each([&](const Row& row) -> Status {
        SetAside one;
        one.key = {row.number<DeviceNo>(0), row.number<Epoch>(1), row.number<Seq>(2)};
        const auto reason = error_code_numbered(static_cast<std::uint64_t>(row.column_int(3)));
        one.reason = reason.value_or(ErrorCode::internal);
        cbor::Reader in(row.column_blob(4));
        XF_ASSIGN(const Event event, read_event(in));
        const auto header = event.parsed();
        if (header.ok()) one.type = header->type;
        out.push_back(one);
        return {};
    }));
    return out;
}

}  // namespace xf::sync
