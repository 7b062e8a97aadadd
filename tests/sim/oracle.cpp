#include "tests/sim/oracle.hpp"

namespace xf::sim {
namespace {

Hash hash_of(const store::Event& event) {
    return event.commitment ? sha256({event.header, *event.commitment}) : sha256(event.header);
}

EventKey own_key(Client& client, std::size_t index) {
    return {client.no(), client.log().own().epoch, Seq{static_cast<std::uint32_t>(index + 1)}};
}

Result<std::size_t> own_events(Client& client) {
    const store::OwnDevice& own = client.log().own();
    XF_ASSIGN(const store::ChainHead head,
              client.log().store().chain_head(own.no, own.epoch, Hash{}));
    return std::size_t{head.seq.value};
}

/// The hub's record of that number.
Result<store::StoredEvent> record_at(Hub& hub, std::uint64_t hub_seq) {
    static const std::string kSql = "SELECT " + std::string(store::EventStore::kColumns) +
                                    std::string(store::EventStore::kFrom) +
                                    "WHERE e.shard = ? AND e.hub_seq = ?";
    XF_ASSIGN(store::Statement rows, hub.shard().db().prepare(kSql, kShard, hub_seq));
    XF_ASSIGN(const bool found, rows.step());
    if (!found) return broken("durability", "record " + std::to_string(hub_seq) + " is not there");
    return store::EventStore::read(rows);
}

}  // namespace

Status Oracle::note(Client& client) {
    std::vector<Hash>& promised = events_[client.name()];
    XF_ASSIGN(const std::size_t there, own_events(client));
    if (there < promised.size())
        return broken("durability", client.name() + " acknowledged " +
                                        std::to_string(promised.size()) + " events and has " +
                                        std::to_string(there));
    while (promised.size() < there) {
        XF_ASSIGN(const auto stored, client.log().store().find(own_key(client, promised.size())));
        if (!stored) return broken("durability", client.name() + " has a hole in its own events");
        XF_TRY(note_event(client.name(), *stored));
    }
    return {};
}

Status Oracle::note_event(const std::string& device, const store::StoredEvent& stored) {
    events_[device].push_back(hash_of(stored.event));
    XF_ASSIGN(const store::Header header, stored.event.parsed());
    if (header.type != points::kRedemptionType) return {};
    XF_ASSIGN(const points::Redemption redemption, points::Redemption::parse(header));
    posted_[redemption.household] -= redemption.total();
    return {};
}

Status Oracle::check(Client& client) {
    const std::vector<Hash>& promised = events_[client.name()];
    for (std::size_t i = 0; i < promised.size(); ++i) {
        XF_ASSIGN(const auto stored, client.log().store().find(own_key(client, i)));
        if (!stored || hash_of(stored->event) != promised[i])
            return broken("durability", client.name() + " lost its acknowledged event " +
                                            std::to_string(i + 1) + " of " +
                                            std::to_string(promised.size()));
    }
    return note(client);
}

Status Oracle::note(Hub& hub) {
    XF_ASSIGN(const std::uint64_t there, hub.store().hub_seq());
    if (there < records_.size())
        return broken("durability", "the hub acknowledged " + std::to_string(records_.size()) +
                                        " records and has " + std::to_string(there));
    while (records_.size() < there) {
        XF_ASSIGN(const store::StoredEvent stored, record_at(hub, records_.size() + 1));
        XF_TRY(note_record(stored));
    }
    return {};
}

Status Oracle::note_record(const store::StoredEvent& stored) {
    records_.push_back({stored.position->scope_hash.value_or(Hash{}), {}, {}, {}});
    XF_ASSIGN(const store::Header header, stored.event.parsed());
    const bool money =
        header.type == points::kRedemptionType || header.type == points::kLeaseReturnedType;
    if (money && !stored.position->verdict.counts())
        return broken("verdict", "the hub refused record " +
                                     std::to_string(stored.position->hub_seq) +
                                     ", which was valid under its lease");
    if (header.type == points::kAwardPostedType) return note_posting(header);
    if (header.type != points::kAwardType) return {};
    XF_ASSIGN(const points::Award award, points::Award::parse(header));
    posted_[award.household] += award.points;
    records_.back().household = award.household;
    records_.back().awarded = award.points;
    return {};
}

/// "posting": an award was posted twice, or taken back twice.
Status Oracle::note_posting(const store::Header& header) {
    XF_ASSIGN(const points::AwardPosted posted, points::AwardPosted::parse(header));
    Record& record = records_.back();
    record.household = posted.household;
    record.awarded = posted.moved;
    record.posting = {posted.award, posted.points};
    posted_[posted.household] += posted.moved;
    if (postings_.insert(*record.posting).second) return {};
    return broken("posting", "household " + std::to_string(posted.household.value) +
                                 " got the same award twice");
}

Status Oracle::restored(Hub& hub) {
    XF_ASSIGN(const std::uint64_t there, hub.store().hub_seq());
    while (records_.size() > there) {
        posted_[records_.back().household] -= records_.back().awarded;
        if (records_.back().posting) postings_.erase(*records_.back().posting);
        records_.pop_back();
    }
    return check(hub);
}

Status Oracle::check(Hub& hub) {
    for (std::size_t i = 0; i < records_.size(); ++i) {
        XF_ASSIGN(const store::StoredEvent stored, record_at(hub, i + 1));
        if (stored.position->scope_hash != records_[i].scope_hash)
            return broken("durability", "the hub's record " + std::to_string(i + 1) + " changed");
    }
    return note(hub);
}

Status Oracle::check_delivered(Hub& hub, Client& client) const {
    const auto found = events_.find(client.name());
    const std::size_t promised = found == events_.end() ? 0 : found->second.size();
    for (std::size_t i = 0; i < promised; ++i) {
        XF_ASSIGN(const auto stored, hub.store().find(own_key(client, i)));
        if (!stored || !stored->position || hash_of(stored->event) != found->second[i])
            return broken("delivery", "event " + std::to_string(i + 1) + " of " + client.name() +
                                          " was acknowledged and never recorded");
    }
    XF_ASSIGN(const std::int64_t recorded,
              hub.shard().db().integer("SELECT count(*) FROM event WHERE device = ?", client.no()));
    if (recorded != static_cast<std::int64_t>(promised))
        return broken("delivery", "the hub has " + std::to_string(recorded) + " events of " +
                                      client.name() + ", which made " + std::to_string(promised));
    return {};
}

Status Oracle::check_ledger(Hub& hub) const {
    for (const auto& [household, expected] : posted_) {
        XF_ASSIGN(const std::int64_t posted,
                  // What the institution laid out and did not get back yet is not the household's.
                  hub.shard().db().integer(
                      "SELECT ifnull(sum(posted), 0) - (SELECT ifnull(sum(points), 0)"
                      " FROM points_covered WHERE household = ?1)"
                      " FROM points_household WHERE household = ?1",
                      household));
        if (Points(posted) != expected)
            return broken("ledger", "household " + std::to_string(household.value) + " has " +
                                        std::to_string(posted) + " points, acknowledged were " +
                                        std::to_string(expected.value()));
    }
    return {};
}

std::size_t Oracle::promised_by_devices() const {
    std::size_t sum = 0;
    for (const auto& [device, events] : events_) sum += events.size();
    return sum;
}

}  // namespace xf::sim
