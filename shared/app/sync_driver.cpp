#include "shared/app/sync_driver.hpp"

#include <algorithm>

#include "shared/base/limits.hpp"

namespace xf::app {
namespace {

/// The hub answers errors as {"error":"code",…}; only the code matters here.
std::optional<ErrorCode> refusal_in(const ports::HttpReply& reply) {
    const std::string_view text = as_text(reply.body);
    constexpr std::string_view kBefore = "\"error\":\"";
    const std::size_t at = text.find(kBefore);
    if (at == std::string_view::npos) return std::nullopt;
    const std::string_view rest = text.substr(at + kBefore.size());
    return error_code_named(rest.substr(0, rest.find('"')));
}

}  // namespace

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
    XF_ASSIGN(std::vector<sync::AtHand> visitors, at_hand());
    if (wishes_.size() > limits::kWishes) wishes_.resize(limits::kWishes);
    auto body = session_->request(std::move(wishes_), std::move(visitors));
    wishes_.clear();
    if (!body.ok()) {  // the next try comes after a pause, not at once
        failed(body.error().code);
        return body.error();
    }
    ports::HttpRequest request;
    request.post = true;
    request.path = "/v1/sync";
    request.content_type = sync::kSyncContentType;
    request.body = *std::move(body);
    request.max_reply_bytes = limits::kReplyBytes;
    request_ = transport_->start(std::move(request));
    return {};
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
    if (answer.reply.status != 200) {
        failed(refusal_in(answer.reply));
        if (refusal_ == ErrorCode::foreign_scope && !visitors_.empty()) give_up_visitors();
        return true;
    }
    const auto outcome = session_->take_reply(answer.reply.body);
    if (!outcome.ok()) {
        if (store::is_fault(outcome.error().code)) return outcome.error();
        failed(outcome.error().code);
        return true;
    }
    succeeded(outcome->more);
    return true;
}

/// A card that was revoked meanwhile must not keep the rest from being exchanged.
void SyncDriver::give_up_visitors() {
    visitors_.clear();
    card_refused_ = true;
    next_ms_ = 0;
}

void SyncDriver::failed(std::optional<ErrorCode> refusal) {
    online_ = false;
    refusal_ = refusal;
    again_ = false;
    next_ms_ = clock_->monotonic_ms() + retry_ms_;
    retry_ms_ = std::min(retry_ms_ * 2, kLongestRetryMs);
}

void SyncDriver::succeeded(bool more) {
    online_ = true;
    refusal_.reset();
    retry_ms_ = kFirstRetryMs;
    next_ms_ = more || again_ ? 0 : clock_->monotonic_ms() + kSyncEveryMs;
    again_ = false;
}

}  // namespace xf::app
