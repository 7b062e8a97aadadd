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

/// Enrolling anew a device that its hub refuses. (One that never was has no other page.)
struct EnrolPage {
    static constexpr bool kSignedIn = false;
    static constexpr bool kWriting = true;
    using Parent = HomePage;
};

Result<View> present(const Context& context, const HomePage& page);
Result<View> present(const Context& context, const EnrolPage& page);

}  // namespace xf::app
