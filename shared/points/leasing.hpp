// Leases in motion: what the hub lends a counter at each of its syncs, what it asks back from
// others, and how a counter answers. The decisions are rules.hpp's.
#pragma once

#include "shared/store/feature.hpp"

namespace xf::points {

/// The hub's turn: at most one lease event for the device, listing changes only, and one recall
/// event for each other counter that holds more than its share of what is missing here.
Status lend(const store::HubTurn& turn);

/// The counter's turn: gives back what it was asked for, as far as it still holds it.
Status give_back(const store::ClientTurn& turn);

}  // namespace xf::points
