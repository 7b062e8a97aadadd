#include "shared/rescue/salvage.hpp"

#include <algorithm>
#include <set>

#include "shared/base/limits.hpp"
#include "shared/rescue/rows.hpp"

namespace xf::rescue {
namespace {

using store::Body;
using store::Event;

// ---- Rows, by their shape -----------------------------------------------------------------------

constexpr std::size_t kHashBytes = sizeof(Hash::bytes);
constexpr std::size_t kSaltBytes = sizeof(Body::salt);

bool are_integers(Row row, std::size_t count) {
    return row.size() > count &&
           std::all_of(row.begin(), row.begin() + static_cast<std::ptrdiff_t>(count),
                       [](const Value& value) { return value.is_integer(); });
}
bool is_event(Row row) {
    return row.size() == 12 && are_integers(row, 4) && row[4].is_blob() &&
           (row[5].is_null() || row[5].is_blob_of(kHashBytes));
}
bool is_body(Row row) {
    return row.size() == 6 && are_integers(row, 4) && row[4].is_blob_of(kSaltBytes) &&
           row[5].is_blob();
}
bool is_pending(Row row) {
    return row.size() == 6 && are_integers(row, 3) && row[3].is_blob_of(kHashBytes);
}
bool is_chain_head(Row row) {
    return row.size() == 5 && are_integers(row, 4) && row[4].is_blob_of(kHashBytes);
}
bool is_identity(Row row) {
    return row.size() == 5 && row[0].is_null() && row[1].is_blob() && row[2].is_blob() &&
           row[4].is_blob();
}

Bytes copy(ByteView bytes) { return {bytes.begin(), bytes.end()}; }

template <typename T>
void add_once(std::vector<T>& to, T one) {
    if (to.size() >= limits::kRescueVersions) return;
    if (std::find(to.begin(), to.end(), one) == to.end()) to.push_back(std::move(one));
}

bool same(const Event& a, const Event& b) {
    return a.header == b.header && a.commitment == b.commitment;
}

/// Everything in the database that is about one chain.
class Pieces {
public:
    explicit Pieces(const sync::Certificate& whose) : whose_(&whose) {}

    Status take(Row row) {
        if (is_event(row) && of_device(row)) take_event(row);
        if (is_body(row) && of_device(row)) take_body(row);
        if (is_pending(row) && of_shard(row) && row[1].integer == whose_->device.epoch.value)
            take_link(row[2], row[3]);
        if (is_chain_head(row) && of_device(row)) take_link(row[3], row[4]);
        const std::size_t most = std::max({events.size(), bodies_.size(), links.size()});
        if (most > limits::kRescueEvents) return Error{ErrorCode::too_large, "events of a device"};
        return {};
    }

    std::map<std::uint32_t, std::vector<Event>> events;  ///< without bodies
    std::map<std::uint32_t, std::vector<Hash>> links;    ///< of the chain after that event

    /// With its body, where there is one that fits.
    Event whole(std::uint32_t seq, Event event) const {
        const auto found = bodies_.find(seq);
        if (!event.commitment || found == bodies_.end()) return event;
        for (const Body& body : found->second)
            if (body.commitment() == *event.commitment) event.body = body;
        return event;
    }

private:
    bool of_shard(Row row) const { return row[0].integer == whose_->shard.no.value; }
    bool of_device(Row row) const {
        return of_shard(row) && row[1].integer == whose_->device.no.value &&
               row[2].integer == whose_->device.epoch.value;
    }
    static std::optional<std::uint32_t> seq_of(const Value& value) {
        if (value.integer < 1 || value.integer > UINT32_MAX) return std::nullopt;
        return static_cast<std::uint32_t>(value.integer);
    }

    void take_event(Row row) {
        const auto seq = seq_of(row[3]);
        Event event{copy(row[4].blob), std::nullopt, std::nullopt};
        if (!row[5].is_null()) event.commitment = Hash::from(row[5].blob);
        if (!seq || !check_readable(event).ok()) return;
        std::vector<Event>& known = events[*seq];
        const bool there = std::any_of(known.begin(), known.end(),
                                       [&](const Event& one) { return same(one, event); });
        if (!there && known.size() < limits::kRescueVersions) known.push_back(std::move(event));
    }
    void take_body(Row row) {
        const auto seq = seq_of(row[3]);
        if (!seq || row[5].blob.size() > limits::kEventBytes) return;
        std::vector<Body>& known = bodies_[*seq];
        if (known.size() >= limits::kRescueVersions) return;
        Body body;
        std::copy(row[4].blob.begin(), row[4].blob.end(), body.salt.begin());
        body.content = copy(row[5].blob);
        known.push_back(std::move(body));
    }
    void take_link(const Value& seq, const Value& hash) {
        if (const auto number = seq_of(seq)) add_once(links[*number], *Hash::from(hash.blob));
    }

