// The page that everything starts from and ends at.
#pragma once

#include "shared/app/views.hpp"
#include "shared/base/result.hpp"

namespace xf::app {

class Context;

struct HomePage {
    static constexpr bool kSignedIn = false;
    using Parent = HomePage;
};

Result<View> present(const Context& context, const HomePage& page);

}  // namespace xf::app
