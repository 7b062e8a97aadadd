// The frame that was just drawn, as a PNG file: for tests, and for whoever has to describe a fault.
#pragma once

#include <string>

#include "shared/base/result.hpp"

namespace xf::native {

/// REQUIRES: a current OpenGL context whose frame is not yet shown. Errors: storage_failed.
Status save_screenshot(const std::string& path, int width, int height);

}  // namespace xf::native
