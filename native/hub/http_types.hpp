// HTTP as the hub's routes see it: a whole request in, a whole reply out. How the bytes come and go
// is http_server.hpp's business.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "shared/base/bytes.hpp"
#include "shared/base/result.hpp"

namespace xf::hub {

/// Where a connection comes from.
struct Peer {
    bool local_socket = false;  ///< the data folder's own socket: whoever may read that folder
    bool loopback = false;      ///< this machine, through TCP
    /// Who shares the room with whom, and nothing else: an IPv4 address, or an IPv6 network (/64).
    std::uint64_t source = 0;
};

using HttpHeaders = std::vector<std::pair<std::string, std::string>>;

struct HttpRequest {
    std::string method;
    std::string path;   ///< percent-decoded once, without "." and ".." and empty segments
    std::string query;  ///< as sent, without "?"
    HttpHeaders headers;
    ByteView body;
    Peer peer;

    /// The first header of that name (any case); empty when there is none.
    std::string_view header(std::string_view name) const;
    bool has_header(std::string_view name) const;
};

struct HttpReply {
    int status = 200;
    HttpHeaders headers;
    std::shared_ptr<const std::string> body;

    static HttpReply of(std::string content_type, std::string body);
    /// {"error":code,"message":…} with the code's own status. `detail` only goes to whoever
    /// administrates the hub.
    static HttpReply of(ErrorCode code, std::string_view detail = {});
};

/// The JSON of an error, as every refused request gets it.
std::string error_json(ErrorCode code, std::string_view detail = {});

/// What is known of a request by its first line, before any of its body was read.
struct RequestTerms {
    std::size_t body_bytes = 0;  ///< that it may have
    bool waits = false;          ///< for a village, while others use it
};

/// What a server serves. Called by many threads at once.
class HttpRoutes {
public:
    virtual ~HttpRoutes() = default;

    virtual RequestTerms terms(std::string_view method, std::string_view target,
                               const Peer& peer) const = 0;
    virtual HttpReply answer(const HttpRequest& request) = 0;
    /// Of a request that never became one: for the log.
    virtual void refused(ErrorCode code) = 0;
};

/// The path of a request target ("/log/a/checkpoint?x"), percent-decoded once. Errors: malformed for
/// bad escapes, control characters, backslashes, and segments that are empty, "." or "..".
Result<std::string> path_of_target(std::string_view target);

}  // namespace xf::hub
