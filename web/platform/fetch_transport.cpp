#include "web/platform/fetch_transport.hpp"

#include "shared/base/assert.hpp"
#include "web/platform/bindings.hpp"

namespace xf::web {

ports::RequestId FetchTransport::start(ports::HttpRequest request) {
    // "//host" would leave the origin.
    XF_ASSERT(request.path.starts_with('/') && !request.path.starts_with("//"));
    const ports::RequestId id = ++last_;
    XF_ASSERT(id != 0);
    xf_fetch_start(id, request.post, request.path.data(), request.path.size(),
                   request.content_type.data(), request.content_type.size(), request.body.data(),
                   request.body.size(), static_cast<double>(request.timeout_ms),
                   static_cast<double>(request.max_reply_bytes));
    return id;
}

void FetchTransport::cancel(ports::RequestId id) { xf_fetch_cancel(id); }

std::optional<ports::Transport::Answer> FetchTransport::poll() {
    FetchAnswer next{};
    if (!xf_fetch_next(&next)) return std::nullopt;
    Answer answer{next.id, {}};
    answer.reply.status = static_cast<int>(next.status);
    answer.reply.content_type.resize(next.type_size);
    answer.reply.body.resize(next.body_size);
    xf_fetch_take(answer.reply.content_type.data(), answer.reply.body.data());
    return answer;
}

}  // namespace xf::web
