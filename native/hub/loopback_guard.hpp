// Who counts as sitting at the machine itself. A loopback address alone does not: a proxy on this
// machine forwards strangers from one, and a stranger's page can have its own name resolve to one
// (DNS rebinding).
#pragma once

#include "native/hub/http_types.hpp"

namespace xf::hub {

/// Errors: loopback_only.
Status require_loopback(const HttpRequest& request);

}  // namespace xf::hub
