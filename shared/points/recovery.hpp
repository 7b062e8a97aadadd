// Points at a hub that was restored from a backup. Every device brings back what it was lent and what
// it spent, in the order of then; as long as one has not come, something may have been spent that the
// hub never lent, as far as it knows. The institution lays that out (ShortfallCovered), so that no
// household and no holding falls below zero, and takes it back when it is explained. A budget that nobody
// knows of any more is granted again.
#pragma once

#include "shared/points/events.hpp"

namespace xf::points {

/// Feature::cover.
Status cover_shortfall(const store::Place& place, const store::Arrival& arrival, UnixTime now,
                       store::EventSink& sink);

/// Takes back what was laid out for the hub's own holdings and for those of the device, as far as they
/// hold it.
Status take_back_covered(const store::HubTurn& turn);

}  // namespace xf::points
