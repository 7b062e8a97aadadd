// 做公开 at a desk: choose, fill in, look at it, hand it in. And what goes with a month besides.
#pragma once

#include <variant>

#include "shared/app/disclosure_pages.hpp"
#include "shared/app/pictures.hpp"
#include "shared/app/publish_draft.hpp"

namespace xf::app {

struct PublishPage {
    static constexpr bool kSignedIn = true;
    static constexpr store::Roles kRoles = store::role::kStaff;
    using Parent = HomePage;
};

struct ChooseMatterPage {
    static constexpr bool kSignedIn = true;
    static constexpr store::Roles kRoles = PublishPage::kRoles;
    using Parent = PublishPage;
};

struct FormPage {
    static constexpr bool kSignedIn = true;
    static constexpr store::Roles kRoles = PublishPage::kRoles;
    static constexpr bool kWriting = true;
    static constexpr std::size_t kMostPictures = limits::kPublicPictures;
    using Parent = PublishPage;

    Draft draft;
    DraftPictures pictures = {};
    std::size_t at = 0;    ///< question
    bool in_line = false;  ///< of the accounts: one line more

    FormPart part() const { return in_line ? FormPart::line : draft.parts()[at]; }
    std::variant<PublishPage, FormPage> parent() const;
};

struct PreviewPage {
    static constexpr bool kSignedIn = true;
    static constexpr store::Roles kRoles = PublishPage::kRoles;
    using Parent = FormPage;

    FormPage form;

    Parent parent() const { return form; }
};

struct ChannelFormPage {
    static constexpr bool kSignedIn = true;
    static constexpr store::Roles kRoles = PublishPage::kRoles;
    using Parent = MonthPage;

    MonthPage from;
    Day day;

    Parent parent() const { return from; }
};

struct ScriptPage {
    static constexpr bool kSignedIn = true;
    static constexpr store::Roles kRoles = PublishPage::kRoles;
    using Parent = MonthPage;

    MonthPage from;

    Parent parent() const { return from; }
};

Result<View> present(const Context& context, const PublishPage& page);
Result<View> present(const Context& context, const ChooseMatterPage& page);
Result<View> present(const Context& context, const FormPage& page);
Result<View> present(const Context& context, const PreviewPage& page);
Result<View> present(const Context& context, const ChannelFormPage& page);
Result<View> present(const Context& context, const ScriptPage& page);

Status handle(Context& context, const StartPublication& command);
Status handle(Context& context, const CorrectPublication& command);
Status handle(Context& context, const FillForm& command);
Status handle(Context& context, const ShiftDay& command);
Status handle(Context& context, const ShiftMonth& command);
Status handle(Context& context, const AddLine& command);
Status handle(Context& context, const KeepLine& command);
Status handle(Context& context, const DropLine& command);
Status handle(Context& context, const ConfirmPublication& command);
Status handle(Context& context, const OpenChannelForm& command);
Status handle(Context& context, const UseChannel& command);
Status handle(Context& context, const OpenScript& command);

}  // namespace xf::app
