// Login of a household's own browser: card number, PIN, and a moment until its data is here. The
// exchange with the hub is login_client.hpp's; what begins and ends with it is client_visit.cpp's.
#pragma once

#include <variant>

#include "shared/app/home_pages.hpp"
#include "shared/base/result.hpp"
#include "shared/people/card.hpp"

namespace xf::app {

struct LoginPage {
    static constexpr bool kSignedIn = false;

    LoginView::Step step = LoginView::Step::number;
    std::string number;
    std::string pin;
    bool remember = false;
    std::optional<people::Card> card;  ///< scanned

    /// Back to the number, if it was typed.
    std::variant<HomePage, LoginPage> parent() const;
};

Result<View> present(const Context& context, const LoginPage& page);

Status handle(Context& context, const LoginDigit& command);
Status handle(Context& context, const LoginErase& command);
Status handle(Context& context, const LoginNext& command);
Status handle(Context& context, const SetRemember& command);

}  // namespace xf::app
