// Records: events with the hub's verdict, in the hub's order. The order is two dense numberings: one
// over the shard, and one within each scope, with a running hash:
//
//   hash(n) = SHA-256(hash(n-1) ‖ [device, epoch, seq, verdict] ‖ header ‖ commitment),  hash(0) = 0
//
// so that a device that sees only some scopes can still check that nothing is missing or changed.
#pragma once

#include "shared/store/event.hpp"

namespace xf::store {

/// Who may see an event. Every type declares one kind; the subject is the first item of its data.
enum class ScopeKind : std::uint8_t {
    village = 1,
    household = 2,
    person = 3,
    staff = 4,
    device = 5
};

struct Scope {
    ScopeKind kind = ScopeKind::village;
    std::uint32_t subject = 0;  ///< 0 for the village

    friend auto operator<=>(const Scope&, const Scope&) = default;
};

/// The scope of an event whose type declares that kind. Errors: malformed.
Result<Scope> scope_of(ScopeKind kind, const Header& header);

/// The hub's last word on an event. On the wire a uint: 0–4, or 16 + the number of the reason.
class Verdict {
public:
    enum class Kind : std::uint8_t {
        accepted = 0,     ///< covered by the device's lease, or not about points
        suspense = 1,     ///< accepted, drawn on what a lost device had held
        loss = 2,         ///< accepted, the institution bears it
        quarantined = 3,  ///< the device's chain broke before it; kept apart
        parked = 4,       ///< its type is not known yet: the only verdict that changes
        rejected = 16,
    };

    static Verdict accepted() { return Verdict(Kind::accepted, {}); }
    static Verdict quarantined() { return Verdict(Kind::quarantined, {}); }
    static Verdict parked() { return Verdict(Kind::parked, {}); }
    static Verdict rejected(ErrorCode reason) { return Verdict(Kind::rejected, reason); }

    Kind kind() const { return kind_; }
    bool counts() const { return kind_ <= Kind::loss; }
    /// Why it was rejected.
    std::optional<ErrorCode> reason() const;

    std::uint32_t encoded() const;
    static Result<Verdict> decoded(std::uint64_t encoded);

    friend bool operator==(const Verdict&, const Verdict&) = default;

private:
    Verdict(Kind kind, ErrorCode reason) : kind_(kind), reason_(reason) {}

    Kind kind_;
    ErrorCode reason_;
};

/// A record as it travels to a client: without event and scope where the client made it itself.
struct Record {
    std::uint64_t hub_seq = 0;
    EventKey key;
    Verdict verdict = Verdict::accepted();
    /// The hub's word, because the client may not know the event's type yet.
    std::optional<Scope> scope;
    std::optional<Event> event;
};

struct ScopeHead {
    std::uint64_t number = 0;  ///< records in the scope so far
    Hash hash;

    friend bool operator==(const ScopeHead&, const ScopeHead&) = default;
};

/// Running hash of a scope after `record`.
Hash scope_hash_next(const Hash& previous, const EventKey& key, Verdict verdict,
                     const Event& event);

}  // namespace xf::store
