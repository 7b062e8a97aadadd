// 给分: the questions one after the other, then it is proposed.
#pragma once

#include <variant>

#include "shared/app/award_pages.hpp"
#include "shared/app/pictures.hpp"

namespace xf::app {

struct AwardFormPage {
    static constexpr bool kSignedIn = true;
    static constexpr store::Roles kRoles = store::role::kStaff | store::role::kTown;
    static constexpr bool kWriting = true;
    using Parent = HomePage;

    AwardQuestion question = AwardQuestion::rule;
    RuleNo rule;
    HouseholdNo household;
    PersonNo person;  ///< 0: the household as a whole
    DraftPictures pictures = {};
    ListState list = {};  ///< of households

    /// The question before.
    std::variant<HomePage, AwardFormPage> parent() const;
};

Result<View> present(const Context& context, const AwardFormPage& page);

Status handle(Context& context, const ChooseRule& command);
Status handle(Context& context, const ChooseAwardHousehold& command);
Status handle(Context& context, const ChooseAwardPerson& command);
Status handle(Context& context, const ProposeAward& command);

}  // namespace xf::app
