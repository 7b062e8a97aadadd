// Commands that lead from page to page, and the way of all others to the pages that handle them.

#include "shared/app/client.hpp"

namespace xf::app {
namespace {

Page page_of(Place place) {
    switch (place) {
        case Place::home:
            return HomePage{};
        case Place::balance:
            return BalancePage{};
        case Place::counter:
            return CounterPage{};
        case Place::requests:
            return RequestsPage{};
        case Place::desk:
            return IdentifyPage{IdentifyView::Step::staff, {}};
        case Place::households:
            return HouseholdsPage{};
        case Place::audit:
            return AuditPage{};
        case Place::request_form:
            return RequestCategoryPage{};
        case Place::notices:
            return NoticesPage{};
        case Place::enrol:
            return EnrolPage{};
        case Place::disclosure:
            return DisclosurePage{};
        case Place::months:
            return MonthsPage{};
        case Place::matters:
            return MattersPage{};
        case Place::publish:
            return PublishPage{};
        case Place::request_start:
            return RequestStartPage{};
        case Place::anonymous_form:
            return AnonymousCategoryPage{};
        case Place::claim_entry:
            return ClaimEntryPage{};
        case Place::publicity:
            return PublicityPage{};
        case Place::rules:
            return RulesPage{};
        case Place::reviews:
            return ReviewsPage{};
        case Place::award_form:
            return AwardFormPage{};
        case Place::login:
            return LoginPage{};
    }
    return HomePage{};
}

template <typename... P>
Page as_page(const std::variant<P...>& page) {
    return std::visit([](const auto& one) -> Page { return one; }, page);
}
template <typename P>
Page as_page(const P& page) {
    return page;
}

/// `behind`: the list that the page was opened from, as it was, if that is it.
template <typename P>
Page parent_of(const P& page, std::optional<Page>& behind) {
    if constexpr (requires { page.parent(); }) {
        return as_page(page.parent());
    } else {
        using Parent = typename P::Parent;
        const bool known = behind && std::holds_alternative<Parent>(*behind);
        return known ? *std::exchange(behind, std::nullopt) : Page(Parent{});
    }
}

}  // namespace

template <typename C>
void Client::take(const C& command) {
    if constexpr (requires { on(command); }) {
        on(command);
    } else if (village()) {
        Context now = context();
        const Status status = handle(now, command);
        changed();
        check(status);
    }
}

void Client::submit(Command command) {
    touched_ms_ = ports_.clock.monotonic_ms();
    if (snapshot_.idle_countdown_s != 0 || snapshot_.unattended) {
        snapshot_.idle_countdown_s = 0;
        snapshot_.unattended = false;
        changed();
    }
    std::visit([this](const auto& one) { take(one); }, command);
    end_claim();
    refresh();
}

Village* Client::village() { return storage_ ? storage_->village() : nullptr; }

DeviceRole Client::role() const { return snapshot_.role; }

/// REQUIRES: village().
Context Client::context() {
    const bool kept = config_.persistence == Persistence::durable ||
                      (config_.persistence == Persistence::best_effort && demo_->on());
    return {*village(),
            visit_,
            ports_,
            storage_->identity(),
            demo_->secrets(),
            *login_,
            kept,
            enroller_->busy(),
            config_.takes_pictures,
            config_.prints};
}

void Client::go(Page page) {
    visit_.go(std::move(page), role());
    changed();
}

void Client::on(const GoTo& command) {
    if (damaged_) {  // the person was told; what is left is a fresh database
        end_sealing(SealedState::none);
        damaged_.reset();
        open();
        return changed();
    }
    if (command.place == Place::desk && role() != DeviceRole::desk) return;
    const bool nameless =
        command.place == Place::anonymous_form || command.place == Place::claim_entry;
    if (nameless && visit_.signed_in()) sign_off();
    // Who is signed in has answered the question that is asked there; a phone is its household's.
    const bool named = visit_.signed_in() || role() == DeviceRole::phone;
    if (command.place == Place::request_start && named) return go(RequestsPage{});
    go(page_of(command.place));
}

void Client::on(const GoBack&) {
    if (identify(IdentifyView::Step::pin)) {
        const auto after = visit_.after_identify;
        visit_ = Visit{};
        return go(after.value_or(HomePage{}));
    }
    if (std::holds_alternative<IdentifyPage>(visit_.page)) return sign_off();
    go(std::visit([&](const auto& page) { return parent_of(page, visit_.behind); }, visit_.page));
}

void Client::on(const SignOff&) {
    if (village() && village()->visitor()) return log_out();
    sign_off();
}
void Client::on(const StillHere&) {}

void Client::on(const DismissMessage&) {
    visit_.message.reset();
    changed();
}

void Client::on(const SyncNow&) {
    if (!village()) {
        if (login_) login_->ask_again();
        return;
    }
    village()->driver.soon();
    village()->look_at_log_soon();
}

void Client::on(const Enrol& command) {
    const bool visitor = village() && village()->visitor();
    if (!enroller_ || visitor) return;
    Status status = check_reported();
    if (status.ok()) status = enroller_->enrol(command.code);
    check(status);
    changed();
}

/// Enrolling begins a new epoch, and nothing of the one before is sent any more.
Status Client::check_reported() {
    if (!village() || refused()) return {};
    XF_ASSIGN(const store::Unsent unsent, village()->log.unsent(1));
    if (unsent.events.empty()) return {};
    village()->driver.soon();
    return ErrorCode::report_first;
}

void Client::on(const OpenDevice&) {}  // the host's

}  // namespace xf::app
