// Base64 as the signed notes of the public log spell it.
#pragma once

#include <string_view>

#include "shared/base/bytes.hpp"
#include "shared/base/result.hpp"

namespace xf::tlog {

/// The bytes of RFC 4648 base64 with padding, in its one canonical spelling. Errors: malformed.
Result<Bytes> from_base64(std::string_view text);

}  // namespace xf::tlog
