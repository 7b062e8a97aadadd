// A client's side of one shard's log: its own events at once, the hub's records when they come, and
// its own still pending ones on top of them again.
//
// Pending events are applied to the same tables as confirmed ones; what each changed is kept as a
// changeset. Before records are taken over, the changesets are undone newest first; afterwards what
// is still pending is applied anew. So the tables always show: confirmed in the hub's order, then
// own pending events rebased on top.
#pragma once

#include <map>
#include <span>

#include "shared/store/hub_log.hpp"

namespace xf::store {

/// What this device is to the shard's hub, from its enrolment.
struct OwnDevice {
    DeviceNo no;
    Uuid uuid;
    Epoch epoch;
    Capabilities capabilities = 0;
};

/// Own events that the hub does not have yet, as one push.
struct Unsent {
    Seq first;
    std::vector<Event> events;
    std::optional<Hash> chain_head;
};

class ClientLog : public EventSink {
public:
    static const std::span<const std::string_view> kSchema;

    ClientLog(Database& db, const Projector& projector, ShardIdentity shard, OwnDevice own)
        : store_(db, shard.no), projector_(&projector), shard_(std::move(shard)), own_(own) {}

    EventStore& store() { return store_; }
    const ShardIdentity& shard() const { return shard_; }
    const OwnDevice& own() const { return own_; }
    Place place() { return {store_.db(), shard_.no, Sight{own_.no}}; }

    // All of these belong to the caller's transaction.

    /// Judges an event of this device as the hub would and, if it stands, keeps it as pending.
    /// Errors: the reason of the rejection, or a fault; chain_broken where the hub has quarantined
    /// this device's epoch, so that nothing of it would count; recovering.
    Result<EventKey> submit(const Header& header, std::optional<Body> body);
    Status append(const Header& header, std::optional<Body> body) override;

    /// The oldest pending events in one unbroken run, at most `limit` of them and at most
    /// limits::kPushBytes; one always fits.
    Result<Unsent> unsent(std::size_t limit);
    /// The oldest own events that have no place up to the shard sequence `common`, likewise.
    Result<Unsent> own_after(std::uint64_t common, std::size_t limit);
    Result<std::uint32_t> pending_count();

    /// Hash of this device's chain before its event `seq`: what a receipt's signature covers.
    Result<Hash> chain_before(Seq seq);

    /// The hub keeps it apart; it is not sent again in this epoch. Parked, it still counts here until
    /// the hub knows its type; quarantined, it does not, from the next take_over() on.
    Status hold(Seq seq, Verdict verdict);
    /// True once the hub has quarantined something of this device's epoch: it has to enrol again.
    Result<bool> broken();

    /// Takes over records in the hub's order up to `up_to`, and the backfill of persons at hand.
    /// Returns the heads of all scopes held as a whole that changed. Errors: bad_reply, faults; the
    /// caller rolls back on both.
    Result<std::map<Scope, ScopeHead>> take_over(std::vector<Record> records,
                                                 std::vector<Record> person_records,
                                                 std::uint64_t up_to);

    /// Every feature's turn after a reply was taken over (giving leases back).
    Status take_turns(UnixTime now);

    /// Removes a person's records but for this device's own events.
    Status forget(PersonNo person);
    /// The same for everyone whose records are here only because they were at the device, but for
    /// those who still are: what a crash or a full disk left behind goes too.
    Status forget_all_but(const std::vector<PersonNo>& present);
    /// How often somebody was forgotten since the program began. Records that were asked for before
    /// must not be taken over after.
    std::uint64_t times_forgotten() const { return times_forgotten_; }

    /// Up to this shard sequence a backup of the hub has everything. Own events beyond it stay whole, so
    /// that a hub that lost them gets them again; before it, their texts leave with their person.
    Status set_stable(std::uint64_t seq);
    Result<std::uint64_t> stable();

    /// While only a part is here of what took the place of rolled back records, it can't be told what
    /// this device may do: submit() refuses with recovering.
    Status set_settled(bool settled);

    /// What the hub gave an order after `common` has none any more: the hub was restored from a
    /// backup. Own events are pending again, others' are gone, and so is who was at the device.
    Status roll_back(std::uint64_t common);

    /// Drops all tables' rows and makes them anew from the log.
    Status rebuild();

private:
    Result<std::optional<Verdict>> held_with(const EventKey& key);
    Status apply_pending(const StoredEvent& pending);
    Status undo_pending();
    Result<bool> undo_changesets();
    Status redo_pending();
    /// Stores a record with its position. `fresh`: it was not here as a record before.
    struct Taken {
        StoredEvent stored;
        bool fresh;
    };
    Result<Taken> store_record(Record record, bool backfill, std::map<Scope, ScopeHead>& heads);
    Status reproject(const Scope& scope);
    /// An event of this device's epoch, without its body.
    struct OwnEvent {
        Seq seq;
        Event event;
        std::optional<std::uint64_t> hub_seq;  ///< none while pending
    };
    Status each_own(const std::function<Status(const OwnEvent&)>& visit);
    Result<bool> settled();
    Status make_pending();
    Status recompute_heads();

    EventStore store_;
    const Projector* projector_;
    ShardIdentity shard_;
    OwnDevice own_;
    std::uint64_t times_forgotten_ = 0;
};

}  // namespace xf::store
