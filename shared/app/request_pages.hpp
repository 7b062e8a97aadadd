// 诉求: what a resident files and closes, and what staff does about it. Claim codes are in
// claim_pages.hpp.
#pragma once

#include "shared/app/home_pages.hpp"
#include "shared/app/household_pages.hpp"
#include "shared/app/list_pages.hpp"
#include "shared/app/pictures.hpp"
#include "shared/store/feature.hpp"

namespace xf::app {

struct RequestsPage {
    static constexpr bool kSignedIn = true;
    static constexpr store::Roles kRoles =
        store::role::kStaff | store::role::kTown | store::role::kSupervisor;
    using Parent = HomePage;

    ListState list = {};
};

struct RequestStartPage {
    static constexpr bool kSignedIn = false;
    using Parent = HomePage;
};

/// On behalf of somebody of that household.
struct BehalfPage {
    static constexpr bool kSignedIn = true;
    static constexpr store::Roles kRoles = store::role::kStaff | store::role::kTown;

    HouseholdNo household;
    HouseholdPage parent() const { return {household}; }
};

struct RequestCategoryPage {
    static constexpr bool kSignedIn = true;
    using Parent = RequestsPage;

    std::optional<PersonNo> behalf = {};
};

struct RequestFormPage {
    static constexpr bool kSignedIn = true;
    static constexpr bool kWriting = true;

    RequestCategory category = RequestCategory::other;
    std::optional<PersonNo> behalf = {};
    DraftPictures pictures = {};
    RequestCategoryPage parent() const { return {behalf}; }
};

struct RequestPage {
    static constexpr bool kSignedIn = true;
    static constexpr store::Roles kRoles = RequestsPage::kRoles;
    using Parent = RequestsPage;

    EventKey request;
};

struct RequestFiguresPage {
    static constexpr bool kSignedIn = true;
    static constexpr store::Roles kRoles = RequestsPage::kRoles;
    using Parent = RequestsPage;

    FiguresPeriod period = FiguresPeriod::month;
};

Result<View> present(const Context& context, const RequestsPage& page);
Result<View> present(const Context& context, const RequestStartPage& page);
Result<View> present(const Context& context, const BehalfPage& page);
Result<View> present(const Context& context, const RequestCategoryPage& page);
Result<View> present(const Context& context, const RequestFormPage& page);
Result<View> present(const Context& context, const RequestPage& page);
Result<View> present(const Context& context, const RequestFiguresPage& page);

/// One request, as whoever is here may see it and go on with it.
Result<View> present_request(const Context& context, const EventKey& id);

Status handle(Context& context, const ChooseCategory& command);
Status handle(Context& context, const FileRequest& command);
Status handle(Context& context, const OpenBehalf& command);
Status handle(Context& context, const FileFor& command);
Status handle(Context& context, const OpenRequest& command);
Status handle(Context& context, const AcceptRequest& command);
Status handle(Context& context, const FinishRequest& command);
Status handle(Context& context, const HandOnRequest& command);
Status handle(Context& context, const VisitRequest& command);
Status handle(Context& context, const CloseRequest& command);
Status handle(Context& context, const ReopenRequest& command);
Status handle(Context& context, const ShowFigures& command);

}  // namespace xf::app
