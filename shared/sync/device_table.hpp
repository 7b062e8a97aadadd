// The hub's own knowledge of a shard's devices: keys, epochs, what they may do, and the one-time
// codes that enrol them. Not a projection: it is written where a device is met, not from events.
#pragma once

#include <span>

#include "shared/store/feature.hpp"

namespace xf::sync {

struct DeviceRow {
    DeviceNo no;
    Uuid uuid;
    PublicKey key;
    Epoch epoch;
    store::Capabilities capabilities = 0;
    std::string name;
    std::uint64_t counter = 0;   ///< of the last request
    bool broken = false;         ///< its chain forked in this epoch: nothing more is taken from it
    HouseholdNo household = {};  ///< of a visitor, who is in no device table

    store::Grant grant() const { return {capabilities, household}; }
};

/// A one-time code: four characters that name it and twelve that nobody can guess in its ten
/// minutes, in Crockford's alphabet. "K7QM-2T9X-5RDH-8VWN"
struct EnrolCode {
    std::string id;
    std::string secret;

    std::string text() const;
    /// Accepts lower case, spaces and missing hyphens. Errors: bad_code.
    static Result<EnrolCode> parse(std::string_view text);
    static EnrolCode make(ports::Random& random);
};

/// What a code allows whoever types it.
struct EnrolGrant {
    store::Capabilities capabilities = 0;
    std::string name;
};

class DeviceTable {
public:
    static const std::span<const std::string_view> kSchema;

    DeviceTable(store::Database& db, ShardNo shard) : db_(&db), shard_(shard) {}

    /// Errors: unknown_device.
    Result<DeviceRow> find(const Uuid& uuid) const;
    /// Gives a new device the next number and epoch 1; a known one a new epoch. Its row.
    Result<DeviceRow> enrol(const Uuid& uuid, const PublicKey& key, const EnrolGrant& grant,
                            UnixTime now);
    /// A device that another copy of this hub enrolled, as its certificate says.
    Status enter(const DeviceRow& device, UnixTime issued);
    /// The next new device gets a number so much higher.
    Status leave_out_numbers(std::uint32_t count);
    Status set_counter(DeviceNo no, std::uint64_t counter, UnixTime now);
    Status set_broken(DeviceNo no);
    Result<bool> broken(DeviceNo no) const;
    /// Devices that synced since then, ascending.
    Result<std::vector<DeviceNo>> seen_since(UnixTime then) const;

    Status add_code(const EnrolCode& code, const EnrolGrant& grant, UnixTime expires);
    /// The secret of a code that is alive; counts a try, and removes codes that are past it.
    /// Errors: bad_code.
    struct LiveCode {
        std::string secret;
        EnrolGrant grant;
    };
    Result<LiveCode> try_code(std::string_view id, UnixTime now);
    Status burn_code(std::string_view id);

private:
    Result<std::int64_t> last_number() const;

    store::Database* db_;
    ShardNo shard_;
};

}  // namespace xf::sync
