// 户情: the village's households, for staff.
#pragma once

#include "shared/app/home_pages.hpp"
#include "shared/app/list_pages.hpp"

namespace xf::app {

struct HouseholdsPage {
    static constexpr bool kSignedIn = true;
    static constexpr store::Roles kRoles =
        store::role::kStaff | store::role::kTown | store::role::kClerk;
    using Parent = HomePage;

    ListState list = {};
};

struct HouseholdPage {
    static constexpr bool kSignedIn = true;
    static constexpr store::Roles kRoles = HouseholdsPage::kRoles;
    using Parent = HouseholdsPage;

    HouseholdNo household;
};

Result<View> present(const Context& context, const HouseholdsPage& page);
Result<View> present(const Context& context, const HouseholdPage& page);

Status handle(Context& context, const OpenHousehold& command);

}  // namespace xf::app
