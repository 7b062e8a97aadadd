// Pictures as PNG files, without a library: the deflate in it knows the fixed code and short runs.
#pragma once

#include <string>

#include "native/preview/raster.hpp"
#include "shared/base/bytes.hpp"

namespace xf::preview {

Bytes png_of(const Picture& picture);
/// False if it could not be written.
bool write_png(const Picture& picture, const std::string& path);

}  // namespace xf::preview
