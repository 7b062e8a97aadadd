// Where a person can be: one struct a page, with what only that page knows. The areas' own parts are
// in <area>_pages.hpp: there each page says
//
//   kSignedIn   somebody has to be identified first
//   Parent      the page that "back" leads to; parent() says with what, where that matters
//   kWriting    (where it is so) somebody writes here: the idle clock has more patience
//   kRoles      (where not all may) roles of which staff needs one to open it
//
// and has an overload of present(), which makes its view (context.hpp).
#pragma once

#include <variant>

#include "shared/app/audit_pages.hpp"
#include "shared/app/award_form_pages.hpp"
#include "shared/app/award_pages.hpp"
#include "shared/app/balance_pages.hpp"
#include "shared/app/claim_pages.hpp"
#include "shared/app/counter_pages.hpp"
#include "shared/app/disclosure_pages.hpp"
#include "shared/app/home_pages.hpp"
#include "shared/app/household_pages.hpp"
#include "shared/app/identify_pages.hpp"
#include "shared/app/notice_pages.hpp"
#include "shared/app/publish_pages.hpp"
#include "shared/app/request_pages.hpp"

namespace xf::app {

using Page =
    std::variant<HomePage, EnrolPage, IdentifyPage, BalancePage, CounterPage, ReceiptPage,
                 RequestsPage, RequestCategoryPage, RequestFormPage, RequestPage, NoticesPage,
                 DocumentPage, HouseholdsPage, HouseholdPage, AuditPage, DisclosurePage, MonthsPage,
                 MonthPage, FinancePage, MattersPage, MatterPage, PublishPage, ChooseMatterPage,
                 FormPage, PreviewPage, ChannelFormPage, ScriptPage, RequestStartPage, BehalfPage,
                 RequestFiguresPage, AnonymousCategoryPage, AnonymousFormPage, ClaimCodePage,
                 ClaimEntryPage, ClaimedPage, RulesPage, PublicityPage, ReviewsPage, AwardPage,
                 ObjectionPage, AwardFormPage>;

}  // namespace xf::app
