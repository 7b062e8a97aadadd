// One request of CurlTransport on its way: libcurl's handle with the bounds that we put on it, and
// what has come of the reply.
#pragma once

#include <curl/curl.h>

#include <memory>
#include <string>

#include "shared/ports/transport.hpp"

namespace xf::native {

class CurlExchange {
public:
    CurlExchange(const std::string& origin, ports::RequestId id, ports::HttpRequest request);
    CurlExchange(const CurlExchange&) = delete;
    CurlExchange& operator=(const CurlExchange&) = delete;

    CURL* handle() const { return handle_.get(); }
    ports::RequestId id() const { return id_; }

    /// What came of it, once libcurl is done: status 0 unless that went well.
    ports::HttpReply reply(CURLcode result);

private:
    static std::size_t take(char* data, std::size_t one, std::size_t count, void* exchange);

    struct EndHandle {
        void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
    };
    struct EndList {
        void operator()(curl_slist* list) const { curl_slist_free_all(list); }
    };

    ports::RequestId id_;
    ports::HttpRequest request_;
    Bytes body_;
    std::unique_ptr<curl_slist, EndList> headers_;
    std::unique_ptr<CURL, EndHandle> handle_;
};

}  // namespace xf::native
