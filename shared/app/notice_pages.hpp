// 通知公告, and every document of the village's public log, from its verified copy.
#pragma once

#include <variant>

#include "shared/app/disclosure_pages.hpp"
#include "shared/app/printing.hpp"

namespace xf::app {

struct NoticesPage {
    static constexpr bool kSignedIn = false;
    using Parent = DisclosurePage;
};

struct DocumentPage {
    static constexpr bool kSignedIn = false;
    using Parent = std::variant<NoticesPage, MonthPage, FinancePage, MatterPage>;

    std::uint64_t leaf = 0;
    bool exact = false;  ///< that very version, also where it was corrected
    Parent from;
    PrintRun print = {};

    const Parent& parent() const { return from; }
};

Result<View> present(const Context& context, const NoticesPage& page);
Result<View> present(const Context& context, const DocumentPage& page);

Status handle(Context& context, const OpenNotice& command);
Status handle(Context& context, const OpenVersion& command);

}  // namespace xf::app
