#include "native/kiosk/curl_exchange.hpp"

#include <algorithm>

#include "shared/base/assert.hpp"

namespace xf::native {
namespace {

// A hub of the same hall answers at once, or its machine is off.
constexpr long kConnectMs = 5'000;

template <typename Value>
void set(CURL* handle, CURLoption option, Value value) {
    // Fails only for options that this libcurl does not know, or without memory.
    XF_ASSERT(curl_easy_setopt(handle, option, value) == CURLE_OK);
}

}  // namespace

CurlExchange::CurlExchange(const std::string& origin, ports::RequestId id,
                           ports::HttpRequest request)
    : id_(id), request_(std::move(request)), handle_(curl_easy_init()) {
    CURL* const h = handle_.get();
    XF_ASSERT(h != nullptr);
    set(h, CURLOPT_URL, (origin + request_.path).c_str());
    set(h, CURLOPT_PATH_AS_IS, 1L);
    set(h, CURLOPT_PROTOCOLS_STR, "http,https");
    set(h, CURLOPT_FOLLOWLOCATION, 0L);
    // The hub is on this machine or in this network; a proxy of the environment is for the others.
    set(h, CURLOPT_NOPROXY, "*");
    set(h, CURLOPT_NOSIGNAL, 1L);
    const auto timeout_ms = static_cast<long>(request_.timeout_ms);
    set(h, CURLOPT_TIMEOUT_MS, timeout_ms);
    set(h, CURLOPT_CONNECTTIMEOUT_MS, std::min(timeout_ms, kConnectMs));
    set(h, CURLOPT_WRITEFUNCTION, &CurlExchange::take);
    set(h, CURLOPT_WRITEDATA, this);
    set(h, CURLOPT_PRIVATE, this);
    if (!request_.post) return;
    // No "Expect: 100-continue": it costs a round trip, and the hub reads whole requests anyway.
    headers_.reset(curl_slist_append(nullptr, "Expect:"));
    XF_ASSERT(curl_slist_append(headers_.get(),
                                ("Content-Type: " + request_.content_type).c_str()) != nullptr);
    set(h, CURLOPT_HTTPHEADER, headers_.get());
    set(h, CURLOPT_POST, 1L);
    set(h, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request_.body.size()));
    // Not a null pointer, with which libcurl would ask for the body by a callback.
    set(h, CURLOPT_POSTFIELDS,
        request_.body.empty() ? "" : reinterpret_cast<const char*>(request_.body.data()));
}

std::size_t CurlExchange::take(char* data, std::size_t one, std::size_t count, void* exchange) {
    auto& self = *static_cast<CurlExchange*>(exchange);
    const std::size_t size = one * count;
    // Any other number than `size` ends the transfer.
    if (size > self.request_.max_reply_bytes - self.body_.size()) return 0;
    self.body_.insert(self.body_.end(), data, data + size);
    return size;
}

ports::HttpReply CurlExchange::reply(CURLcode result) {
    ports::HttpReply out;
    if (result != CURLE_OK) return out;
    long status = 0;
    const char* type = nullptr;
    XF_ASSERT(curl_easy_getinfo(handle(), CURLINFO_RESPONSE_CODE, &status) == CURLE_OK);
    XF_ASSERT(curl_easy_getinfo(handle(), CURLINFO_CONTENT_TYPE, &type) == CURLE_OK);
    out.status = static_cast<int>(status);
    if (type) out.content_type = type;
    out.body = std::move(body_);
    return out;
}

}  // namespace xf::native
