// Pictures from their files' bytes, which may come from anybody.
#pragma once

#include "shared/base/bytes.hpp"
#include "shared/base/result.hpp"

namespace xf::native {

struct DecodedPicture {
    int width = 0, height = 0;
    Bytes rgba;  ///< row by row
};

/// A JPEG or a PNG, made smaller where it is larger than any screen shows. Errors: bad_picture.
Result<DecodedPicture> decode_picture(ByteView file);

}  // namespace xf::native
