// Who is here: by card or by name, then a PIN, then the person of the household. Its commands are the
// client's own (client_identify.cpp), because they begin and end a visit.
#pragma once

#include "shared/app/home_pages.hpp"
#include "shared/app/list_pages.hpp"

namespace xf::app {

struct IdentifyPage {
    static constexpr bool kSignedIn = false;
    using Parent = HomePage;

    IdentifyView::Step step = IdentifyView::Step::card;
    std::string pin;      ///< digits typed so far
    ListState list = {};  ///< of the staff
};

Result<View> present(const Context& context, const IdentifyPage& page);

}  // namespace xf::app
