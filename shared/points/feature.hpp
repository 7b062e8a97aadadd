// Points (积分): double entry over events. `xf::points` never reads the clock.
//
// Accounts whose balances sum to zero, always and at every device: mint (≤ 0), budget, every
// household's posted 可用分, shop, loss. A household's posted points are split into holdings: what is
// available at the hub, and what is lent to each device. At the hub the split is complete:
//
//   posted = available at the hub + Σ leases,   every term ≥ 0
//
// A device sees its own holding only, because leases of others are in those devices' scopes.
#pragma once

#include "shared/points/events.hpp"

namespace xf::points {

const store::Feature& feature();

}  // namespace xf::points
