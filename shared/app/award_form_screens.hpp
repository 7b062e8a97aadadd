// 给分 at a desk: for what, to whom, and what there is to show for it; one question a screen.
#pragma once

#include "shared/app/award_screens.hpp"
#include "shared/app/household_screens.hpp"

namespace xf::app {

// ---- what is shown ------------------------------------------------------------------------------

enum class AwardQuestion : std::uint8_t { rule, household, person, evidence };
inline constexpr int kAwardQuestions = 4;

struct AwardFormView {
    AwardQuestion question = AwardQuestion::rule;
    std::string draft;                           ///< names it: fields of another one are others
    std::vector<RuleItem> rules = {};            ///< to choose from
    RuleItem rule = {};                          ///< chosen
    std::vector<HouseholdItem> households = {};  ///< to choose from
    std::optional<ListControls> controls = {};
    std::string household = {};  ///< chosen
    std::vector<PersonView> persons = {};
    std::string person = {};  ///< chosen; empty: the household as a whole
    PictureDraft pictures = {};
};

// ---- what can be done ---------------------------------------------------------------------------

struct ChooseRule {
    RuleNo no;
};
struct ChooseAwardHousehold {
    HouseholdNo no;
};
/// 0: the household as a whole.
struct ChooseAwardPerson {
    PersonNo no;
};
struct ProposeAward {
    std::string note;
    std::string witness;
};

}  // namespace xf::app
