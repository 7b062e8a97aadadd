#include "shared/rescue/salvage.hpp"

#include <algorithm>
#include <optional>

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
/// Also a row of `scope_head`, and one of `log_part`: device and epoch are other numbers there.
bool is_chain_head(Row row) {
    return row.size() == 5 && are_integers(row, 4) && row[4].is_blob_of(kHashBytes);
}

Bytes copy(ByteView bytes) { return {bytes.begin(), bytes.end()}; }

using rescue::same;
bool same(const Body& a, const Body& b) { return a.salt == b.salt && a.content == b.content; }
bool same(const Hash& a, const Hash& b) { return a == b; }

class Collector {
public:
    Collector(const sync::Certificate& whose, std::uint64_t room) : whose_(&whose), room_(room) {}

    Status take(Row row) {
        if (is_event(row) && of_device(row)) take_event(row);
        if (is_body(row) && of_device(row)) take_body(row);
        if (is_pending(row) && of_shard(row) && row[1].integer == whose_->device.epoch.value)
            take_link(row[2], row[3], true);
        if (is_chain_head(row) && of_device(row)) take_link(row[3], row[4], false);
        const std::size_t most =
            std::max({out_.events.size(), out_.bodies.size(), out_.links.size()});
        if (most > limits::kRescueEvents || kept_ > room_)
            return Error{ErrorCode::too_large, "events of a device"};
        return {};
    }
    Pieces result() { return std::move(out_); }

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

    template <typename T>
    void add_once(std::vector<T>& to, T one, std::size_t bytes) {
        if (to.size() >= limits::kRescueVersions) return;
        for (const T& known : to)
            if (same(known, one)) return;
        to.push_back(std::move(one));
        kept_ += bytes;
    }
    void take_event(Row row) {
        const auto seq = seq_of(row[3]);
        Event event{copy(row[4].blob), std::nullopt, std::nullopt};
        if (!row[5].is_null()) event.commitment = Hash::from(row[5].blob);
        if (!seq || !check_readable(event).ok()) return;
        was(*seq);
        add_once(out_.events[*seq], std::move(event), row[4].blob.size());
    }
    void take_body(Row row) {
        const auto seq = seq_of(row[3]);
        if (!seq || row[5].blob.size() > limits::kEventBytes) return;
        Body body;
        std::copy(row[4].blob.begin(), row[4].blob.end(), body.salt.begin());
        body.content = copy(row[5].blob);
        add_once(out_.bodies[*seq], std::move(body), row[5].blob.size());
    }
    void take_link(const Value& seq, const Value& hash, bool pending) {
        const auto number = seq_of(seq);
        if (!number) return;
        if (pending) was(*number);
        add_once(out_.links[*number], *Hash::from(hash.blob), kHashBytes);
    }
    void was(std::uint32_t seq) { out_.last.value = std::max(out_.last.value, seq); }

    const sync::Certificate* whose_;
    std::uint64_t room_;
    std::uint64_t kept_ = 0;  ///< bytes
    Pieces out_;
};

/// With its body, where there is one that fits.
Event whole(const Pieces& pieces, std::uint32_t seq, Event event) {
    const auto found = pieces.bodies.find(seq);
    if (!event.commitment || found == pieces.bodies.end()) return event;
    for (const Body& body : found->second)
        if (body.commitment() == *event.commitment) event.body = body;
    return event;
}

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
    Chains(const Pieces& pieces, const store::ChainHead& head) : pieces_(&pieces), head_(head) {}

    std::map<std::uint32_t, std::vector<Step>> prove() {
        for (const auto& [seq, hashes] : pieces_->links)
            for (const Hash& hash : hashes) nodes_[seq].push_back({hash});
        nodes_[head_.seq.value].push_back({head_.hash});
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
        if (seq == head_.seq.value && hash == head_.hash) return true;
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
    store::ChainHead head_;
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

bool same(const Event& a, const Event& b) {
    return a.header == b.header && a.commitment == b.commitment;
}

Result<Pieces> collect(const PageFile& pages, const sync::Certificate& whose) {
    Collector collector(whose, pages.bytes());
    XF_TRY(pages.each([&](std::uint32_t, const Page& page) {
        return each_row(pages, page, [&](Row row) { return collector.take(row); });
    }));
    return collector.result();
}

Salvaged prove(const Pieces& pieces, const store::ChainHead& head) {
    Salvaged out;
    const auto steps = Chains(pieces, head).prove();
    Hash at = head.hash;
    for (const auto& [seq, here] : steps) {
        const auto proven = [&, number = seq](const Step& step) {
            return Proven{Seq{number}, whole(pieces, number, *step.event), step.before, step.after};
        };
        if (seq <= head.seq.value) {
            for (const Step& step : here) out.older.push_back(proven(step));
            continue;
        }
        const Step& step = next_of(here, at);
        out.proven.push_back(proven(step));
        at = step.after;
    }
    return out;
}

}  // namespace xf::rescue
