// 查积分: every line explains itself.
#pragma once

#include "shared/app/home_pages.hpp"
#include "shared/store/feature.hpp"

namespace xf::app {

struct BalancePage {
    static constexpr bool kSignedIn = true;
    using Parent = HomePage;
};

/// What anybody who may see a household's points sees of them.
Result<BalanceView> balance_of(const store::Place& place, HouseholdNo household, Day today);

Result<View> present(const Context& context, const BalancePage& page);

}  // namespace xf::app
