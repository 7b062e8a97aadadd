// 看公开: the village's notices, from the verified copy of its public log.
#pragma once

#include "shared/app/home_pages.hpp"

namespace xf::app {

struct NoticesPage {
    static constexpr bool kSignedIn = false;
    using Parent = HomePage;
};

struct DocumentPage {
    static constexpr bool kSignedIn = false;
    using Parent = NoticesPage;

    std::uint64_t leaf = 0;
};

Result<View> present(const Context& context, const NoticesPage& page);
Result<View> present(const Context& context, const DocumentPage& page);

Status handle(Context& context, const OpenNotice& command);

}  // namespace xf::app
