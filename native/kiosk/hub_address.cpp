#include "native/kiosk/hub_address.hpp"

#include <curl/curl.h>

#include <memory>

namespace xf::native {
namespace {

using Url = std::unique_ptr<CURLU, decltype(&curl_url_cleanup)>;

std::string part_of(CURLU* url, CURLUPart part) {
    char* text = nullptr;
    if (curl_url_get(url, part, &text, 0) != CURLUE_OK) return {};
    std::string out = text;
    curl_free(text);
    return out;
}

bool is_loopback(std::string_view host) {
    return host == "localhost" || host == "[::1]" || host.starts_with("127.");
}

}  // namespace

Result<HubAddress> HubAddress::parse(std::string_view text) {
    const Error malformed{ErrorCode::malformed, "no address of a hub: " + std::string(text)};
    const Url url(curl_url(), curl_url_cleanup);
    if (!url || curl_url_set(url.get(), CURLUPART_URL, std::string(text).c_str(), 0) != CURLUE_OK)
        return malformed;
    const std::string scheme = part_of(url.get(), CURLUPART_SCHEME);
    const std::string host = part_of(url.get(), CURLUPART_HOST);
    const std::string port = part_of(url.get(), CURLUPART_PORT);
    if ((scheme != "http" && scheme != "https") || host.empty()) return malformed;
    // A name, a path or a question in it would be dropped without a word.
    if (part_of(url.get(), CURLUPART_PATH) != "/") return malformed;
    for (const CURLUPart part :
         {CURLUPART_USER, CURLUPART_PASSWORD, CURLUPART_QUERY, CURLUPART_FRAGMENT})
        if (!part_of(url.get(), part).empty()) return malformed;
    HubAddress out;
    out.origin = scheme + "://" + host + (port.empty() ? "" : ":" + port);
    out.loopback = is_loopback(host);
    return out;
}

}  // namespace xf::native
