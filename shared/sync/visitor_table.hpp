// The hub's own knowledge of households' browsers that are logged in. They are apart from the devices:
// nobody waits for them, no event tells of them, and they go when their time is over. Their numbers
// are never a device's, and never given twice, because they name events for ever.
#pragma once

#include "shared/sync/device_table.hpp"

namespace xf::sync {

/// The first number that a visitor may have; devices stay below it.
inline constexpr DeviceNo kFirstVisitor{1'000'000};

/// What a login was made with, and until when it is good.
struct VisitGrant {
    HouseholdNo household;
    std::uint32_t card = 0;
    Hash verifier;  ///< of the card then: another one now means another PIN
    UnixTime expires;
};

struct VisitorRow {
    DeviceRow device;
    VisitGrant grant;
};

class VisitorTable {
public:
    static const std::span<const std::string_view> kSchema;

    VisitorTable(store::Database& db, ShardNo shard) : db_(&db), shard_(shard) {}

    // Writes belong to the caller's transaction.

    /// Ended ones too, as long as they are remembered. Errors: unknown_device.
    Result<VisitorRow> find(const Uuid& uuid) const;
    /// A new number for that browser, which ends what it had before. Makes room: what ended long ago
    /// goes, and of a household or a shard with too many the login that ends first. Errors:
    /// bad_signature where the browser has another key.
    Result<DeviceRow> admit(const Uuid& uuid, const PublicKey& key, const VisitGrant& grant,
                            UnixTime now);
    Status set_counter(DeviceNo no, std::uint64_t counter);
    /// How many their browsers have written since midnight in China, these included.
    Result<std::uint64_t> add_events(HouseholdNo household, std::size_t events, UnixTime now);
    Status end(DeviceNo no);
    /// Nothing is kept of their logins.
    Status drop(HouseholdNo household);
    /// The hub was restored from a backup: all log in again, with numbers that the lost ones had not.
    Status end_all();
    Result<std::uint64_t> count() const;

private:
    Status make_room(HouseholdNo household, UnixTime now);
    Result<std::int64_t> next_number();

    store::Database* db_;
    ShardNo shard_;
};

}  // namespace xf::sync
