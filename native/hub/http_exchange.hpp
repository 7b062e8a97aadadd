// From the bytes of one request to the bytes of its reply, by cpp-httplib's parser and writer. Its
// own server is not used: it gives every connection a thread for as long as that stays open, so that
// a handful of idle or slow peers would occupy the hub.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "native/hub/http_types.hpp"

namespace xf::hub {

struct RawReply {
    std::string head;                         ///< with the empty line
    std::shared_ptr<const std::string> body;  ///< may be null, or others' as well
    bool close = false;                       ///< the connection ends after it

    std::size_t size() const { return head.size() + (body ? body->size() : 0); }
    /// What it alone keeps in memory. The site's files are there anyway.
    std::size_t own_bytes() const { return body.use_count() > 1 ? head.size() : size(); }
};

/// What replies promise about the connection.
struct KeepAlive {
    std::uint64_t idle_seconds = 30;
    std::uint32_t requests = 1000;
};

/// One a thread.
class HttpExchange {
public:
    HttpExchange(HttpRoutes& routes, const KeepAlive& keep_alive);
    ~HttpExchange();

    /// `request`: one whole request, as http_framing.hpp found it, its head `head_bytes` long.
    /// `last`: the server wants to close the connection afterwards.
    RawReply run(std::string_view request, std::size_t head_bytes, const Peer& peer, bool last);

    struct Engine;

private:
    std::unique_ptr<Engine> engine_;
};

/// A reply that needs no request: to what could not be read, or taken on. Closes the connection.
RawReply refusal(ErrorCode code);

}  // namespace xf::hub
