#include "shared/sync/device_table.hpp"

#include "shared/base/limits.hpp"

namespace xf::sync {
namespace {

using namespace store;

constexpr std::string_view kAlphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::size_t kIdChars = 4, kSecretChars = 12;

}  // namespace

namespace {

constexpr std::string_view kSteps[] = {
    R"sql(
CREATE TABLE device(
  shard INTEGER NOT NULL, no INTEGER NOT NULL, uuid BLOB NOT NULL, key BLOB NOT NULL,
  epoch INTEGER NOT NULL, capabilities INTEGER NOT NULL, name TEXT NOT NULL,
  counter INTEGER NOT NULL, broken INTEGER NOT NULL,
  PRIMARY KEY(shard, no)) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX device_uuid ON device(shard, uuid);
CREATE TABLE enrol_code(
  shard INTEGER NOT NULL, id TEXT NOT NULL, secret TEXT NOT NULL, capabilities INTEGER NOT NULL,
  name TEXT NOT NULL, expires INTEGER NOT NULL, tries INTEGER NOT NULL,
  PRIMARY KEY(shard, id)) STRICT, WITHOUT ROWID;
)sql",
    "ALTER TABLE device ADD COLUMN last_seen INTEGER NOT NULL DEFAULT 0",
    "CREATE TABLE device_number(shard INTEGER PRIMARY KEY, last INTEGER NOT NULL) STRICT",
};

}  // namespace

const std::span<const std::string_view> DeviceTable::kSchema = kSteps;

std::string EnrolCode::text() const {
    const std::string all = id + secret;
    std::string out;
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (i != 0 && i % 4 == 0) out += '-';
        out += all[i];
    }
    return out;
}

Result<EnrolCode> EnrolCode::parse(std::string_view text) {
    std::string digits;
    for (char c : text) {
        if (c == '-' || c == ' ') continue;
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
        if (c == 'O') c = '0';
        if (c == 'I' || c == 'L') c = '1';
        if (kAlphabet.find(c) == std::string_view::npos) return ErrorCode::bad_code;
        digits += c;
    }
    if (digits.size() != kIdChars + kSecretChars) return ErrorCode::bad_code;
    return EnrolCode{digits.substr(0, kIdChars), digits.substr(kIdChars)};
}

EnrolCode EnrolCode::make(ports::Random& random) {
    std::string digits;
    for (const std::uint8_t byte : random.bytes(kIdChars + kSecretChars))
        digits += kAlphabet[byte & 31];
    return {digits.substr(0, kIdChars), digits.substr(kIdChars)};
}

Result<DeviceRow> DeviceTable::find(const Uuid& uuid) const {
    XF_ASSIGN(Statement rows,
              db_->prepare("SELECT no, key, epoch, capabilities, name, counter, broken FROM device"
                           " WHERE shard = ? AND uuid = ?",
                           shard_, uuid));
    XF_ASSIGN(auto found, rows.first([&](const Row& row) {
        return DeviceRow{row.number<DeviceNo>(0),
                         uuid,
                         row.fixed<PublicKey>(1),
                         row.number<Epoch>(2),
                         static_cast<Capabilities>(row.column_uint32(3)),
                         std::string(row.column_text(4)),
                         static_cast<std::uint64_t>(row.column_int(5)),
                         row.column_bool(6)};
    }));
    if (!found) return ErrorCode::unknown_device;
    return *std::move(found);
}

Result<DeviceRow> DeviceTable::enrol(const Uuid& uuid, const PublicKey& key,
                                     const EnrolGrant& grant, UnixTime now) {
    XF_ASSIGN(const std::int64_t last, last_number());
    XF_TRY(
        db_->run("INSERT INTO device VALUES (?, ?, ?, ?, 1, ?, ?, 0, 0, ?)"
                 " ON CONFLICT(shard, uuid) DO UPDATE SET key = excluded.key,"
                 " epoch = epoch + 1, capabilities = excluded.capabilities,"
                 " name = excluded.name, counter = 0, broken = 0, last_seen = excluded.last_seen",
                 shard_, last + 1, uuid, key, grant.capabilities, grant.name, now));
    return find(uuid);
}

