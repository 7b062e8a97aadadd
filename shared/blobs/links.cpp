#include "shared/blobs/links.hpp"

namespace xf::blobs {
namespace {

using namespace store;

constexpr std::string_view kSchema = R"sql(
CREATE TABLE blob_link(
  shard INTEGER NOT NULL, hash BLOB NOT NULL, size INTEGER NOT NULL,
  device INTEGER NOT NULL, epoch INTEGER NOT NULL, seq INTEGER NOT NULL,
  scope_kind INTEGER NOT NULL, scope_subject INTEGER NOT NULL,
  PRIMARY KEY(shard, hash, device, epoch, seq)) STRICT, WITHOUT ROWID;
CREATE INDEX blob_link_event ON blob_link(shard, device, epoch, seq);
CREATE INDEX blob_link_scope ON blob_link(shard, scope_kind, scope_subject);
)sql";

Result<Verdict> judge(const Place&, const Arrival&) { return ErrorCode::unknown_type; }

Status apply(const Place&, const Arrival&) { return {}; }

Status forget(const Place& place, PersonNo person) {
    return place.db.run(
        "DELETE FROM blob_link WHERE shard = ? AND scope_kind = ? AND scope_subject = ?",
        place.shard, ScopeKind::person, person);
}

}  // namespace

const Feature& feature() {
    static const Feature kFeature{
        .name = "blobs",
        .types = {},
        .tables = {"blob_link"},
        .schema = kSchema,
        .judge = judge,
        .apply = apply,
        .forget = forget,
    };
    return kFeature;
}

Status link(const Place& place, const Arrival& arrival, const std::vector<BlobRef>& pictures) {
    if (!arrival.counts()) return {};
    for (const BlobRef& each : pictures)
        XF_TRY(place.db.run("INSERT OR IGNORE INTO blob_link VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                            place.shard, each.hash, each.size, arrival.key.device,
                            arrival.key.epoch, arrival.key.seq, arrival.scope.kind,
                            arrival.scope.subject));
    return {};
}

Status unlink(const Place& place, const EventKey& event) {
    return place.db.run(
        "DELETE FROM blob_link WHERE shard = ? AND device = ? AND epoch = ? AND seq = ?",
        place.shard, event.device, event.epoch, event.seq);
}

Result<std::vector<Link>> links_of(const Place& place, const Hash& hash) {
    XF_ASSIGN(Statement rows,
              place.db.prepare("SELECT device, epoch, seq, scope_kind, scope_subject, size"
                               " FROM blob_link WHERE shard = ? AND hash = ?",
                               place.shard, hash));
    std::vector<Link> out;
    XF_TRY(rows.each([&](const Row& row) {
        const EventKey event{row.number<DeviceNo>(0), row.number<Epoch>(1), row.number<Seq>(2)};
        const Scope scope{static_cast<ScopeKind>(row.column_uint32(3)), row.column_uint32(4)};
        out.push_back({event, scope, row.column_uint32(5)});
    }));
    return out;
}

}  // namespace xf::blobs
