// Who is here: a household's card and PIN and then the person; or staff and their PIN.

#include "shared/app/client.hpp"
#include "shared/app/visitor_store.hpp"
#include "shared/base/limits.hpp"
#include "shared/privacy/feature.hpp"
#include "shared/store/erasure.hpp"

namespace xf::app {
namespace {

/// Time for the screen to show 正在核对 before Argon2id holds the program's only thread.
constexpr std::uint64_t kShowCheckingMs = 80;

}  // namespace

/// The page where somebody is identified, if it is at that step.
IdentifyPage* Client::identify(IdentifyView::Step step) {
    auto* page = std::get_if<IdentifyPage>(&visit_.page);
    return page && page->step == step ? page : nullptr;
}

void Client::on(const Scanned& command) { use_card(command.text); }

void Client::on(const UseDemoCard& command) {
    if (!demo_ || !demo_->on()) return;
    const auto& cards = demo_->secrets()->households;
    if (command.index < cards.size()) use_card(cards[command.index].card);
}

/// A card was scanned, wherever the person was.
void Client::use_card(std::string_view text) {
    if (!village()) return;
    const auto card = people::Card::parse(text);
    if (!card.ok()) return tell(card.error().code);
    if (role() == DeviceRole::desk) return use_card_at_desk(*card);
    if (village()->visitor()) return;  // they are here already
    if (village()->guest()) {
        LoginPage page;
        page.step = LoginView::Step::pin;
        page.card = *card;
        return go(page);
    }
    const auto household_no = people::household_of(village()->place(), *card);
    if (!household_no.ok()) return check(household_no.error());
    auto household = people::household(village()->place(), *household_no);
    if (!household.ok()) return check(household.error());

    std::optional<Page> after = visit_.after_identify;
    if (visit_.signed_in() || visit_.claim) sign_off();  // the next household in the queue
    if (!after && role() == DeviceRole::counter) after = CounterPage{};
    visit_ = Visit{};
    visit_.page = IdentifyPage{IdentifyView::Step::pin, {}};
    visit_.after_identify = std::move(after);
    visit_.card = *card;
    visit_.household = *std::move(household);
    changed();
}

/// A household's card only says which household is meant, where that is the question.
void Client::use_card_at_desk(const people::Card& card) {
    const auto* form = std::get_if<AwardFormPage>(&visit_.page);
    if (!visit_.staff || !form || card.kind != people::Card::Kind::household)
        return use_staff_card(card);
    const auto household = people::household_of(village()->place(), card);
    if (!household.ok()) return check(household.error());
    Context now = context();
    check(handle(now, ChooseAwardHousehold{*household}));
    changed();
}

/// It says who it is; the PIN still decides.
void Client::use_staff_card(const people::Card& card) {
    const auto no = people::staff_of(village()->place(), card);
    if (!no.ok()) return check(no.error());
    std::optional<Page> after = visit_.after_identify;
    if (visit_.signed_in()) sign_off();
    visit_ = Visit{};
    visit_.after_identify = std::move(after);
    ask_pin_of(*no);
}

void Client::on(const ChooseStaff& command) {
    if (village() && identify(IdentifyView::Step::staff)) ask_pin_of(command.no);
}

void Client::ask_pin_of(StaffNo no) {
    auto staff = people::staff(village()->place(), no);
    if (!staff.ok()) return check(staff.error());
    if (!staff->in_office()) return tell(ErrorCode::not_permitted);
    visit_.staff_asked = *std::move(staff);
    visit_.page = IdentifyPage{IdentifyView::Step::pin, {}};
    changed();
}

void Client::on(const PinDigit& command) {
    IdentifyPage* page = identify(IdentifyView::Step::pin);
    if (!page || command.digit > 9 || page->pin.size() >= limits::kPinDigits) return;
    visit_.message.reset();
    page->pin += static_cast<char>('0' + command.digit);
    if (page->pin.size() == limits::kPinDigits) {
        page->step = IdentifyView::Step::checking;
        check_pin_at_ms_ = ports_.clock.monotonic_ms() + kShowCheckingMs;
    }
    changed();
}

void Client::on(const PinErase&) {
    IdentifyPage* page = identify(IdentifyView::Step::pin);
    if (!page || page->pin.empty()) return;
    page->pin.pop_back();
    changed();
}

void Client::check_pin() {
    IdentifyPage* page = identify(IdentifyView::Step::checking);
    if (!village() || !page) return;
    const Status status = check_pin_now(std::exchange(page->pin, {}));
    page = identify(IdentifyView::Step::checking);
    if (page) page->step = IdentifyView::Step::pin;
    changed();
    const bool told = visit_.message.has_value();
    if (!told) check(status);
}

Status Client::check_pin_now(const std::string& pin) {
    const std::string subject = lockout_subject(visit_);
    XF_ASSIGN(const std::uint32_t wait, lockout_->wait_s(subject));
    if (wait > 0) {
        visit_.message = Message{ErrorCode::locked_out, wait, std::nullopt};
        return ErrorCode::locked_out;
    }
    const store::Place place = village()->place();
    Status right = visit_.staff_asked ? people::check_staff_pin(place, visit_.staff_asked->no, pin)
                                      : people::check_pin(place, *visit_.card, pin);
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
        visit_.page = IdentifyPage{IdentifyView::Step::person, {}};
    return {};
}

void Client::on(const ChoosePerson& command) {
    if (identify(IdentifyView::Step::person)) choose(command.no);
}

void Client::choose(PersonNo person) {
    for (const people::Person& candidate : visit_.persons)
        if (candidate.no == person) visit_.person_asked = person;
    if (!visit_.person_asked || !village()) return;
    const auto told = privacy::knows_notice(village()->place(), person);
    if (!told.ok()) return check(told.error());
    if (*told) return enter(person);
    visit_.page = IdentifyPage{IdentifyView::Step::notice, {}};
    changed();
}

void Client::on(const AcceptNotice&) {
    if (!identify(IdentifyView::Step::notice) || !village()) return;
    const PersonNo person = *visit_.person_asked;
    enter(person);
    if (!village()) return;
    Context now = context();
    const privacy::NoticeAccepted read{visit_.household->no, person, privacy::kNoticeVersion};
    const auto kept = now.act(privacy::kNoticeAcceptedType, read.data(), std::nullopt);
    // What can't be written down now is asked again the next time.
    if (!kept.ok() && store::is_fault(kept.error().code)) check(kept.error());
}

void Client::enter(PersonNo person) {
    visit_.person = person;
    // Their own records come while they stand here, and are purged when they leave.
    const Hash proof = visit_.card ? visit_.card->proof() : Hash{};
    village()->driver.set_visitors({{person, proof}});
    if (village()->visitor()) check(VisitorStore(storage_->db()).choose(person));
    if (!village()) return;
    village()->driver.soon();
    arrived();
}

void Client::arrived() {
    go(std::exchange(visit_.after_identify, std::nullopt).value_or(HomePage{}));
}

/// Nothing of the person stays: not on screen, not in memory, and of their records only this
/// device's own events.
void Client::sign_off() {
    check_pin_at_ms_.reset();
    check_code_at_ms_.reset();
    const std::optional<PersonNo> person = visit_.subject();
    visit_ = Visit{};
    snapshot_.idle_countdown_s = 0;
    touched_ms_ = ports_.clock.monotonic_ms();
    changed();
    if (village() && village()->visitor()) return resume_visit();
    if (!person || !village()) return;
    village()->driver.set_visitors({});
    check(forget(*person));
}

Status Client::forget(PersonNo person) {
    store::Database& db = storage_->db();
    {
        XF_ASSIGN(store::Transaction transaction, db.begin());
        XF_TRY(village()->log.forget(person));
        XF_TRY(transaction.commit());
    }
    XF_TRY(village()->pictures.forget());
    XF_TRY(db.empty_wal());  // which has their texts, too
    return wipe_traces();
}

/// Of people who were erased, while nobody waits. Without room for it, another time.
Status Client::wipe_traces() {
    XF_ASSIGN(const bool due, store::traces_left(storage_->db()));
    if (!due) return {};
    XF_TRY(village()->pictures.forget());
    const Status wiped = store::wipe_traces(storage_->db());
    return !wiped.ok() && wiped.error().code == ErrorCode::storage_full ? Status() : wiped;
}

}  // namespace xf::app
