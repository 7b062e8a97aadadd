#include "shared/app/visit.hpp"

namespace xf::app {

void Visit::go(Page next, DeviceRole role) {
    message.reset();
    const bool asks = std::visit([](const auto& to) { return to.kSignedIn; }, next) && !signed_in();
    if (!asks) {
        const bool deeper =
            std::visit([&]<typename To>(
                           const To&) { return std::holds_alternative<typename To::Parent>(page); },
                       next);
        if (deeper) behind = std::move(page);
        page = std::move(next);
        return;
    }
    const bool desk = role == DeviceRole::desk;
    after_identify = std::move(next);
    page = IdentifyPage{desk ? IdentifyView::Step::staff : IdentifyView::Step::card, {}};
}

std::string lockout_subject(const Visit& visit) {
    if (visit.staff_asked) return "staff " + std::to_string(visit.staff_asked->no.value);
    return "card " + std::to_string(visit.card ? visit.card->number : 0);
}

}  // namespace xf::app
