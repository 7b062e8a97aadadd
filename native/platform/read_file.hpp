// Whole files of the program's own: fonts, scripts.
#pragma once

#include <string>

#include "shared/base/bytes.hpp"
#include "shared/base/result.hpp"

namespace xf::native {

/// Errors: not_found, naming the path.
Result<Bytes> read_file(const std::string& path);

}  // namespace xf::native
