#include "shared/app/enroller.hpp"

namespace xf::app {
namespace {

constexpr std::uint64_t kDemoRetryMs = 2'000;
constexpr std::size_t kReplyBytes = 4096;

}  // namespace

Status Enroller::enrol(std::string_view text) {
    XF_ASSIGN(const sync::EnrolCode code, sync::EnrolCode::parse(text));
    if (!request_) use(code);
    return {};
}

void Enroller::step() {
    if (!demo_ || request_ || clock_->monotonic_ms() < next_ms_) return;
    ports::HttpRequest request;
    request.post = true;
    request.path = "/v1/demo/enroll-code";
    request.content_type = kDemoContentType;
    request.body = encode(*demo_);
    request.max_reply_bytes = kReplyBytes;
    request_ = transport_->start(std::move(request));
}

void Enroller::use(const sync::EnrolCode& code) {
    code_ = code;
    random_->fill(nonce_);
    ports::HttpRequest request;
    request.post = true;
    request.path = "/v1/enroll";
    request.content_type = sync::kEnrolContentType;
    request.body = encode_enrol_request(code, identity_->uuid, identity_->key.public_key(), nonce_);
    request.max_reply_bytes = kReplyBytes;
    request_ = transport_->start(std::move(request));
}

bool Enroller::on_answer(const ports::Transport::Answer& answer) {
    if (request_ != answer.id) return false;
    request_.reset();
    if (code_)
        on_enrolled(answer.reply);
    else
        on_code(answer.reply);
    return true;
}

void Enroller::on_code(const ports::HttpReply& reply) {
    if (reply.status != 200) return failed(ErrorCode::no_network);
    const auto code = sync::EnrolCode::parse(as_text(reply.body));
    if (!code.ok()) return failed(ErrorCode::bad_reply);
    use(*code);
}

void Enroller::on_enrolled(const ports::HttpReply& reply) {
    const sync::EnrolCode code = *std::exchange(code_, std::nullopt);
    if (reply.status == 0) return failed(ErrorCode::no_network);
    if (reply.status != 200) return failed(ErrorCode::bad_code);
    auto enrolled = sync::decode_enrol_reply(reply.body, code, identity_->uuid, nonce_);
    if (!enrolled.ok()) return failed(enrolled.error().code);
    enrolled_ = *std::move(enrolled);
    demo_.reset();
}

void Enroller::failed(ErrorCode code) {
    next_ms_ = clock_->monotonic_ms() + kDemoRetryMs;
    if (!demo_) error_ = code;  // in the demo it is tried again, and nobody has to do anything
}

}  // namespace xf::app
