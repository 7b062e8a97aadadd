// A browser that nobody enrolled: it reads a village's public log as a guest, and logs in to its
// household and out again. Between login and logout it stays that household's, from visit to visit.

#include "shared/app/client.hpp"
#include "shared/app/visitor_store.hpp"
#include "shared/base/limits.hpp"

namespace xf::app {
namespace {

/// Refusals after which a login is over.
bool ends_login(std::optional<ErrorCode> refusal) {
    return refusal == ErrorCode::login_ended || refusal == ErrorCode::unknown_device ||
           refusal == ErrorCode::bad_signature || refusal == ErrorCode::stale_epoch ||
           refusal == ErrorCode::hub_restored;
}

}  // namespace

View Client::present_without_village() const {
    if (demo_->open() || demo_->on() || enroller_->busy()) return EnrolView{.busy = true};
    if (std::holds_alternative<EnrolPage>(visit_.page))
        return EnrolView{.again = true, .sealed = sealed_};
    VillagesView view;
    view.reachable = !login_->unreachable();
    if (const auto& known = login_->villages()) {
        view.town = known->town;
        for (const sync::VillageEntry& village : known->villages)
            view.villages.push_back(village.shard.name);
    }
    return view;
}

void Client::step_login() {
    if (!storage_) return;
    if (!village()) {
        if (demo_->open() || demo_->on()) return;
        const bool knew = login_->villages().has_value();
        login_->step();
        const auto& known = login_->villages();
        if (!knew) changed();
        if (known && known->villages.size() == 1) become_guest(0);
        return;
    }
    if (const auto certificate = login_->take_certificate()) begin_visit(*certificate);
    const auto refusal = login_ ? login_->take_refusal() : std::nullopt;
    if (!refusal) return;
    if (auto* page = std::get_if<LoginPage>(&visit_.page)) page->step = LoginView::Step::pin;
    visit_.message = Message{refusal->code, refusal->retry_after_s, std::nullopt};
    changed();
}

void Client::on(const ChooseVillage& command) {
    if (storage_ && !village()) become_guest(command.index);
}

void Client::become_guest(std::uint32_t index) {
    const auto& known = login_->villages();
    if (!known || index >= known->villages.size()) return;
    check(storage_->become_guest(known->town, known->villages[index]));
    changed();
}

void Client::begin_visit(const sync::Enrolled& login) {
    if (!village()->guest()) return;  // meanwhile it became something else
    const auto after = visit_.after_identify;
    visit_ = Visit{};
    visit_.after_identify = after;
    LoginPage page;
    page.step = LoginView::Step::loading;
    visit_.page = page;
    changed();
    check(storage_->logged_in(login));
}

/// Who it is, as far as the household's records are here. A phone is not asked again and again.
void Client::resume_visit() {
    if (!village() || !village()->visitor()) return;
    const store::Place place = village()->place();
    auto household = people::household(place, village()->log.own().household);
    if (!household.ok()) {  // not yet
        if (store::is_fault(household.error().code)) check(household.error());
        return;
    }
    auto persons = people::persons_of(place, household->no);
    const auto chosen = VisitorStore(storage_->db()).chosen();
    if (!persons.ok()) return check(persons.error());
    if (!chosen.ok()) return check(chosen.error());
    visit_.household = *std::move(household);
    visit_.persons = *std::move(persons);
    visit_.person.reset();
    for (const people::Person& person : visit_.persons)
        if (*chosen == person.no) visit_.person = person.no;
    if (visit_.person) village()->driver.set_visitors({{*visit_.person, {}}});
}

/// False where the login ended.
bool Client::step_visit(Village& village) {
    if (!village.visitor()) return true;
    const auto broken = village.log.broken();
    const bool over =
        ports_.clock.now().seconds >= storage_->identity().certificate->expires.seconds;
    if (over || (broken.ok() && *broken) || ends_login(village.driver.refusal())) {
        end_login();
        return false;
    }
    if (!visit_.household) {
        resume_visit();
        if (!visit_.household) return storage_ != nullptr;
        if (std::holds_alternative<LoginPage>(visit_.page)) check(enter_household());
        changed();
    }
    return storage_ != nullptr;
}

/// Once it was said what that drops.
void Client::log_out() {
    const auto unsent = village()->log.pending_count();
    if (!unsent.ok()) return check(unsent.error());
    if (*unsent > 0 && !std::exchange(visit_.leaving, true)) return tell(ErrorCode::unsent_left);
    const DeviceIdentity& identity = storage_->identity();
    login_->log_out({village()->log.shard().no, identity.uuid}, identity.key);
    visit_ = Visit{};
    changed();
    check(storage_->log_out(false));
}

void Client::end_login() {
    visit_ = Visit{};
    changed();
    const Status done = storage_->log_out(true);
    check(done);
    if (done.ok()) tell(ErrorCode::login_ended);
}

}  // namespace xf::app
