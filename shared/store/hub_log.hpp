// The hub's side of one shard's log: gives events their order and their verdict.
#pragma once

#include "shared/ports/random.hpp"
#include "shared/store/projector.hpp"

namespace xf::store {

/// A shard's identity in the town.
struct ShardIdentity {
    ShardNo no;
    Uuid uuid;
    std::string name;
};

/// The hub writes its own events as device 0, in epoch 1 of a new hub.
inline constexpr Epoch kHubChainEpoch{1};

class HubLog : public EventSink {
public:
    HubLog(Database& db, const Projector& projector, ShardIdentity shard)
        : store_(db, shard.no), projector_(&projector), shard_(std::move(shard)) {}

    EventStore& store() { return store_; }
    const ShardIdentity& shard() const { return shard_; }
    Place place() { return {store_.db(), shard_.no, Sight{}}; }

    /// Judges one event of a device and, unless its type is unknown, records it with its verdict.
    /// The caller checked its chain. Within the caller's transaction.
    Result<Verdict> take(const EventKey& key, const Event& event, Capabilities writer);

    /// An event of the hub itself. Its rejection is a defect of ours: internal.
    Status append(const Header& header, std::optional<Body> body) override;

    /// Every feature's turn in a device's sync (leases).
    Status take_turns(const HubTurn& turn);

    Status rebuild() { return projector_->rebuild(store_, Sight{}); }

private:
    Status record(const EventKey& key, const Event& event, Verdict verdict);

    EventStore store_;
    const Projector* projector_;
    ShardIdentity shard_;
};

}  // namespace xf::store
