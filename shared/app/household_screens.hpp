// Households as staff sees them: the list, and one of them with its members, card and points.
#pragma once

#include "shared/app/balance_screens.hpp"
#include "shared/app/list_screens.hpp"

namespace xf::app {

// ---- what is shown ------------------------------------------------------------------------------

struct HouseholdItem {
    HouseholdNo no;
    std::string name;
    std::uint32_t grid = 0;
    std::uint32_t persons = 0;
    Points available;
};

struct HouseholdsView {
    std::vector<HouseholdItem> items;
    ListControls controls = {};
};

struct HouseholdView {
    HouseholdNo no;
    std::string name;
    std::uint32_t grid = 0;
    std::vector<std::string> persons;
    std::uint32_t cards = 0;  ///< that are valid
    BalanceView balance;
    bool can_file = false;  ///< a request for one of them
};

// ---- what can be done ---------------------------------------------------------------------------

struct OpenHousehold {
    HouseholdNo no;
};

}  // namespace xf::app
