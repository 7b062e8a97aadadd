// What a picture of ours may be: a JPEG of bounded size that says nothing but what it shows. It is
// looked at without decoding it: the segments before the first scan say all that matters here.
#pragma once

#include <optional>

#include "shared/base/bytes.hpp"
#include "shared/base/result.hpp"

namespace xf::blobs {

struct PictureSize {
    std::uint32_t width = 0, height = 0;  ///< pixels
};

/// Errors: bad_picture where it is no JPEG (baseline or progressive, 8 bits), has a side above
/// limits::kPictureSide, or a comment or application segment besides JFIF (there EXIF and places are);
/// too_large.
Result<PictureSize> check_picture(ByteView jpeg);

/// Sides of a public picture, which others made: a JPEG or PNG, whatever it says besides; none of what
/// would take too much to decode.
std::optional<PictureSize> public_picture_size(ByteView picture);

/// The same picture without comments and application segments besides JFIF. Errors: bad_picture.
Result<Bytes> without_metadata(ByteView jpeg);

}  // namespace xf::blobs
