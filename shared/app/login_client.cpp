#include "shared/app/login_client.hpp"

#include <algorithm>

#include "shared/app/sync_driver.hpp"

namespace xf::app {
namespace {

constexpr std::uint64_t kRetryMs = 5'000;
constexpr std::size_t kVillagesBytes = 65536;
constexpr std::size_t kReplyBytes = 4096;
constexpr std::uint32_t kLongestWaitS = 86'400;

/// The number behind "retry_after_s":, as the hub says it; 0 where it does not.
std::uint32_t retry_after_s(const ports::HttpReply& reply) {
    const std::string_view text = as_text(reply.body);
    constexpr std::string_view kBefore = "\"retry_after_s\":";
    std::size_t at = text.find(kBefore);
    if (at == std::string_view::npos) return 0;
    std::uint32_t out = 0;
    for (at += kBefore.size(); at < text.size() && text[at] >= '0' && text[at] <= '9'; ++at)
        out = std::min(out * 10 + static_cast<std::uint32_t>(text[at] - '0'), kLongestWaitS);
    return out;
}

}  // namespace

void LoginClient::step() {
    if (villages_ || asking_ || clock_->monotonic_ms() < next_ms_) return;
    ports::HttpRequest request;
    request.path = "/v1/villages";
    request.max_reply_bytes = kVillagesBytes;
    asking_ = transport_->start(std::move(request));
}

std::optional<std::uint64_t> LoginClient::next_ms() const {
    if (villages_ || asking_) return std::nullopt;
    return next_ms_;
}

ports::RequestId LoginClient::post(std::string_view path, Bytes body) {
    ports::HttpRequest request;
    request.post = true;
    request.path = path;
    request.content_type = sync::kLoginContentType;
    request.body = std::move(body);
    request.max_reply_bytes = kReplyBytes;
    return transport_->start(std::move(request));
}

void LoginClient::log_in(const sync::Login& login, const SigningKey& browser) {
    if (logging_in_) transport_->cancel(*logging_in_);
    certificate_.reset();
    refusal_.reset();
    login_ = login;
    login_->pin.clear();  // it is in the body, and nobody needs it any more
    logging_in_ = post("/v1/login", encode(login, browser));
}

void LoginClient::log_out(const sync::Logout& logout, const SigningKey& browser) {
    logging_out_ = post("/v1/logout", encode(logout, browser));
}

bool LoginClient::on_answer(const ports::Transport::Answer& answer) {
    if (asking_ == answer.id) {
        asking_.reset();
        on_villages(answer.reply);
        return true;
    }
    if (logging_in_ == answer.id) {
        logging_in_.reset();
        on_login(answer.reply);
        return true;
    }
    if (logging_out_ != answer.id) return false;
    logging_out_.reset();
    return true;
}

void LoginClient::on_villages(const ports::HttpReply& reply) {
    auto villages = sync::decode_villages(reply.body);
    unreachable_ = reply.status != 200 || !villages.ok();
    next_ms_ = clock_->monotonic_ms() + kRetryMs;
    if (!unreachable_) villages_ = *std::move(villages);
}

void LoginClient::on_login(const ports::HttpReply& reply) {
    if (reply.status != 200) {
        const ErrorCode code = refusal_in(reply).value_or(ErrorCode::no_network);
        refusal_ = Refusal{code, retry_after_s(reply)};
        return;
    }
    auto certificate = sync::decode_login_reply(reply.body, *login_);
    if (certificate.ok())
        certificate_ = *std::move(certificate);
    else
        refusal_ = Refusal{certificate.error().code};
}

}  // namespace xf::app
