// Which events name which blob: it may be fetched by whoever may see one of them, and is kept as long
// as there is one. A projection like a feature's, which features fill while they apply their events.
#pragma once

#include "shared/blobs/reference.hpp"
#include "shared/store/feature.hpp"

namespace xf::blobs {

const store::Feature& feature();

/// To be called from a feature's apply(): the event names these pictures, if it counts.
Status link(const store::Place& place, const store::Arrival& arrival,
            const std::vector<BlobRef>& pictures);
/// The event names none any more: its body was erased.
Status unlink(const store::Place& place, const EventKey& event);

struct Link {
    EventKey event;
    store::Scope scope;
    std::uint32_t size = 0;
};
/// The events that name a blob; several where the same picture was sent twice.
Result<std::vector<Link>> links_of(const store::Place& place, const Hash& hash);

}  // namespace xf::blobs
