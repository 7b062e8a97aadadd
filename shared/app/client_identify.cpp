// Who is here: a household's card and PIN and then the person; or staff and their PIN.

#include "shared/app/client.hpp"
#include "shared/base/limits.hpp"

namespace xf::app {
namespace {

/// Time for the screen to show 正在核对 before Argon2id holds the program's only thread.
constexpr std::uint64_t kShowCheckingMs = 80;

}  // namespace

void Client::on(const Scanned& command) { use_card(command.text); }

void Client::on(const UseDemoCard& command) {
    if (demo_ && command.index < demo_->households.size())
        use_card(demo_->households[command.index].card);
}

/// A card was scanned, wherever the person was.
void Client::use_card(std::string_view text) {
    if (!village() || snapshot_.role == DeviceRole::desk) return;
    const auto card = people::Card::parse(text);
    if (!card.ok()) return tell(card.error().code);
    const auto household_no = people::household_of(village()->place(), *card);
    if (!household_no.ok()) return check(household_no.error());
    auto household = people::household(village()->place(), *household_no);
    if (!household.ok()) return check(household.error());

    std::optional<Page> after = visit_.after_identify;
    if (visit_.signed_in()) sign_off();  // the next household in the queue
    if (!after) after = snapshot_.role == DeviceRole::counter ? Page::counter : Page::home;
    visit_ = Visit{};
    visit_.page = Page::identify;
    visit_.step = IdentifyView::Step::pin;
    visit_.after_identify = after;
    visit_.card = *card;
    visit_.household = *std::move(household);
    changed();
}

void Client::on(const ChooseStaff& command) {
    if (!village() || visit_.page != Page::identify) return;
    auto staff = people::staff(village()->place(), command.no);
    if (!staff.ok()) return check(staff.error());
    visit_.staff_asked = *std::move(staff);
    visit_.step = IdentifyView::Step::pin;
    visit_.pin.clear();
    changed();
}

void Client::on(const PinDigit& command) {
    if (visit_.page != Page::identify || visit_.step != IdentifyView::Step::pin) return;
    if (command.digit > 9 || visit_.pin.size() >= limits::kPinDigits) return;
    visit_.message.reset();
    visit_.pin += static_cast<char>('0' + command.digit);
    if (visit_.pin.size() == limits::kPinDigits) {
        visit_.step = IdentifyView::Step::checking;
        check_pin_at_ms_ = ports_.clock.monotonic_ms() + kShowCheckingMs;
    }
    changed();
}

void Client::on(const PinErase&) {
    if (visit_.step != IdentifyView::Step::pin || visit_.pin.empty()) return;
    visit_.pin.pop_back();
    changed();
}

void Client::check_pin() {
    if (!village() || visit_.step != IdentifyView::Step::checking) return;
    const Status status = check_pin_now();
    visit_.pin.clear();
    if (visit_.step == IdentifyView::Step::checking) visit_.step = IdentifyView::Step::pin;
    changed();
    const bool told = visit_.message.has_value();
    if (!told) check(status);
}

Status Client::check_pin_now() {
    const std::string subject = lockout_subject(visit_);
    XF_ASSIGN(const std::uint32_t wait, lockout_->wait_s(subject));
    if (wait > 0) {
        visit_.message = Message{ErrorCode::locked_out, wait, std::nullopt};
        return ErrorCode::locked_out;
    }
    const store::Place place = village()->place();
    Status right = visit_.staff_asked
                       ? people::check_staff_pin(place, visit_.staff_asked->no, visit_.pin)
                       : people::check_pin(place, *visit_.card, visit_.pin);
    if (!right.ok()) {
        if (right.error().code == ErrorCode::wrong_pin) XF_TRY(lockout_->wrong(subject));
        return right;
    }
    XF_TRY(lockout_->right(subject));
    if (!visit_.staff_asked) return enter_household();
    visit_.staff = visit_.staff_asked;
    arrived();
    return {};
}

Status Client::enter_household() {
    XF_ASSIGN(visit_.persons, people::persons_of(village()->place(), visit_.household->no));
    if (visit_.persons.size() == 1)
        choose(visit_.persons[0].no);
    else
        visit_.step = IdentifyView::Step::person;
    return {};
}

void Client::on(const ChoosePerson& command) {
    if (visit_.page != Page::identify || visit_.step != IdentifyView::Step::person) return;
    choose(command.no);
}

void Client::choose(PersonNo person) {
    for (const people::Person& candidate : visit_.persons)
        if (candidate.no == person) visit_.person = person;
    if (!visit_.person || !village()) return;
    // Their own records come while they stand here, and are purged when they leave.
    village()->driver.set_visitors({{person, visit_.card->proof()}});
    village()->driver.soon();
    arrived();
}

void Client::arrived() {
    visit_.step = IdentifyView::Step::card;
    visit_page(visit_.after_identify.value_or(Page::home));
    visit_.after_identify.reset();
}

/// Nothing of the person stays: not on screen, not in memory, and of their records only this
/// device's own events.
void Client::sign_off() {
    check_pin_at_ms_.reset();
    const std::optional<PersonNo> person = visit_.person;
    visit_ = Visit{};
    snapshot_.idle_countdown_s = 0;
    touched_ms_ = ports_.clock.monotonic_ms();
    changed();
    if (!person || !village()) return;
    village()->driver.set_visitors({});
    auto transaction = village()->log.store().db().begin();
    if (!transaction.ok()) return check(transaction.error());
    Status status = village()->log.forget(*person);
    if (status.ok()) status = transaction->commit();
    check(status);
}

}  // namespace xf::app
