#include "shared/sync/hub_pull.hpp"

#include "shared/base/limits.hpp"

namespace xf::sync {
namespace {

using namespace store;

/// A page ends after this many bytes of events, well below what a client accepts.
constexpr std::size_t kPageBytes = limits::kReplyBytes / 4;

std::size_t size_of(const Event& event) {
    return event.header.size() + 64 + (event.body ? event.body->content.size() : 0);
}

/// Collects records and the heads of the scopes that the receiver holds as a whole.
class Page {
public:
    Page(const Registry& registry, const DeviceRow& device, ShardPull& pull)
        : registry_(registry), device_(device), pull_(pull) {}

    bool full() const {
        return bytes_ >= kPageBytes ||
               pull_.records.size() + pull_.person_records.size() >= limits::kPullRecords;
    }

    void add(const StoredEvent& stored) {
        Record record = record_of(stored);
        const bool own = stored.key.device == device_.no && stored.key.epoch == device_.epoch;
        if (own) record.event.reset(), record.scope.reset();
        const Position& position = *stored.position;
        if (covers(device_.grant(), device_.no, position.scope)) note_head(position);
        pull_.records.push_back(std::move(record));
    }

    void add_of_person(const StoredEvent& stored) {
        note_head(*stored.position);
        pull_.person_records.push_back(record_of(stored));
    }

    Hash heads() const { return digest_of(heads_); }

private:
    Record record_of(const StoredEvent& stored) {
        Record out{stored.position->hub_seq, stored.key, stored.position->verdict,
                   stored.position->scope, stored.event};
        if (!registry_.gives_body(stored.event.header, device_.capabilities))
            out.event->body.reset();
        bytes_ += size_of(*out.event);
        return out;
    }

    void note_head(const Position& position) {
        heads_[position.scope] = {position.scope_no, position.scope_hash.value_or(Hash{})};
    }

    const Registry& registry_;
    const DeviceRow& device_;
    ShardPull& pull_;
    std::map<Scope, ScopeHead> heads_;
    std::size_t bytes_ = 0;
};

/// Records after the cursor that the device may see: its standing scopes, and its own events.
Result<Statement> records_after(HubShard& shard, const DeviceRow& device, std::uint64_t cursor) {
    static const std::string kSql =
        "SELECT " + std::string(EventStore::kColumns) + std::string(EventStore::kFrom) +
        "WHERE e.shard = ?1 AND e.hub_seq > ?2 AND (e.scope_kind = 1 OR e.device = ?3"
        " OR (e.scope_kind = 2 AND (?5 IS NULL OR e.scope_subject = ?5))"
        " OR (e.scope_kind = 5 AND e.scope_subject = ?3) OR (e.scope_kind IN (3, 4) AND ?4))"
        " ORDER BY e.hub_seq";
    static_assert(
        static_cast<int>(ScopeKind::village) == 1 && static_cast<int>(ScopeKind::household) == 2 &&
        static_cast<int>(ScopeKind::person) == 3 && static_cast<int>(ScopeKind::staff) == 4 &&
        static_cast<int>(ScopeKind::device) == 5);
    const bool all_people = covers(device.grant(), device.no, {ScopeKind::person, 0});
    std::optional<HouseholdNo> only;
    if (device.grant().visitor()) only = device.household;
    return shard.db().prepare(kSql, shard.log().shard().no, cursor, device.no, all_people, only);
}

Status fill_records(HubShard& shard, const DeviceRow& device, std::uint64_t cursor, Page& page,
                    ShardPull& pull) {
    XF_ASSIGN(Statement rows, records_after(shard, device, cursor));
    for (;;) {
        XF_ASSIGN(const bool found, rows.step());
        if (!found) break;
        XF_ASSIGN(const StoredEvent stored, EventStore::read(rows));
        if (page.full()) {
            pull.more = true;
            pull.up_to = pull.records.back().hub_seq;
            return {};
        }
        page.add(stored);
    }
    XF_ASSIGN(pull.up_to, shard.log().store().hub_seq());
    return {};
}

Status fill_person(HubShard& shard, const DeviceRow& device, const AtHand& at_hand, Page& page,
                   ShardPull& pull) {
    const Scope scope{ScopeKind::person, at_hand.person.value};
    if (covers(device.grant(), device.no, scope)) return {};  // has it anyway
    return shard.log().store().each_record_of(scope, at_hand.have + 1, limits::kPullRecords,
                                              [&](const StoredEvent& stored) -> Status {
                                                  if (page.full())
                                                      pull.more = true;
                                                  else
                                                      page.add_of_person(stored);
                                                  return {};
                                              });
}

}  // namespace

Status fill_pull(HubShard& shard, const DeviceRow& device, const ShardPush& push, ShardPull& pull) {
    Page page(shard.log().registry(), device, pull);
    XF_TRY(fill_records(shard, device, push.cursor, page, pull));
    for (const AtHand& at_hand : push.at_hand)
        XF_TRY(fill_person(shard, device, at_hand, page, pull));
    pull.heads = page.heads();
    return {};
}

}  // namespace xf::sync
