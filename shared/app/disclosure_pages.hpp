// 看公开: three areas, then one thing a screen.
#pragma once

#include "shared/app/home_pages.hpp"
#include "shared/app/printing.hpp"

namespace xf::app {

struct DisclosurePage {
    static constexpr bool kSignedIn = false;
    using Parent = HomePage;
};

struct MonthsPage {
    static constexpr bool kSignedIn = false;
    using Parent = DisclosurePage;

    std::uint16_t year = 0;  ///< 0: the running one
};

struct MonthPage {
    static constexpr bool kSignedIn = false;
    using Parent = MonthsPage;

    DueMonth month;

    Parent parent() const { return {month.year}; }
};

struct MattersPage {
    static constexpr bool kSignedIn = false;
    using Parent = DisclosurePage;
};

struct MatterPage {
    static constexpr bool kSignedIn = false;
    using Parent = MattersPage;

    Uuid matter;
};

/// The accounts of a month.
struct FinancePage {
    static constexpr bool kSignedIn = false;
    using Parent = MonthPage;

    std::uint64_t leaf = 0;
    Parent from;
    PrintRun print = {};  ///< where its document is shown in place of figures

    Parent parent() const { return from; }
};

Result<View> present(const Context& context, const DisclosurePage& page);
Result<View> present(const Context& context, const MonthsPage& page);
Result<View> present(const Context& context, const MonthPage& page);
Result<View> present(const Context& context, const FinancePage& page);
Result<View> present(const Context& context, const MattersPage& page);
Result<View> present(const Context& context, const MatterPage& page);

Status handle(Context& context, const OpenYear& command);
Status handle(Context& context, const OpenMonth& command);
Status handle(Context& context, const OpenFinance& command);
Status handle(Context& context, const OpenMatter& command);

}  // namespace xf::app
