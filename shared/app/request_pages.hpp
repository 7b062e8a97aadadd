// 诉求: what a resident files and closes, and what staff does about it.
#pragma once

#include "shared/app/home_pages.hpp"
#include "shared/app/list_pages.hpp"
#include "shared/store/feature.hpp"

namespace xf::app {

struct RequestsPage {
    static constexpr bool kSignedIn = true;
    static constexpr store::Roles kRoles = store::role::kStaff | store::role::kTown;
    using Parent = HomePage;

    ListState list = {};
};

struct RequestCategoryPage {
    static constexpr bool kSignedIn = true;
    using Parent = RequestsPage;
};

struct RequestFormPage {
    static constexpr bool kSignedIn = true;
    static constexpr bool kWriting = true;
    using Parent = RequestCategoryPage;

    RequestCategory category = RequestCategory::other;
};

struct RequestPage {
    static constexpr bool kSignedIn = true;
    static constexpr store::Roles kRoles = RequestsPage::kRoles;
    using Parent = RequestsPage;

    EventKey request;
};

Result<View> present(const Context& context, const RequestsPage& page);
Result<View> present(const Context& context, const RequestCategoryPage& page);
Result<View> present(const Context& context, const RequestFormPage& page);
Result<View> present(const Context& context, const RequestPage& page);

Status handle(Context& context, const ChooseCategory& command);
Status handle(Context& context, const FileRequest& command);
Status handle(Context& context, const OpenRequest& command);
Status handle(Context& context, const AcceptRequest& command);
Status handle(Context& context, const FinishRequest& command);
Status handle(Context& context, const CloseRequest& command);
Status handle(Context& context, const ReopenRequest& command);
Status handle(Context& context, const FileKept& command);
Status handle(Context& context, const DropKept& command);

}  // namespace xf::app
