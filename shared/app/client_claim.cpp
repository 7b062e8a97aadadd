// Claim codes: whoever has one is somebody whose name nobody knows. Codes that open nothing cost
// growing delays, here and at the hub.

#include "shared/app/client.hpp"
#include "shared/base/limits.hpp"
#include "shared/requests/feature.hpp"

namespace xf::app {
namespace {

/// Time for the screen to show 正在核对 before Argon2id holds the program's only thread.
constexpr std::uint64_t kShowCheckingMs = 80;

/// All codes share one: a wrong one says nothing about whose it is.
const std::string kSubject = "claim";

}  // namespace

ClaimEntryPage* Client::claim_entry(ClaimEntryView::Step step) {
    auto* page = std::get_if<ClaimEntryPage>(&visit_.page);
    return page && page->step == step ? page : nullptr;
}

void Client::on(const ClaimKey& command) {
    ClaimEntryPage* page = claim_entry(ClaimEntryView::Step::typing);
    const bool known = requests::kClaimAlphabet.find(command.character) != std::string_view::npos;
    if (!page || !known || page->code.size() >= requests::kClaimCodeLength) return;
    visit_.message.reset();
    page->code += command.character;
    if (page->code.size() == requests::kClaimCodeLength) {
        page->step = ClaimEntryView::Step::checking;
        check_code_at_ms_ = ports_.clock.monotonic_ms() + kShowCheckingMs;
    }
    changed();
}

void Client::on(const ClaimErase&) {
    ClaimEntryPage* page = claim_entry(ClaimEntryView::Step::typing);
    if (!page || page->code.empty()) return;
    page->code.pop_back();
    changed();
}

/// What is here opens at once; for the rest the hub is asked.
void Client::check_code() {
    ClaimEntryPage* page = claim_entry(ClaimEntryView::Step::checking);
    if (!village() || !page) return;
    const auto wait = lockout_->wait_s(kSubject);
    if (!wait.ok()) return check(wait.error());
    if (*wait > 0) {
        page->step = ClaimEntryView::Step::typing;
        page->code.clear();
        visit_.message = Message{ErrorCode::claim_locked, *wait, std::nullopt};
        return changed();
    }
    visit_.claim = requests::Claim::from(page->code, village()->log.shard().uuid);
    if (!visit_.claim) return refuse_claim(ErrorCode::unknown_claim);
    page->step = ClaimEntryView::Step::asking;
    SyncDriver& driver = village()->driver;
    driver.set_visitors({{visit_.claim->pseudonym(), visit_.claim->proof()}});
    driver.soon();
    page->asked_after = driver.finished();
    changed();
    check(open_claim());
}

/// Opens its request, if that is here by now.
Status Client::open_claim() {
    if (!claim_entry(ClaimEntryView::Step::asking) || !visit_.claim) return {};
    XF_ASSIGN(const auto request, claimed_request(village()->place(), *visit_.claim));
    if (!request) return {};
    XF_TRY(lockout_->right(kSubject));
    go(ClaimedPage{*request});
    return {};
}

void Client::step_claim() {
    if (check_code_at_ms_ && ports_.clock.monotonic_ms() >= *check_code_at_ms_) {
        check_code_at_ms_.reset();
        check_code();
    }
    const ClaimEntryPage* page = claim_entry(ClaimEntryView::Step::asking);
    if (!page || !village() || village()->driver.finished() == page->asked_after) return;
    check(open_claim());
    page = claim_entry(ClaimEntryView::Step::asking);
    // Right or wrong: without the hub nobody here can tell.
    if (page && village() && !village()->driver.online()) refuse_claim(ErrorCode::no_network);
}

void Client::refuse_claim(ErrorCode code) {
    auto* page = std::get_if<ClaimEntryPage>(&visit_.page);
    if (!page) {
        sign_off();
        return tell(code);
    }
    page->code.clear();
    page->step = ClaimEntryView::Step::typing;
    const Status counted = lockout_->wrong(kSubject);
    end_claim();
    tell(code);
    if (!counted.ok()) check(counted);
}

/// With its page gone, or refused, nothing of the code and what it opened stays.
void Client::end_claim() {
    if (!visit_.claim || std::holds_alternative<ClaimedPage>(visit_.page) ||
        claim_entry(ClaimEntryView::Step::asking))
        return;
    const PersonNo pseudonym = visit_.claim->pseudonym();
    visit_.claim.reset();
    if (!village()) return;
    village()->driver.set_visitors({});
    check(forget(pseudonym));
}

}  // namespace xf::app