    const sync::Certificate* whose_;
    std::map<std::uint32_t, std::vector<Body>> bodies_;
};

// ---- The chain ----------------------------------------------------------------------------------

/// A hash that the chain may have had after some event.
struct Node {
    Hash hash;
    const Node* from = nullptr;    ///< none where the database, or the hub, names the hash
    const Event* event = nullptr;  ///< that leads here
};

struct Step {
    const Event* event;
    Hash before;
    Hash after;
};

/// Follows all chains that the pieces allow.
class Chains {
public:
    explicit Chains(const Pieces& pieces) : pieces_(&pieces) {}

    std::map<std::uint32_t, std::vector<Step>> prove() {
        for (const auto& [seq, hashes] : pieces_->links)
            for (const Hash& hash : hashes) nodes_[seq].push_back({hash});
        for (const auto& [seq, events] : pieces_->events) follow(seq, events);
        return std::move(steps_);
    }

private:
    void follow(std::uint32_t seq, const std::vector<Event>& events) {
        const auto before = nodes_.find(seq - 1);
        if (before == nodes_.end()) return;
        for (const Node& from : before->second)
            for (const Event& event : events) {
                const Node node{chain_next(from.hash, event), &from, &event};
                if (is_link(seq, node.hash))
                    keep(seq, node);
                else if (auto& here = nodes_[seq]; here.size() < 2 * limits::kRescueVersions)
                    here.push_back(node);
            }
    }

    bool is_link(std::uint32_t seq, const Hash& hash) const {
        const auto found = pieces_->links.find(seq);
        return found != pieces_->links.end() &&
               std::find(found->second.begin(), found->second.end(), hash) != found->second.end();
    }

    /// The way there is proven, back to where it began.
    void keep(std::uint32_t seq, Node node) {
        for (; node.from != nullptr; node = *node.from, --seq) {
            std::vector<Step>& here = steps_[seq];
            const bool known = std::any_of(here.begin(), here.end(), [&](const Step& step) {
                return step.before == node.from->hash && step.after == node.hash;
            });
            if (known) return;
            here.push_back({node.event, node.from->hash, node.hash});
        }
    }

    const Pieces* pieces_;
    // Addresses of nodes are kept: a number's are complete before the next number's are made.
    std::map<std::uint32_t, std::vector<Node>> nodes_;
    std::map<std::uint32_t, std::vector<Step>> steps_;
};

/// The step that goes on from `hash`; with `hash` not there, any.
const Step& next_of(const std::vector<Step>& steps, const Hash& hash) {
    const auto found = std::find_if(steps.begin(), steps.end(),
                                    [&](const Step& step) { return step.before == hash; });
    return found == steps.end() ? steps.front() : *found;
}

}  // namespace

Result<IdentityCopy> find_identity(const PageFile& pages, ByteView copy, const PublicKey& hub) {
    auto kept = decode_identity(copy);
    if (kept.ok() && kept->certificate.hub_key == hub) return kept;
    std::optional<IdentityCopy> newest;
    XF_TRY(pages.each([&](std::uint32_t, const Page& page) {
        return each_row(pages, page, [&](Row row) -> Status {
            if (!is_identity(row)) return {};
            const auto key = SigningKey::from_seed(row[1].blob);
            auto found = certificate_of(row[4].blob, hub);
            if (!key || !found.ok()) return {};
            if (newest && newest->certificate.issued.seconds >= found->issued.seconds) return {};
            newest = IdentityCopy{*key, Bytes(row[4].blob.begin(), row[4].blob.end()),
                                  *std::move(found)};
            return {};
        });
    }));
    if (!newest) return Error{ErrorCode::unknown_device, "nothing in it says whose it is"};
    return *std::move(newest);
}

Result<Salvaged> salvage(const PageFile& pages, const sync::Certificate& whose,
                         const store::ChainHead& head) {
    Pieces pieces(whose);
    XF_TRY(pages.each([&](std::uint32_t, const Page& page) {
        return each_row(pages, page, [&](Row row) { return pieces.take(row); });
    }));
    Salvaged out;
    for (const auto& [seq, events] : pieces.events)
        if (seq <= head.seq.value) out.met[seq] = events;
    out.last = head.seq;
    if (!pieces.links.empty())
        out.last.value = std::max(out.last.value, pieces.links.rbegin()->first);
    pieces.links[head.seq.value].push_back(head.hash);

    const auto steps = Chains(pieces).prove();
    Hash at = head.hash;
    for (const auto& [seq, here] : steps) {
        const bool older = seq <= head.seq.value;
        for (const Step& step : here)
            if (older)
                out.older.push_back(
                    {Seq{seq}, pieces.whole(seq, *step.event), step.before, step.after});
        if (older) continue;
        const Step& step = next_of(here, at);
        out.proven.push_back({Seq{seq}, pieces.whole(seq, *step.event), step.before, step.after});
        at = step.after;
    }
    return out;
}

}  // namespace xf::rescue
