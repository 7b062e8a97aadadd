// What shared/ports/transport.hpp promises. The suite needs a server behind the transport that answers
//
//   POST /echo     200 with the body that was sent, under its content type
//   GET  /long     200 with kLongBytes bytes
//   GET  /missing  404
//   GET  /never    not at all
//
// and `pass`, which lets some time go by, so that answers and timeouts arrive.
#pragma once

#include <functional>
#include <map>

#include "shared/ports/transport.hpp"
#include "tests/contract/contract.hpp"

namespace xf::contract {

inline constexpr std::size_t kLongBytes = 1000;

struct TransportStage {
    ports::Transport& transport;
    std::function<void()> pass;
};

namespace detail {

using Answers = std::map<ports::RequestId, ports::HttpReply>;

/// Polls until that many answers came, or for very long; every answer only once.
inline Result<Answers> answers(const TransportStage& stage, std::size_t count) {
    Answers out;
    for (int i = 0; i < 100'000 && out.size() < count; ++i) {
        stage.pass();
        while (auto answer = stage.transport.poll())
            XF_TRY(expect(out.emplace(answer->id, std::move(answer->reply)).second,
                          "a request is answered once"));
    }
    XF_TRY(expect(out.size() == count, "every request is answered"));
    for (int i = 0; i < 100; ++i) {
        stage.pass();
        XF_TRY(expect(!stage.transport.poll(), "nothing is answered that was not asked"));
    }
    return out;
}

inline ports::HttpRequest get(std::string path, std::size_t max_reply_bytes = 4096) {
    ports::HttpRequest request;
    request.path = std::move(path);
    request.max_reply_bytes = max_reply_bytes;
    return request;
}

inline ports::HttpRequest echo(Bytes body) {
    ports::HttpRequest request = get("/echo");
    request.post = true;
    request.content_type = "application/vnd.xinfeng.test";
    request.body = std::move(body);
    return request;
}

}  // namespace detail

inline Status transport_answers(const TransportStage& stage) {
    using detail::echo;
    XF_TRY(expect(!stage.transport.poll(), "nothing comes before something was asked"));
    const Bytes body = {0x00, 0xFF, 0x0A, 0x0D, 0x80};
    const ports::RequestId one = stage.transport.start(echo(body));
    const ports::RequestId two = stage.transport.start(echo({}));
    const ports::RequestId three = stage.transport.start(detail::get("/missing"));
    XF_TRY(expect(one != 0 && two != 0 && three != 0 && one != two && two != three && one != three,
                  "identities are distinct and not 0"));
    XF_ASSIGN(const detail::Answers answers, detail::answers(stage, 3));
    XF_TRY(expect(answers.contains(one) && answers.contains(two) && answers.contains(three),
                  "answers carry their request's identity"));
    XF_TRY(expect(answers.at(one).status == 200 && answers.at(one).body == body,
                  "bytes arrive as they were sent, both ways"));
    XF_TRY(expect(answers.at(one).content_type.starts_with("application/vnd.xinfeng.test"),
                  "the content type arrives"));
    XF_TRY(expect(answers.at(two).status == 200 && answers.at(two).body.empty(),
                  "an empty body is a body"));
    return expect(answers.at(three).status == 404, "a refusal is an answer, with its status");
}

inline Status transport_bounds(const TransportStage& stage) {
    const ports::RequestId fits = stage.transport.start(detail::get("/long", kLongBytes));
    const ports::RequestId longer = stage.transport.start(detail::get("/long", kLongBytes - 1));
    XF_ASSIGN(const detail::Answers answers, detail::answers(stage, 2));
    XF_TRY(expect(answers.at(fits).status == 200 && answers.at(fits).body.size() == kLongBytes,
                  "an answer as long as allowed arrives whole"));
    return expect(answers.at(longer).status == 0 && answers.at(longer).body.empty(),
                  "a longer one is cut off and reported as none");
}

inline Status transport_gives_up(const TransportStage& stage) {
    ports::HttpRequest request = detail::get("/never");
    request.timeout_ms = 300;
    const ports::RequestId never = stage.transport.start(std::move(request));
    XF_ASSIGN(const detail::Answers answers, detail::answers(stage, 1));
    return expect(answers.contains(never) && answers.at(never).status == 0,
                  "what is lost is answered with status 0 after its time");
}

inline Status transport_cancels(const TransportStage& stage) {
    const ports::RequestId dropped = stage.transport.start(detail::echo({1}));
    const ports::RequestId kept = stage.transport.start(detail::echo({2}));
    stage.transport.cancel(dropped);
    stage.transport.cancel(dropped);
    XF_ASSIGN(const detail::Answers answers, detail::answers(stage, 1));
    return expect(answers.contains(kept), "of two, the one that was not cancelled is answered");
}

inline Status transport_contract(const TransportStage& stage) {
    XF_TRY(transport_answers(stage));
    XF_TRY(transport_bounds(stage));
    XF_TRY(transport_gives_up(stage));
    return transport_cancels(stage);
}

}  // namespace xf::contract
