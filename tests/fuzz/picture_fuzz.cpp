// Pictures: what was stripped has nothing left to strip, and is no larger than what came.
#include "shared/blobs/picture.hpp"
#include "tests/fuzz/fuzz.hpp"

namespace xf::fuzz {

XF_FUZZ(picture, bytes) {
    static_cast<void>(blobs::check_picture(bytes).ok());
    static_cast<void>(blobs::public_picture_size(bytes).has_value());
    const auto bare = blobs::without_metadata(bytes);
    if (!bare.ok()) return;
    require(bare->size() <= bytes.size());
    const auto again = blobs::without_metadata(*bare);
    require(again.ok() && *again == *bare);
}

}  // namespace xf::fuzz
