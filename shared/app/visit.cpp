#include "shared/app/visit.hpp"

namespace xf::app {
namespace {

/// Whether `page` is what "back" leads to. A page that remembers that itself needs nobody else to.
template <typename To>
bool opened_from(const To& to, const Page& page) {
    if constexpr (requires { to.parent(); })
        return false;
    else
        return std::holds_alternative<typename To::Parent>(page);
}

}  // namespace

Page Visit::identification(DeviceRole role) const {
    switch (role) {
        case DeviceRole::desk:
            return IdentifyPage{IdentifyView::Step::staff, {}};
        case DeviceRole::phone:
            if (household) return IdentifyPage{IdentifyView::Step::person, {}};
            return LoginPage{};
        case DeviceRole::kiosk:
        case DeviceRole::counter:
            break;
    }
    return IdentifyPage{IdentifyView::Step::card, {}};
}

void Visit::go(Page next, DeviceRole role) {
    message.reset();
    leaving = false;
    const bool asks = std::visit([](const auto& to) { return to.kSignedIn; }, next) && !signed_in();
    if (!asks) {
        if (std::visit([&](const auto& to) { return opened_from(to, page); }, next))
            behind = std::move(page);
        page = std::move(next);
        return;
    }
    after_identify = std::move(next);
    page = identification(role);
}

std::string lockout_subject(const Visit& visit) {
    if (visit.staff_asked) return "staff " + std::to_string(visit.staff_asked->no.value);
    return "card " + std::to_string(visit.card ? visit.card->number : 0);
}

}  // namespace xf::app
