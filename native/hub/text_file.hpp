// Texts as offices and spreadsheets save them.
#pragma once

#include <string>

#include "shared/base/result.hpp"

namespace xf::hub {

/// The bytes of a file as UTF-8 without a byte order mark: they are that, or GB18030. Errors:
/// malformed with the line of the first byte that is neither.
Result<std::string> decoded_text(std::string bytes);

}  // namespace xf::hub
