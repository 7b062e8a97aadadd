// 查积分: every line explains itself.
#pragma once

#include "shared/app/home_pages.hpp"

namespace xf::app {

struct BalancePage {
    static constexpr bool kSignedIn = true;
    using Parent = HomePage;
};

Result<View> present(const Context& context, const BalancePage& page);

}  // namespace xf::app
