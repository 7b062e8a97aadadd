// What a hub's refusal says.
#pragma once

#include "shared/ports/transport.hpp"

namespace xf::app {

/// The hub answers errors as {"error":"code",…}; only the code matters here.
std::optional<ErrorCode> refusal_in(const ports::HttpReply& reply);

}  // namespace xf::app
