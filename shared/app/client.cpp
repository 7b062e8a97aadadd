#include "shared/app/client.hpp"

#include <algorithm>

#include "shared/app/visitor_store.hpp"
#include "shared/base/limits.hpp"
#include "shared/store/set_aside.hpp"

namespace xf::app {
namespace {

constexpr std::uint64_t kIdleMs = 60'000;          ///< before the countdown begins
constexpr std::uint64_t kIdleWritingMs = 120'000;  ///< while somebody writes
constexpr std::uint64_t kIdleDeskMs = 600'000;     ///< staff at their own desk
constexpr std::uint32_t kCountdownS = 30;
constexpr std::uint64_t kReopenMs = 10'000;  ///< after the disk refused something

/// Whether staff of those roles may be there. Roles can be taken away while somebody is signed in.
bool may_open(const Page& page, store::Roles roles) {
    return std::visit(
        [roles]<typename P>(const P&) {
            if constexpr (requires { P::kRoles; })
                return (P::kRoles & roles) != 0;
            else
                return true;
        },
        page);
}

bool is_home(const Visit& visit) { return std::holds_alternative<HomePage>(visit.page); }

}  // namespace

Client::Client(const ClientPorts& ports, ClientConfig config)
    : ports_(ports), config_(std::move(config)), touched_ms_(ports.clock.monotonic_ms()) {
    snapshot_.persistence = config_.persistence;
    open();
    refresh();
}

Client::~Client() = default;

// ---- Opening and failing ------------------------------------------------------------------------

void Client::open() {
    auto storage = Storage::open(config_.database, config_.vfs, ports_);
    if (!storage.ok()) return fail(storage.error());
    storage_ = *std::move(storage);
    lockout_ = std::make_unique<Lockout>(storage_->db(), ports_.clock);
    login_ = std::make_unique<LoginClient>(ports_.transport, ports_.clock);
    enroller_ = std::make_unique<Enroller>(storage_->identity(), ports_.transport, ports_.clock,
                                           ports_.random);
    auto demo = DemoMode::load(storage_->db(), config_.demo, ports_.transport, ports_.clock);
    if (!demo.ok()) return fail(demo.error());
    demo_ = *std::move(demo);
    look_for_asides();
    resume_visit();
}

/// A fault of the database. It is closed; what was acknowledged is on disk.
void Client::fail(const Error& error) {
    demo_.reset();
    enroller_.reset();
    lockout_.reset();
    login_.reset();
    storage_.reset();
    visit_ = Visit{};
    damaged_ = DamagedView{error.code, {}, {}};
    reopen_ms_ = ports_.clock.monotonic_ms() + kReopenMs;
    changed();
    if (error.code == ErrorCode::database_corrupt) {
        // With all places taken, a technician has to look before anything goes on.
        const auto aside = store::set_aside(ports_.disk, config_.database);
        if (aside.ok()) damaged_->set_aside_as = *aside;
    }
    look_for_asides();
}

/// Faults close the database; everything else is told to the person.
void Client::check(const Status& status) {
    if (status.ok()) return;
    const ErrorCode code = status.error().code;
    if (store::is_fault(code) && code != ErrorCode::storage_full) return fail(status.error());
    tell(code);
}

void Client::tell(ErrorCode code) {
    visit_.message = Message{code, 0, std::nullopt};
    changed();
}

// ---- Stepping -----------------------------------------------------------------------------------

void Client::step() {
    while (auto answer = ports_.transport.poll()) {
        if (on_answer(*answer)) changed();
    }
    step_damage();
    step_sealing();
    step_enrolment();
    step_login();
    step_village();
    step_idle();
    if (check_pin_at_ms_ && ports_.clock.monotonic_ms() >= *check_pin_at_ms_) {
        check_pin_at_ms_.reset();
        check_pin();
    }
    step_claim();
    refresh();
}

/// True where the answer changed something that is shown.
bool Client::on_answer(const ports::Transport::Answer& answer) {
    if (!storage_) return false;  // of a database that failed meanwhile
    const auto of_demo = demo_->on_answer(answer);
    if (!of_demo.ok()) return check(of_demo.error()), true;
    if (*of_demo || enroller_->on_answer(answer) || login_->on_answer(answer)) return true;
    if (storage_->village()) check(storage_->village()->on_answer(answer));
    return false;
}

bool Client::fault_may_pass() const {
    return damaged_ && damaged_->code == ErrorCode::storage_failed;
}

/// What the disk refused once it may do again: nobody has to stand there and press a button.
void Client::step_damage() {
    if (!fault_may_pass() || sealing_ || ports_.clock.monotonic_ms() < reopen_ms_) return;
    damaged_.reset();
    open();
    changed();
}

void Client::step_enrolment() {
    if (!storage_) return;
    demo_->step();
    enroller_->step();
    if (const auto error = enroller_->take_error()) tell(*error);
    if (const auto enrolled = enroller_->take_enrolled()) begin_with(*enrolled);
    if (!storage_) return;
    // In the demo a device looks after itself, also when the hub's data was thrown away.
    const bool wanted = !storage_->village() || storage_->village()->guest() || refused();
    if (demo_->on() && wanted && !enroller_->in_demo()) enroller_->enrol_in_demo(demo_->device());
}

void Client::begin_with(const sync::Enrolled& enrolled) {
    sign_off();
    if (!storage_) return;
    Status status = storage_->make_room_for(enrolled.certificate);
    if (status.ok()) status = storage_->enrolled(enrolled);
    changed();
    check(status);
}

/// Why the hub takes nothing from this device until it is enrolled anew, if so.
std::optional<ErrorCode> Client::refused() {
    if (!village() || phone()) return std::nullopt;
    const auto broken = village()->log.broken();
    if (broken.ok() && *broken) return ErrorCode::chain_broken;
    const auto refusal = village()->driver.refusal();
    const bool for_good = refusal == ErrorCode::unknown_device ||
                          refusal == ErrorCode::stale_epoch || refusal == ErrorCode::bad_signature;
    return for_good ? refusal : std::nullopt;
}

void Client::step_village() {
    if (!storage_ || !storage_->village()) return;
    const Status stepped = storage_->village()->step();
    const bool full = !stepped.ok() && stepped.error().code == ErrorCode::storage_full;
    if (!full || !full_) check(stepped);  // told once, not at every try
    if (!storage_) return;
    full_ = full || (full_ && !storage_->village()->driver.online());
    if (!step_visit(*storage_->village())) return;
    SyncDriver& driver = storage_->village()->driver;
    if (driver.take_card_refused()) {
        if (visit_.claim) return refuse_claim(ErrorCode::unknown_claim);
        // One who is of another household by now is chosen no more.
        if (phone()) check(VisitorStore(storage_->db()).choose(std::nullopt));
        sign_off();
        return tell(ErrorCode::unknown_card);
    }
    if (driver.finished() != shown_syncs_) {
        shown_syncs_ = driver.finished();
        changed();
        Context now = context();
        check(settle_redemption(now));
        if (storage_ && !visit_.signed_in()) check(wipe_traces());
    }
    if (storage_ && storage_->village()->take_news()) changed();
}

std::uint64_t Client::idle_limit_ms() const {
    if (snapshot_.role == DeviceRole::desk) return kIdleDeskMs;
    const bool writing = std::visit(
        []<typename P>(const P&) {
            return requires { P::kWriting; };
        },
        visit_.page);
    return writing ? kIdleWritingMs : kIdleMs;
}

/// A household's own browser stays theirs: there nobody is protected by a reset.
bool Client::at_rest() const {
    return is_home(visit_) && !visit_.message && (phone() || !visit_.signed_in());
}

bool Client::idle() const {
    const bool enrolling = enroller_ && enroller_->busy();
    return at_rest() && !enrolling && ports_.clock.monotonic_ms() - touched_ms_ >= kIdleMs;
}

void Client::step_idle() {
    const std::uint64_t idle = ports_.clock.monotonic_ms() - touched_ms_;
    std::uint32_t countdown = 0;
    if (!at_rest() && !damaged_ && !phone() && idle >= idle_limit_ms()) {
        const auto gone = static_cast<std::uint32_t>((idle - idle_limit_ms()) / 1000);
        if (gone >= kCountdownS) return sign_off();
        countdown = kCountdownS - gone;
    }
    const bool unattended = !phone() && at_rest() && idle >= kIdleMs;
    if (countdown == snapshot_.idle_countdown_s && unattended == snapshot_.unattended) return;
    snapshot_.idle_countdown_s = countdown;
    snapshot_.unattended = unattended;
    changed();
}

std::uint64_t Client::next_step_ms() const {
    const std::uint64_t now = ports_.clock.monotonic_ms();
    std::uint64_t next = now + kSyncEveryMs;
    if (check_pin_at_ms_) next = std::min(next, *check_pin_at_ms_);
    if (check_code_at_ms_) next = std::min(next, *check_code_at_ms_);
    if (snapshot_.idle_countdown_s > 0)
        next = std::min(next, now + 250);
    else if (!phone() && (!is_home(visit_) || visit_.signed_in()))
        next = std::min(next, touched_ms_ + idle_limit_ms());
    else if (!phone() && at_rest() && !snapshot_.unattended)
        next = std::min(next, touched_ms_ + kIdleMs);
    if (fault_may_pass()) next = std::min(next, reopen_ms_);
    if (sealing_) return now;
    if (!storage_) return next;
    if (const auto due = demo_->next_ms()) next = std::min(next, *due);
    if (!storage_->village()) next = std::min(next, login_->next_ms().value_or(next));
    if (Village* village = storage_->village()) return std::min(next, village->next_ms());
    return std::min(next, now + 500);
}

std::optional<Bytes> Client::picture(const Hash& hash) {
    if (!village()) return std::nullopt;
    Context now = context();
    auto found = picture_of(now, hash);
    if (found.ok()) return *std::move(found);
    check(found.error());
    return std::nullopt;
}

/// Whoever asked is told while they are still there; that the printer wants something, also whoever
/// comes by next: it is nothing personal, and somebody has to look after it.
void Client::printed(std::optional<ErrorCode> failure) {
    PrintRun* const run = print_run(visit_);
    const bool here = run && run->running;
    const bool nobody = at_rest();
    if (here) {
        run->running = false;
        run->printed = run->printed || !failure;
    }
    if (failure && (here || nobody)) tell(*failure);
    changed();
    refresh();
}

void Client::set_persistence(Persistence persistence) {
    config_.persistence = persistence;
    changed();
    refresh();
}

void Client::set_new_version() {
    snapshot_.new_version = true;
    changed();
    refresh();
}

// ---- The snapshot -------------------------------------------------------------------------------

void Client::refresh() {
    const UnixTime now = ports_.clock.now();
    if (china_day(now) != china_day(snapshot_.now)) changed();
    if (!dirty_) return;
    dirty_ = false;
    ++snapshot_.version;
    snapshot_.now = now;
    snapshot_.persistence = config_.persistence;
    snapshot_.message = visit_.message;
    snapshot_.session.reset();
    snapshot_.sealed_as = sealed_as_;
    if (damaged_) {
        damaged_->sealed = sealed_;
        snapshot_.view = *damaged_;
        return;
    }
    Village* village = storage_->village();
    if (!village) {
        snapshot_.view = present_without_village();
        snapshot_.freshness.online = !login_->unreachable();
        return;
    }
    const Status status = refresh_village(*village);
    if (status.ok()) return;
    check(status);
    dirty_ = false;
    if (damaged_) {
        snapshot_.view = *damaged_;
        return;
    }
    // The page can't be shown (its notice was withdrawn, say): back home, with the reason.
    const auto message = visit_.message;
    go(HomePage{});
    visit_.message = message;
    snapshot_.message = message;
    snapshot_.view = HomeView{};
    dirty_ = true;
}

Status Client::refresh_village(Village& village) {
    snapshot_.role = village.role();
    snapshot_.village = village.log.shard().name;
    snapshot_.device = village.device_name;
    const bool guest = village.guest();
    snapshot_.freshness.online = guest ? village.log_reached() : village.driver.online();
    snapshot_.freshness.recovering = village.driver.recovering();
    snapshot_.freshness.syncing = false;  // a flicker every few seconds helps nobody
    XF_ASSIGN(const auto synced_at, village.session.synced_at());
    snapshot_.freshness.synced_at = guest ? village.replica.state().checked_at : synced_at;
    XF_ASSIGN(snapshot_.freshness.unsent, village.log.pending_count());
    snapshot_.freshness.refused = refused();
    // Nothing that a code could mend: one of the two programs has to be updated.
    if (village.driver.refusal() == ErrorCode::unsupported_version)
        snapshot_.freshness.refused = ErrorCode::unsupported_version;
    if (visit_.household && visit_.signed_in()) {
        SessionView session;
        session.household = visit_.household->name;
        for (const people::Person& person : visit_.persons)
            session.persons.push_back({person.no, person.name});
        session.person = visit_.person;
        snapshot_.session = std::move(session);
    } else if (visit_.staff) {
        snapshot_.session = SessionView{};
        snapshot_.session->staff = visit_.staff->name;
    }
    const Context now = context();
    XF_ASSIGN(const auto roles, now.staff_roles());
    if (roles && !may_open(visit_.page, *roles)) return ErrorCode::not_permitted;
    XF_ASSIGN(snapshot_.view,
              std::visit([&](const auto& page) { return present(now, page); }, visit_.page));
    return {};
}

}  // namespace xf::app
