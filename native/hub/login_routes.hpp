// The addresses of a household's own browser: which villages there are, login and logout.
#pragma once

#include "native/hub/http_types.hpp"
#include "native/hub/hub_app.hpp"

namespace xf::hub {

HttpReply answer_login(HubApp& app, const HttpRequest& request);
HttpReply answer_logout(HubApp& app, const HttpRequest& request);
HttpReply answer_villages(const HubApp& app);

/// Who shares an address, for counting wrong logins: the peer, or, where a proxy on this machine
/// handed the request on, whom it names last in X-Forwarded-For.
std::uint64_t login_source(const HttpRequest& request);

}  // namespace xf::hub
