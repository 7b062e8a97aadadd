// The hub's side of one shard's log: gives events their order and their verdict.
#pragma once

#include "shared/ports/random.hpp"
#include "shared/store/erasure.hpp"
#include "shared/store/projector.hpp"

namespace xf::store {

/// A shard's identity in the town.
struct ShardIdentity {
    ShardNo no;
    Uuid uuid;
    std::string name;
};

/// A hub's first epoch. One that was restored from a backup begins another, and writes its own events,
/// as device 0, into a chain of that epoch: their names must not meet those that the backup lacks.
inline constexpr Epoch kFirstHubEpoch{1};

class HubLog : public EventSink {
public:
    HubLog(Database& db, const Projector& projector, ShardIdentity shard, Epoch epoch)
        : store_(db, shard.no), projector_(&projector), shard_(std::move(shard)), epoch_(epoch) {}

    EventStore& store() { return store_; }
    const ShardIdentity& shard() const { return shard_; }
    Epoch epoch() const { return epoch_; }
    Place place() { return {store_.db(), shard_.no, Sight{}}; }
    const Registry& registry() const { return projector_->registry(); }
    Erasure erasure() const { return {projector_->registry(), store_}; }

    /// Judges one event of a device and, unless its type is unknown, records it with its verdict.
    /// The caller checked its chain. Within the caller's transaction.
    Result<Verdict> take(const EventKey& key, const Event& event, const Grant& writer);

    /// A record that this hub had made before it was restored from a backup, at the end of the log as
    /// it is now, with the verdict of then. What is missing of the points that it moves is made up for
    /// first. One that is there already stays as it is.
    Status adopt(const Record& record, UnixTime now);

    /// An event of the hub itself. Its rejection is a defect of ours: internal.
    Status append(const Header& header, std::optional<Body> body) override;

    /// Every feature's turn in a device's sync (leases).
    Status take_turns(const HubTurn& turn);

    Status rebuild() { return projector_->rebuild(store_, Sight{}); }

private:
    Status record(const EventKey& key, const Event& event, Verdict verdict, const Scope& scope);

    EventStore store_;
    const Projector* projector_;
    ShardIdentity shard_;
    Epoch epoch_;
};

}  // namespace xf::store
