// 操作留痕: who did what, when, where and with which verdict.
#pragma once

#include "shared/app/home_pages.hpp"
#include "shared/app/list_pages.hpp"

namespace xf::app {

struct AuditPage {
    static constexpr bool kSignedIn = true;
    static constexpr store::Roles kRoles = store::role::kSupervisor | store::role::kTown;
    using Parent = HomePage;

    ListState list = {};
};

Result<View> present(const Context& context, const AuditPage& page);

}  // namespace xf::app
