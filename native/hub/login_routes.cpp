#include "native/hub/login_routes.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>

#include <algorithm>
#include <cstdio>
#include <nlohmann/json.hpp>

#include "native/hub/sockets.hpp"
#include "shared/sync/login.hpp"

namespace xf::hub {
namespace {

HttpReply refusal(std::uint32_t wait_s) {
    HttpReply reply = HttpReply::of(ErrorCode::locked_out);
    nlohmann::ordered_json body = nlohmann::ordered_json::parse(*reply.body);
    body["retry_after_s"] = wait_s;
    reply.body = std::make_shared<const std::string>(body.dump() + "\n");
    reply.headers.emplace_back("Retry-After", std::to_string(wait_s));
    return reply;
}

HttpReply refusal(const char* where, const Error& error) {
    if (http_status_of(error.code) >= 500 && error.code != ErrorCode::busy)
        std::fprintf(stderr, "xinfeng-hub: %s: %s\n", where, error.message().c_str());
    return HttpReply::of(error.code);
}

}  // namespace

std::uint64_t login_source(const HttpRequest& request) {
    if (!request.peer.loopback || !request.has_header("X-Forwarded-For"))
        return request.peer.source;
    std::string last(request.header("X-Forwarded-For"));
    last = last.substr(last.rfind(',') + 1);  // npos + 1 is 0
    last.erase(std::remove(last.begin(), last.end(), ' '), last.end());
    sockaddr_storage address{};
    auto& ipv4 = reinterpret_cast<sockaddr_in&>(address);
    auto& ipv6 = reinterpret_cast<sockaddr_in6&>(address);
    address.ss_family = AF_INET;
    if (::inet_pton(AF_INET, last.c_str(), &ipv4.sin_addr) == 1) return source_of(address);
    address.ss_family = AF_INET6;
    if (::inet_pton(AF_INET6, last.c_str(), &ipv6.sin6_addr) == 1) return source_of(address);
    return request.peer.source;
}

HttpReply answer_login(HubApp& app, const HttpRequest& request) {
    const auto answer = app.login(request.body, login_source(request));
    if (!answer.ok()) return refusal("login", answer.error());
    if (answer->wait_s > 0) return refusal(answer->wait_s);
    return HttpReply::of(std::string(sync::kLoginContentType),
                         std::string(as_text(answer->certificate)));
}

HttpReply answer_logout(HubApp& app, const HttpRequest& request) {
    const auto done = app.logout(request.body);
    if (!done.ok()) return refusal("logout", done.error());
    return HttpReply::of(std::string(sync::kLoginContentType), {});
}

HttpReply answer_villages(const HubApp& app) {
    return HttpReply::of(std::string(sync::kVillagesContentType),
                         std::string(as_text(app.villages())));
}

}  // namespace xf::hub
