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
    const Points available = situation.available;
    const Points reserve = reserve_of(policy, situation.posted);
    const Points to_share = std::max(equal_share(policy, situation) - situation.held, kNothing);
    const Points to_wish =
        std::max(std::min(situation.wish, situation.posted) - situation.held, kNothing);
    const Points grant = std::max(std::clamp(available - reserve, kNothing, to_share),
                                  std::clamp(available, kNothing, to_wish));
    // Where even the reserve is not whole, it fills up first: that much is asked for too, or each
    // return would vanish in it and be followed by another recall.
    const Points for_share = to_share > kNothing ? to_share + reserve : kNothing;
    return {grant, std::max({for_share - available, to_wish - available, kNothing})};
}

Points recall_from(const LeasePolicy& policy, const LeaseSituation& situation, Points held,
                   Points missing) {
    const Points excess = held - equal_share(policy, situation);
    return std::clamp(missing, kNothing, std::max(excess, kNothing));
}

}  // namespace xf::points
