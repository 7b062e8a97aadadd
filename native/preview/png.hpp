// Pictures as PNG files, without a library: the deflate in it knows the fixed code and short runs.
#pragma once

#include "native/preview/raster.hpp"
#include "shared/base/bytes.hpp"

namespace xf::preview {

Bytes png_of(const Picture& picture);

}  // namespace xf::preview
