// 积分细则、公示 and 审核: lists of awards, and one of them with its course.
#pragma once

#include <variant>

#include "shared/app/balance_pages.hpp"
#include "shared/app/household_pages.hpp"

namespace xf::app {

/// For everybody: what is shown before it is posted.
struct PublicityPage {
    static constexpr bool kSignedIn = false;
    using Parent = HomePage;
};

struct RulesPage {
    static constexpr bool kSignedIn = false;
    using Parent = PublicityPage;
};

struct ReviewsPage {
    static constexpr bool kSignedIn = true;
    static constexpr store::Roles kRoles = store::role::kSupervisor | store::role::kTown;
    using Parent = HomePage;
};

/// Whoever opens it comes from a page that they may see.
struct AwardPage {
    static constexpr bool kSignedIn = false;
    using Parent = HomePage;
    using From = std::variant<HomePage, PublicityPage, ReviewsPage, BalancePage, HouseholdPage>;

    EventKey award;
    From from;

    From parent() const { return from; }
};

/// A resident says why; identified on the way.
struct ObjectionPage {
    static constexpr bool kSignedIn = true;
    using Parent = AwardPage;

    AwardPage about;

    Parent parent() const { return about; }
};

/// What is still under way for a household, and what came back of late.
Result<std::vector<AwardItem>> awaiting_of(const store::Place& place, HouseholdNo household,
                                           Day today);
/// Rules as they are now. Also for the form.
Result<std::vector<RuleItem>> rule_items(const store::Place& place, Day today);

Result<View> present(const Context& context, const RulesPage& page);
Result<View> present(const Context& context, const PublicityPage& page);
Result<View> present(const Context& context, const ReviewsPage& page);
Result<View> present(const Context& context, const AwardPage& page);
Result<View> present(const Context& context, const ObjectionPage& page);

Status handle(Context& context, const OpenAward& command);
Status handle(Context& context, const ReviewAward& command);
Status handle(Context& context, const AnswerObjection& command);
Status handle(Context& context, const StartObjection& command);
Status handle(Context& context, const ObjectToAward& command);

}  // namespace xf::app
