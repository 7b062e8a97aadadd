#include "shared/devices/feature.hpp"

namespace xf::devices {
namespace {

using namespace store;

constexpr std::string_view kSchema = R"sql(
CREATE TABLE device_listed(
  shard INTEGER NOT NULL, device INTEGER NOT NULL, epoch INTEGER NOT NULL,
  capabilities INTEGER NOT NULL, name TEXT NOT NULL,
  PRIMARY KEY(shard, device)) STRICT, WITHOUT ROWID;
)sql";

Result<Verdict> judge(const Place&, const Arrival& arrival) {
    XF_ASSIGN(const Enrolled enrolled, Enrolled::parse(arrival.header));
    if (enrolled.device == kHubDevice) return ErrorCode::unknown_reference;
    return Verdict::accepted();
}

Status apply(const Place& place, const Arrival& arrival) {
    if (arrival.header.type != kEnrolledType || !arrival.counts()) return {};
    XF_ASSIGN(const Enrolled enrolled, Enrolled::parse(arrival.header));
    return place.db.run(
        "INSERT INTO device_listed VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET"
        " epoch = excluded.epoch, capabilities = excluded.capabilities,"
        " name = excluded.name",
        place.shard, enrolled.device, enrolled.epoch, enrolled.capabilities, enrolled.name);
}

}  // namespace

const Feature& feature() {
    static const Feature kFeature{
        .name = "devices",
        .types = {{kEnrolledType, "device_enrolled", ScopeKind::village, false, capability::kHub}},
        .tables = {"device_listed"},
        .schema = kSchema,
        .judge = judge,
        .apply = apply,
    };
    return kFeature;
}

Result<Device> find(const Place& place, DeviceNo no) {
    XF_ASSIGN(Statement rows, place.db.prepare("SELECT capabilities, name FROM device_listed"
                                               " WHERE shard = ? AND device = ?",
                                               place.shard, no));
    XF_ASSIGN(const auto device, rows.first([&](const Row& row) {
        return Device{no, static_cast<Capabilities>(row.column_uint32(0)),
                      std::string(row.column_text(1))};
    }));
    if (!device) return ErrorCode::not_found;
    return *device;
}

}  // namespace xf::devices
