// How a feature plugs into the log: its event types, the pure rules that judge an event, and the
// projection that turns accepted events into tables. The store, the sync and the hub know features
// only through this; shared/app/registry.cpp lists them.
//
// A feature's tables are a function of the events: they can be dropped and rebuilt at any time, and
// they are, when `schema` changes. Every row belongs to one scope, or is a sum over scopes, so that
// the order in which records of different scopes arrive does not matter.
#pragma once

#include <string_view>
#include <vector>

#include "shared/ports/random.hpp"
#include "shared/store/record.hpp"
#include "shared/store/sqlite.hpp"

namespace xf::store {

/// What a device may do; fixed at its enrolment. A bit set.
using Capabilities = std::uint8_t;
namespace capability {
inline constexpr Capabilities kHub = 1;  ///< the hub itself
inline constexpr Capabilities kKiosk = 2;
inline constexpr Capabilities kCounter = 4;   ///< 新风爱心超市
inline constexpr Capabilities kDesk = 8;      ///< staff
inline constexpr Capabilities kVisitor = 16;  ///< a household's own browser, logged in
}  // namespace capability

/// What a device was granted, and of a visitor for which household.
struct Grant {
    // Implicit: all but visitors are described by what they may do.
    Grant(Capabilities may = 0, HouseholdNo whose = {}) : capabilities(may), household(whose) {}

    Capabilities capabilities;
    HouseholdNo household;

    bool visitor() const { return (capabilities & capability::kVisitor) != 0; }
};

/// What a staff member is in a village. A bit set; none: has left office, and may not act.
using Roles = std::uint32_t;
namespace role {
inline constexpr Roles kStaff = 1;       ///< 村干部、网格员
inline constexpr Roles kSupervisor = 2;  ///< 村务监督
inline constexpr Roles kTown = 4;        ///< 镇
inline constexpr Roles kClerk = 8;       ///< 爱心超市管理员
}  // namespace role

struct EventType {
    std::uint32_t number = 0;
    std::string_view name;
    ScopeKind scope = ScopeKind::village;
    bool has_body = false;
    Capabilities writers = 0;
    Roles roles = 0;           ///< staff who write it at a device have one of these; 0: any
    Capabilities readers = 0;  ///< devices that get its body, of those that get it; 0: all
};

/// The scopes that a device holds as a whole by its grant. What it asks for beyond (a person in front
/// of a kiosk) comes as a backfill and is purged again.
bool covers(const Grant& grant, DeviceNo device, const Scope& scope);

/// What this program can see of a shard: the hub everything, a client its own device's scope only.
struct Sight {
    std::optional<DeviceNo> own;

    bool hub() const { return !own; }
    bool sees(DeviceNo device) const { return !own || *own == device; }
};

/// Where a projection reads and writes.
struct Place {
    Database& db;
    ShardNo shard;
    Sight sight;
};

/// One event on its way into the tables.
struct Arrival {
    const EventKey& key;
    const Header& header;
    const Event& event;
    Scope scope;
    std::optional<Verdict> verdict;  ///< none while the hub has not spoken: own and pending
    std::uint64_t order = 0;         ///< the hub's sequence; own pending events come after all
    Capabilities writer = 0;         ///< of the device; known only while the event is judged
    Roles roles = 0;                 ///< EventType::roles, likewise
    HouseholdNo household = {};      ///< of a visitor who wrote it, likewise

    bool counts() const { return !verdict || verdict->counts(); }
};

/// Arrival::order of a pending event.
inline constexpr std::uint64_t pending_order(const EventKey& key) {
    return (1ull << 62) + (std::uint64_t{key.epoch.value & 0x3FFFFFFF} << 32) + key.seq.value;
}

/// Takes new events of this program itself: the hub's own, or a client's pending ones.
class EventSink {
public:
    virtual ~EventSink() = default;
    virtual Status append(const Header& header, std::optional<Body> body) = 0;
};

/// A household for which a device asks the hub to lend it at least `points`.
struct Wish {
    HouseholdNo household;
    Points points;
};

/// The hub's turn within one sync of a device, after its events were judged.
struct HubTurn {
    Place place;
    DeviceNo device;
    Epoch epoch;
    Capabilities capabilities = 0;
    UnixTime now;
    const std::vector<Wish>& wishes;      ///< for households whose card is at the device
    const std::vector<DeviceNo>& active;  ///< devices that synced lately, ascending
    EventSink& sink;
};

/// A client's turn after it took over a reply.
struct ClientTurn {
    Place place;
    DeviceNo device;
    Epoch epoch;
    UnixTime now;
    EventSink& sink;
};

struct Feature {
    std::string_view name;
    std::vector<EventType> types;
    std::vector<std::string_view> tables;
    std::string_view schema;  ///< CREATE statements of exactly `tables` and their indexes

    /// Judges an event against the tables as they stand: at the client for a first answer, at the
    /// hub with the last word. An Error that is not a fault of ours is the reason of a rejection.
    Result<Verdict> (*judge)(const Place& place, const Arrival& arrival) = nullptr;
    /// Asked about every event, of every feature, before it is judged: may its actor act? (optional)
    Status (*admit)(const Place& place, const Arrival& arrival) = nullptr;
    /// Called for every event, of every feature, also rejected ones (they stay visible).
    Status (*apply)(const Place& place, const Arrival& arrival) = nullptr;
    /// Removes the rows of a person's scope, before they are made anew or for good (optional).
    Status (*forget)(const Place& place, PersonNo person) = nullptr;
    /// Called for each record that a restored hub takes back, before it is applied: makes up for what
    /// it needs and the backup lacks, because not every device has brought its part (optional).
    Status (*cover)(const Place& place, const Arrival& arrival, UnixTime now,
                    EventSink& sink) = nullptr;
    /// The person, or the household, whom the body of an event is about, where that is neither the
    /// subject of its scope nor the person who wrote it (erasure.hpp) (optional).
    std::optional<Scope> (*about)(const Header& header) = nullptr;
    /// Whom an event erases (optional). apply() comes after, and clears what it had copied into a table.
    std::optional<Scope> (*erases)(const Header& header) = nullptr;
    /// The body of that event was dropped, because somebody was erased (optional).
    Status (*dropped)(const Place& place, const EventKey& event) = nullptr;
    Status (*hub_turn)(const HubTurn& turn) = nullptr;        ///< optional
    Status (*client_turn)(const ClientTurn& turn) = nullptr;  ///< optional
};

/// Faults are ours (disk, memory, defects); everything else is an answer to the event.
bool is_fault(ErrorCode code);

class Registry {
public:
    explicit Registry(std::vector<const Feature*> features) : features_(std::move(features)) {}

    const std::vector<const Feature*>& features() const { return features_; }

    struct Known {
        const Feature* feature;
        const EventType* type;
    };
    std::optional<Known> find(std::uint32_t type) const;
    /// Whether a device with those capabilities, if it gets an event of that header, gets its body.
    bool gives_body(ByteView header, Capabilities reader) const;

private:
    std::vector<const Feature*> features_;
};

}  // namespace xf::store
