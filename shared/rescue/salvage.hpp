// What a damaged database still proves of its own device's events.
//
// Each event that the hub did not have is kept with the hash of the chain after it (client_log.cpp).
// So an event is proven to be what the device wrote where the chain leads over it from one such hash,
// or from the hub's own head, to another. What is read differently on different pages is tried; only
// one of them can be right.
#pragma once

#include <map>
#include <vector>

#include "shared/rescue/identity_copy.hpp"
#include "shared/rescue/page_file.hpp"
#include "shared/store/event_store.hpp"

namespace xf::rescue {

/// Everything in a database that may be about one device's chain, by sequence number.
struct Pieces {
    std::map<std::uint32_t, std::vector<store::Event>> events;  ///< without bodies
    std::map<std::uint32_t, std::vector<store::Body>> bodies;
    /// Of the chain after that event. Rows of other tables look the same, but lead to no event.
    std::map<std::uint32_t, std::vector<Hash>> links;
    Seq last;  ///< the newest of which a row is there that only an event of this device has
};

/// Looks through every page. Errors: too_large beyond limits::kRescueEvents, or where more comes out than
/// is in the files, because rows share what they overflow into; storage's.
Result<Pieces> collect(const PageFile& pages, const sync::Certificate& whose);

/// An event that the chain proves, between the hashes before and after it.
struct Proven {
    Seq seq;
    store::Event event;
    Hash before;
    Hash after;
};

struct Salvaged {
    /// One chain after the hub's head, ascending. Where events are missing in it, `before` of the next
    /// one is a hash that the database names.
    std::vector<Proven> proven;
    /// Proven ones up to the hub's head: of the same chain as the hub's, unless the device was copied.
    std::vector<Proven> older;
};

/// `head`: of the device's chain at the hub.
Salvaged prove(const Pieces& pieces, const store::ChainHead& head);

/// Header and commitment are what the chain covers.
bool same(const store::Event& a, const store::Event& b);

}  // namespace xf::rescue
