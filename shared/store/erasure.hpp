// Erasing people. Their names and texts are in bodies, apart from what chains, hashes and money stand
// on: a body about somebody who was erased is dropped wherever it is, and whenever it comes again — from
// a device that had not heard of it, with a report to a restored hub, or pushed a second time.
//
// Who was erased is kept with the log and not in a feature's tables: it outlives a rebuild, a roll back,
// and even the event that said so.
#pragma once

#include "shared/store/event_store.hpp"
#include "shared/store/feature.hpp"

namespace xf::store {

class Erasure {
public:
    Erasure(const Registry& registry, const EventStore& store)
        : registry_(&registry), store_(store) {}

    /// Whether the body of that event is about somebody who was erased.
    Result<bool> concerns(const Event& event) const;
    /// Leaves only the commitment to such a body. True where there was one.
    Result<bool> strip(Event& event) const;

    /// Where that record erases somebody: drops what is here about them, and what comes from now on.
    Status learn(const StoredEvent& record);
    /// Stores a record, without its body where that must not be kept, and learns from it.
    Status keep(StoredEvent& record);

    /// Bytes that were deleted may be about somebody who was erased: wipe_traces() is due.
    Status note_traces();

    /// The people and households whom the body of such an event is about.
    std::vector<Scope> about(const Header& header) const;

private:
    Status drop_bodies(const Scope& whom);

    const Registry* registry_;
    EventStore store_;
};

/// Whether the files may still hold bytes of somebody who was erased.
Result<bool> traces_left(Database& db);
/// Makes the files anew where they may still hold bytes of somebody who was erased. Not within a
/// transaction; it takes a moment, so it is for when nobody waits. Errors: busy, storage's own; then it
/// stays due.
Status wipe_traces(Database& db);

}  // namespace xf::store
