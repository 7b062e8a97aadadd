// Runs events through all features' projections, and rebuilds the tables from the log.
#pragma once

#include "shared/store/event_store.hpp"
#include "shared/store/feature.hpp"

namespace xf::store {

class Projector {
public:
    explicit Projector(const Registry& registry) : registry_(&registry) {}

    const Registry& registry() const { return *registry_; }

    /// Makes the features' tables. True when they are new or their schema changed: then they are
    /// empty, and the caller rebuilds.
    Result<bool> prepare(Database& db) const;

    /// Applies a record, or an own pending event; of the latter, one that the hub keeps apart with the
    /// verdict `held`.
    Status apply(const Place& place, const StoredEvent& stored,
                 std::optional<Verdict> held = std::nullopt) const;

    /// Judges an event by its type's feature. Faults are errors; every other error became a
    /// rejection. parked: the type is not known, and the writer stays until it is.
    Result<Verdict> judge(const Place& place, const EventKey& key, const Event& event,
                          const Grant& writer) const;

    /// Empties all tables and applies every record of the shard, in order. Pending events are the
    /// caller's.
    Status rebuild(const EventStore& store, const Sight& sight) const;

    /// SHA-256 over the logical rows of all feature tables, in key order: equal digests mean equal
    /// projections.
    Result<Hash> digest(Database& db) const;

    /// All features' tables, in registry order.
    std::vector<std::string_view> tables() const;

    /// The scope that an event is meant for: its type's, or its device's where that can't be told (the
    /// event is rejected then, and its device learns so).
    Scope scope_of(const EventKey& key, const Event& event) const;
    /// Where it is recorded with that verdict. The hub does so, and a device that is told only the
    /// verdict on an event of its own.
    Scope recorded_scope(const EventKey& key, const Event& event, Verdict verdict) const;

private:
    const Registry* registry_;
};

}  // namespace xf::store
