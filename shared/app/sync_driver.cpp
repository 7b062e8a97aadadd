#include "shared/app/sync_driver.hpp"

#include <algorithm>

#include "shared/base/limits.hpp"

namespace xf::app {

/// The hub answers errors as {"error":"code",…}; only the code matters here.
std::optional<ErrorCode> refusal_in(const ports::HttpReply& reply) {
    const std::string_view text = as_text(reply.body);
    constexpr std::string_view kBefore = "\"error\":\"";
    const std::size_t at = text.find(kBefore);
    if (at == std::string_view::npos) return std::nullopt;
    const std::string_view rest = text.substr(at + kBefore.size());
    return error_code_named(rest.substr(0, rest.find('"')));
}

void SyncDriver::set_visitors(std::vector<Visitor> visitors) {
    visitors_ = std::move(visitors);
    if (!request_) return;
    transport_->cancel(*request_);
    request_.reset();
    next_ms_ = 0;
}

void SyncDriver::soon() {
    if (request_)
        again_ = true;
    else
        next_ms_ = 0;
}

Status SyncDriver::step() {
    if (request_ || clock_->monotonic_ms() < next_ms_) return {};
    auto request = next_request();
    if (!request.ok()) {  // the next try comes after a pause, not at once
        failed(request.error().code);
        return request.error();
    }
    request_ = transport_->start(*std::move(request));
    return {};
}

Result<ports::HttpRequest> SyncDriver::next_request() {
    ports::HttpRequest request;
    request.post = true;
    request.max_reply_bytes = limits::kReplyBytes;
    if (recovering_) {
        request.path = "/v1/recover";
        request.content_type = sync::kRecoverContentType;
        XF_ASSIGN(request.body, recovery_->request());
        return request;
    }
    request.path = "/v1/sync";
    request.content_type = sync::kSyncContentType;
    XF_ASSIGN(std::vector<sync::AtHand> visitors, at_hand());
    if (wishes_.size() > limits::kWishes) wishes_.resize(limits::kWishes);
    XF_ASSIGN(request.body, session_->request(std::exchange(wishes_, {}), std::move(visitors)));
    return request;
}

Result<std::vector<sync::AtHand>> SyncDriver::at_hand() {
    std::vector<sync::AtHand> out;
    for (const Visitor& visitor : visitors_) {
        XF_ASSIGN(const std::uint64_t have, session_->have_of(visitor.person));
        out.push_back({visitor.person, visitor.card_proof, have});
    }
    return out;
}

Result<bool> SyncDriver::on_answer(const ports::Transport::Answer& answer) {
    if (request_ != answer.id) return false;
    request_.reset();
    ++finished_;
    XF_TRY(on_reply(answer.reply));
    return true;
}

Status SyncDriver::on_reply(const ports::HttpReply& reply) {
    if (reply.status != 200) {
        refused(refusal_in(reply));
        return {};
    }
    if (recovering_) return on_recovery_reply(reply.body);
    const auto outcome = session_->take_reply(reply.body);
    if (outcome.ok())
        succeeded(outcome->more);
    else if (store::is_fault(outcome.error().code))
        return outcome.error();
    else
        failed(outcome.error().code);
    return {};
}

Status SyncDriver::on_recovery_reply(ByteView body) {
    using Outcome = sync::ClientRecovery::Outcome;
    const auto outcome = recovery_->take_reply(body);
    if (!outcome.ok()) {
        failed(outcome.error().code);
        return store::is_fault(outcome.error().code) ? Status(outcome.error()) : Status();
    }
    in_contact_ = true;
    recovering_ = *outcome != Outcome::done;
    refusal_.reset();
    retry_ms_ = kFirstRetryMs;
    next_ms_ = *outcome == Outcome::wait ? clock_->monotonic_ms() + kSyncEveryMs : 0;
    return {};
}

/// A hub that was restored from a backup may not know this device, nor what it has: it presents itself
/// before anybody is told that it has to be enrolled anew.
void SyncDriver::refused(std::optional<ErrorCode> code) {
    const bool presented = recovering_;
    const std::optional<ErrorCode> before = refusal_;
    failed(code);
    if (presented) {
        recovering_ = !code;  // nobody was there
        if (!code || before == ErrorCode::unknown_device) refusal_ = before;
        return;
    }
    const bool of_visitors = code == ErrorCode::foreign_scope || code == ErrorCode::locked_out;
    if (of_visitors && !visitors_.empty()) give_up_visitors();
    if (!presents_itself_) return;
    recovering_ = code == ErrorCode::hub_restored || code == ErrorCode::recovering ||
                  code == ErrorCode::unknown_device;
    if (recovering_) next_ms_ = 0;
}

/// A card that was revoked meanwhile, or a code that opens nothing, must not keep the rest from being exchanged.
void SyncDriver::give_up_visitors() {
    visitors_.clear();
    card_refused_ = true;
    next_ms_ = 0;
}

void SyncDriver::failed(std::optional<ErrorCode> refusal) {
    online_ = in_contact_ = false;
    refusal_ = refusal;
    again_ = false;
    next_ms_ = clock_->monotonic_ms() + retry_ms_;
    retry_ms_ = std::min(retry_ms_ * 2, kLongestRetryMs);
}

void SyncDriver::succeeded(bool more) {
    online_ = in_contact_ = true;
    refusal_.reset();
    retry_ms_ = kFirstRetryMs;
    next_ms_ = more || again_ ? 0 : clock_->monotonic_ms() + kSyncEveryMs;
    again_ = false;
}

}  // namespace xf::app
