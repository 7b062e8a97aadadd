// The rules of points: pure functions, the same at the counter and at the hub.
#pragma once

#include "shared/points/events.hpp"

namespace xf::points {

/// What a device holds of a household must cover what it spends. Errors: over_lease.
Status may_spend(Points held, Points total);

/// How a household's points are lent out. Percent of the posted points stays at the hub, for phones,
/// visitors and deductions.
struct LeasePolicy {
    std::int64_t reserve_percent = 20;
};

/// One household as the hub sees it when a counter syncs.
struct LeaseSituation {
    Points posted;              ///< everything the household owns
    Points available;           ///< of it, not lent to any device
    Points held;                ///< of it, lent to this device
    std::int64_t counters = 1;  ///< enrolled counters, this one included
    Points wish;                ///< what this device asked for at least; 0: nothing
};

struct LeaseDecision {
    Points grant;    ///< moves from the hub to this device now
    Points missing;  ///< has to come back from other devices before the rest can be granted
};

/// A sole counter gets all but the reserve; several share alike. A wish comes from a counter that is
/// online, in front of the household: it may use the reserve too.
LeaseDecision decide_lease(const LeasePolicy& policy, const LeaseSituation& situation);

/// What another device should give back of `held` so that a counter in need gets `missing`: never
/// below its own equal share.
Points recall_from(const LeasePolicy& policy, const LeaseSituation& situation, Points held,
                   Points missing);

}  // namespace xf::points
