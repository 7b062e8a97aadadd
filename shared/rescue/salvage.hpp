// What a damaged database still proves of its own device's events.
//
// Each event that the hub did not have is kept with the hash of the chain after it (client_log.cpp).
// So an event is proven to be what the device wrote where the chain leads over it from one such hash,
// or from the hub's own head, to another. What is read differently on different pages is tried; only
// one of them can be right.
#pragma once

#include <map>
#include <optional>
#include <vector>

#include "shared/rescue/identity_copy.hpp"
#include "shared/rescue/page_file.hpp"
#include "shared/store/event_store.hpp"

namespace xf::rescue {

/// The device that the database was, as its hub certified it: by the copy that came with it, or else
/// by what is left in the database. Errors: unknown_device where neither is of this hub; storage's.
Result<IdentityCopy> find_identity(const PageFile& pages, ByteView copy, const PublicKey& hub);

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
    /// Everything that was read up to the hub's head, proven or not, without bodies.
    std::map<std::uint32_t, std::vector<store::Event>> met;
    Seq last;  ///< the newest that is known to have been, read or not
};

/// `head`: of the device's chain at the hub. Errors: too_large beyond limits::kRescueEvents; storage's.
Result<Salvaged> salvage(const PageFile& pages, const sync::Certificate& whose,
                         const store::ChainHead& head);

}  // namespace xf::rescue
