#include "native/hub/loopback_guard.hpp"

#include <algorithm>

namespace xf::hub {
namespace {

/// "127.0.0.1:8080" → "127.0.0.1"; "[::1]:8080" → "[::1]".
std::string_view without_port(std::string_view host) {
    const std::size_t colon = host.rfind(':');
    if (colon == std::string_view::npos || host.ends_with(']')) return host;
    const std::string_view port = host.substr(colon + 1);
    const bool digits =
        std::all_of(port.begin(), port.end(), [](char c) { return c >= '0' && c <= '9'; });
    return digits ? host.substr(0, colon) : host;
}

bool names_this_machine(std::string_view host) {
    const std::string_view name = without_port(host);
    return name == "localhost" || name == "127.0.0.1" || name == "[::1]";
}

/// A page of another origin gives itself away; no browser leaves the header out of a POST.
bool from_own_page(const HttpRequest& request) {
    const std::string_view origin = request.header("Origin");
    return origin.empty() || origin == "http://" + std::string(request.header("Host"));
}

}  // namespace

Status require_loopback(const HttpRequest& request) {
    constexpr std::string_view kForwarding[] = {"Forwarded", "X-Forwarded-For", "X-Real-IP", "Via"};
    const bool forwarded =
        std::any_of(std::begin(kForwarding), std::end(kForwarding),
                    [&](std::string_view name) { return request.has_header(name); });
    if (request.peer.loopback && !forwarded && names_this_machine(request.header("Host")) &&
        from_own_page(request))
        return {};
    return ErrorCode::loopback_only;
}

}  // namespace xf::hub
