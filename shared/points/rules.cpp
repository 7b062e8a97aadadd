#include "shared/points/rules.hpp"

#include <algorithm>

namespace xf::points {
namespace {

constexpr Points kNothing{0};

Points reserve_of(const LeasePolicy& policy, Points posted) {
    return Points((posted.value() * policy.reserve_percent + 99) / 100);  // rounded up
}

Points equal_share(const LeasePolicy& policy, const LeaseSituation& situation) {
    const Points lendable = situation.posted - reserve_of(policy, situation.posted);
    return Points(lendable.value() / std::max<std::int64_t>(situation.counters, 1));
}

}  // namespace

Status may_spend(Points held, Points total) {
    if (total <= kNothing) return ErrorCode::bad_amount;
    if (total > held) return ErrorCode::over_lease;
    return {};
}

LeaseDecision decide_lease(const LeasePolicy& policy, const LeaseSituation& situation) {
    const Points share = equal_share(policy, situation);
    const Points wanted =
        std::max(share, std::min(situation.wish, situation.posted)) - situation.held;
    if (wanted <= kNothing) return {};
    const bool wished = situation.wish > share;
    const Points kept = wished ? kNothing : reserve_of(policy, situation.posted);
    const Points free = situation.available - kept;
    const Points grant = std::clamp(free, kNothing, wanted);
    // Where even the reserve is not whole, it fills up first: that much is asked for too, or each
    // return would vanish in it and be followed by another recall.
    return {grant, wanted - std::min(free, grant)};
}

Points recall_from(const LeasePolicy& policy, const LeaseSituation& situation, Points held,
                   Points missing) {
    const Points excess = held - equal_share(policy, situation);
    return std::clamp(missing, kNothing, std::max(excess, kNothing));
}

}  // namespace xf::points
