// HTTP as the core sees it: requests go out, answers come back later or never. The core is stepped:
// it polls; hosts and simulators deliver.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "shared/base/bytes.hpp"

namespace xf::ports {

struct HttpRequest {
    bool post = false;         ///< else GET
    std::string path;          ///< from the root of the hub, "/v1/sync"
    std::string content_type;  ///< of the body, when posting
    Bytes body;
    std::uint64_t timeout_ms = 20'000;
    std::size_t max_reply_bytes = 0;  ///< a longer answer is cut off and reported as status 0
};

struct HttpReply {
    int status = 0;  ///< HTTP status; 0 when no whole answer came
    std::string content_type;
    Bytes body;
};

/// Identifies one request of one transport; never 0.
using RequestId = std::uint32_t;

/// Contract (tests/contract/transport_contract.hpp): every started request is answered exactly once
/// by poll(), in any order; a lost one with status 0 after its timeout. Answers to cancelled
/// requests never appear.
class Transport {
public:
    virtual ~Transport() = default;

    struct Answer {
        RequestId id;
        HttpReply reply;
    };

    virtual RequestId start(HttpRequest request) = 0;
    virtual void cancel(RequestId id) = 0;
    /// The next answer that has arrived, if any. Never blocks.
    virtual std::optional<Answer> poll() = 0;
};

}  // namespace xf::ports