/// The highest number that was given, or left out.
Result<std::int64_t> DeviceTable::last_number() const {
    return db_->integer(
        "SELECT max(ifnull((SELECT max(no) FROM device WHERE shard = ?1), 0),"
        " ifnull((SELECT last FROM device_number WHERE shard = ?1), 0))",
        shard_);
}

Status DeviceTable::leave_out_numbers(std::uint32_t count) {
    XF_ASSIGN(const std::int64_t last, last_number());
    return db_->run("INSERT OR REPLACE INTO device_number VALUES (?, ?)", shard_, last + count);
}

Status DeviceTable::enter(const DeviceRow& device, UnixTime issued) {
    XF_ASSIGN(const std::int64_t others,
              db_->integer("SELECT count(*) FROM device WHERE shard = ? AND no = ? AND uuid <> ?",
                           shard_, device.no, device.uuid));
    if (others != 0) return ErrorCode::unknown_device;  // its number is another's by now
    return db_->run(
        "INSERT INTO device VALUES (?, ?, ?, ?, ?, ?, ?, 0, 0, ?)"
        " ON CONFLICT(shard, uuid) DO UPDATE SET key = excluded.key, epoch = excluded.epoch,"
        " capabilities = excluded.capabilities, name = excluded.name, counter = 0, broken = 0",
        shard_, device.no, device.uuid, device.key, device.epoch, device.capabilities, device.name,
        issued);
}

Status DeviceTable::set_counter(DeviceNo no, std::uint64_t counter, UnixTime now) {
    return db_->run("UPDATE device SET counter = ?, last_seen = ? WHERE shard = ? AND no = ?",
                    counter, now, shard_, no);
}

Result<bool> DeviceTable::broken(DeviceNo no) const {
    XF_ASSIGN(const std::int64_t broken,
              db_->integer("SELECT count(*) FROM device WHERE shard = ? AND no = ? AND broken = 1",
                           shard_, no));
    return broken != 0;
}

Result<std::vector<DeviceNo>> DeviceTable::seen_since(UnixTime then) const {
    XF_ASSIGN(Statement rows, db_->prepare("SELECT no FROM device WHERE shard = ?"
                                           " AND last_seen >= ? ORDER BY no",
                                           shard_, then));
    std::vector<DeviceNo> out;
    XF_TRY(rows.each([&](const Row& row) { out.push_back(row.number<DeviceNo>(0)); }));
    return out;
}

Status DeviceTable::set_broken(DeviceNo no) {
    return db_->run("UPDATE device SET broken = 1 WHERE shard = ? AND no = ?", shard_, no);
}

Status DeviceTable::add_code(const EnrolCode& code, const EnrolGrant& grant, UnixTime expires) {
    return db_->run("INSERT INTO enrol_code VALUES (?, ?, ?, ?, ?, ?, 0)", shard_, code.id,
                    code.secret, grant.capabilities, grant.name, expires);
}

Result<DeviceTable::LiveCode> DeviceTable::try_code(std::string_view id, UnixTime now) {
    XF_TRY(db_->run("DELETE FROM enrol_code WHERE shard = ? AND (expires < ? OR tries >= ?)",
                    shard_, now, limits::kEnrolTries));
    XF_TRY(
        db_->run("UPDATE enrol_code SET tries = tries + 1 WHERE shard = ? AND id = ?", shard_, id));
    XF_ASSIGN(Statement rows, db_->prepare("SELECT secret, capabilities, name FROM enrol_code"
                                           " WHERE shard = ? AND id = ?",
                                           shard_, id));
    XF_ASSIGN(auto found, rows.first([](const Row& row) {
        return LiveCode{
            std::string(row.column_text(0)),
            {static_cast<Capabilities>(row.column_uint32(1)), std::string(row.column_text(2))}};
    }));
    if (!found) return ErrorCode::bad_code;
    return *std::move(found);
}

Status DeviceTable::burn_code(std::string_view id) {
    return db_->run("DELETE FROM enrol_code WHERE shard = ? AND id = ?", shard_, id);
}

}  // namespace xf::sync
