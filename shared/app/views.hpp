// What a screen shows: plain values, computed by the core, one struct a screen. A screen draws them
// and does no sums, no I/O and no time of its own. Strings are data (names, published text), in
// UTF-8; every sentence of the interface comes from the text catalogue in kiosk/.
//
// Each area of the program has its views, and the commands that go with them, in <area>_screens.hpp;
// what fills and obeys them is in <area>_pages.hpp beside it. Here is the list of the views.
#pragma once

#include <variant>

#include "shared/app/audit_screens.hpp"
#include "shared/app/award_form_screens.hpp"
#include "shared/app/award_screens.hpp"
#include "shared/app/balance_screens.hpp"
#include "shared/app/counter_screens.hpp"
#include "shared/app/disclosure_screens.hpp"
#include "shared/app/home_screens.hpp"
#include "shared/app/household_screens.hpp"
#include "shared/app/identify_screens.hpp"
#include "shared/app/login_screens.hpp"
#include "shared/app/notice_screens.hpp"
#include "shared/app/picture_screens.hpp"
#include "shared/app/publish_screens.hpp"
#include "shared/app/request_screens.hpp"

namespace xf::app {

using View =
    std::variant<DamagedView, EnrolView, HomeView, IdentifyView, BalanceView, CounterView,
                 ReceiptView, RequestsView, RequestFormView, RequestView, NoticesView, DocumentView,
                 HouseholdsView, HouseholdView, AuditView, DisclosureView, MonthsView, MonthView,
                 FinanceView, MattersView, MatterView, PublishView, ChooseMatterView, FormView,
                 PreviewView, ChannelFormView, ScriptView, RequestStartView, BehalfView,
                 ClaimCodeView, ClaimEntryView, RequestFiguresView, RulesView, AwardsView,
                 AwardView, AwardFormView, VillagesView, LoginView>;

/// Everything the interface shows at one moment.
struct Snapshot {
    std::uint64_t version = 0;  ///< rises with every change: redraw only then
    DeviceRole role = DeviceRole::kiosk;
    Persistence persistence = Persistence::best_effort;
    std::string village;
    std::string device;  ///< its name: "一号柜台"
    UnixTime now;        ///< at the last step; for the date on screen
    Freshness freshness;
    std::optional<SessionView> session;
    std::optional<Message> message;
    View view;
    std::string sealed_as;               ///< file beside the database, for a browser to download
    bool new_version = false;            ///< of the program; it comes when nobody is here
    bool unattended = false;             ///< at rest for a while: whoever comes next is another
    std::uint32_t idle_countdown_s = 0;  ///< > 0: asks whether the person is still there
};

}  // namespace xf::app
