// Where the hub is: the one address that the native client talks to.
#pragma once

#include <string>
#include <string_view>

#include "shared/base/result.hpp"

namespace xf::native {

struct HubAddress {
    std::string origin;     ///< "http://127.0.0.1:8080": scheme, host and port, nothing behind
    bool loopback = false;  ///< the hub runs on this machine

    /// Errors: malformed, unless it is http or https with a host and at most a port.
    static Result<HubAddress> parse(std::string_view url);
};

}  // namespace xf::native
