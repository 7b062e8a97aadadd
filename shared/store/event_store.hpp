// The tables of the log itself: events as raw bytes, their bodies apart, the order the hub gave
// them, and the heads of chains and scopes. Knows no event type and no feature.
#pragma once

#include <functional>
#include <span>
#include <string_view>

#include "shared/store/record.hpp"
#include "shared/store/sqlite.hpp"

namespace xf::store {

/// Where the hub put an event.
struct Position {
    std::uint64_t hub_seq = 0;
    Verdict verdict = Verdict::accepted();
    Scope scope;
    std::uint64_t scope_no = 0;  ///< 0: the scope as a whole is not held here
    /// Running hash after this record; kept by the hub, which signs pages that end anywhere.
    std::optional<Hash> scope_hash;
};

struct StoredEvent {
    EventKey key;
    Event event;
    std::optional<Position> position;  ///< none while pending
};

struct ChainHead {
    Seq seq;  ///< 0: nothing yet, `hash` is the chain's start
    Hash hash;
};

/// One shard's log in one database. All writes belong to the caller's transaction.
class EventStore {
public:
    /// The steps by which the format came to its version (migrations.hpp).
    static const std::span<const std::string_view> kSchema;

    EventStore(Database& db, ShardNo shard) : db_(&db), shard_(shard) {}

    Database& db() const { return *db_; }
    ShardNo shard() const { return shard_; }

    Result<std::optional<StoredEvent>> find(const EventKey& key) const;

    /// Stores an event, or gives a stored one its position. A body that is there stays; one that was
    /// erased is not brought back.
    Status put(const StoredEvent& stored);

    /// Drops salt and content for ever and leaves a tombstone that a refill respects.
    Status erase_body(const EventKey& key);

    Result<ScopeHead> scope_head(const Scope& scope) const;
    Status set_scope_head(const Scope& scope, const ScopeHead& head);

    /// `start` is returned where the chain has no event yet.
    Result<ChainHead> chain_head(DeviceNo device, Epoch epoch, const Hash& start) const;
    Status set_chain_head(DeviceNo device, Epoch epoch, const ChainHead& head);

    /// Number of the last record: the cursor of a client, the end of the log at the hub.
    Result<std::uint64_t> hub_seq() const;
    Status set_hub_seq(std::uint64_t seq);

    using Visit = std::function<Status(const StoredEvent&)>;
    /// Records in the hub's order.
    Status each_record(const Visit& visit) const;
    /// Records in the hub's order after the shard sequence `seq`: rows for read().
    Result<Statement> records_after(std::uint64_t seq) const;
    /// Records of one scope in the hub's order, from the number `from_scope_no` on; 0 includes own
    /// records of a scope that is not held as a whole.
    Status each_record_of(const Scope& scope, std::uint64_t from_scope_no, std::size_t limit,
                          const Visit& visit) const;
    /// Pending events of one device and epoch, oldest first.
    Status each_pending(const Visit& visit) const;

    /// Removes what is held of a scope, but for the events of `keep`, which lose their number and, up
    /// to the shard sequence `stable`, their bodies.
    Status forget_scope(const Scope& scope, DeviceNo keep, std::uint64_t stable);

    /// Of what was given an order after `seq`, the events of that device and epoch lose it, and all
    /// others are removed.
    Status drop_order_after(std::uint64_t seq, DeviceNo device, Epoch epoch);

    /// The event of a row that selects kColumns.
    static Result<StoredEvent> read(const Row& row);
    static const std::string_view kColumns;
    static const std::string_view kFrom;

private:
    Database* db_;
    ShardNo shard_;
};

}  // namespace xf::store
