#include "shared/app/device_identity.hpp"

#include <algorithm>

namespace xf::app {

using namespace store;

const std::string_view DeviceIdentity::kSchema = R"sql(
CREATE TABLE device_identity(
  only INTEGER PRIMARY KEY CHECK (only = 1),
  seed BLOB NOT NULL, uuid BLOB NOT NULL, certificate BLOB, certificate_signed BLOB) STRICT;
)sql";

namespace {

struct Stored {
    Bytes seed;
    Uuid uuid;
    Bytes certificate;
    Bytes signed_certificate;
};

Result<std::optional<Stored>> read_stored(Database& db) {
    XF_ASSIGN(Statement rows, db.prepare("SELECT seed, uuid, certificate, certificate_signed"
                                         " FROM device_identity"));
    return rows.first([](const Row& row) {
        const auto bytes = [&](int column) {
            const ByteView view = row.column_blob(column);
            return Bytes(view.begin(), view.end());
        };
        return Stored{bytes(0), row.fixed<Uuid>(1), bytes(2), bytes(3)};
    });
}

}  // namespace

Result<DeviceIdentity> DeviceIdentity::load(Database& db, UnixTime now, ports::Random& random) {
    XF_ASSIGN(auto stored, read_stored(db));
    bool stored_anew = false;
    if (!stored) {
        const auto unix_ms =
            static_cast<std::uint64_t>(std::max<std::int64_t>(now.seconds, 0)) * 1000;
        stored = Stored{random.bytes(32), Uuid::v7(unix_ms, random.bytes(10)), {}, {}};
        stored_anew = true;
    }
    const auto key = SigningKey::from_seed(stored->seed);
    if (!key) return Error{ErrorCode::database_corrupt, "device key"};
    DeviceIdentity out{*key, stored->uuid, std::nullopt, std::move(stored->signed_certificate)};
    if (stored_anew) XF_TRY(out.store(db));
    if (stored->certificate.empty()) return out;
    auto certificate = sync::Certificate::decode(stored->certificate);
    if (!certificate.ok()) return Error{ErrorCode::database_corrupt, "certificate"};
    out.certificate = *std::move(certificate);
    return out;
}

Status DeviceIdentity::store(Database& db) const {
    return db.run("INSERT INTO device_identity VALUES (1, ?, ?, NULL, NULL)", key.seed(), uuid);
}

Status save_enrolment(Database& db, const sync::Enrolled& enrolled) {
    return db.run("UPDATE device_identity SET certificate = ?, certificate_signed = ?",
                  enrolled.certificate.encoded(), enrolled.signed_certificate);
}

}  // namespace xf::app
