// How an event names the pictures that go with it. The names stand in its detachable body: erasing a
// person takes them away too, and what no event names any more is swept out (links.hpp).
//
//   pictures = [[hash, size] …]     SHA-256 and bytes of each; at most limits::kPictures
#pragma once

#include <vector>

#include "shared/base/cbor.hpp"
#include "shared/base/crypto.hpp"

namespace xf::blobs {

/// Content that is kept and sent apart, named by what it is.
struct BlobRef {
    Hash hash;
    std::uint32_t size = 0;  ///< bytes, 1 … limits::kPictureBytes

    friend bool operator==(const BlobRef&, const BlobRef&) = default;
};

BlobRef reference_to(ByteView content);

void write(cbor::Writer& out, const std::vector<BlobRef>& pictures);
/// At most `most` of them. Errors: malformed, too_large.
Result<std::vector<BlobRef>> read_references(cbor::Reader& in,
                                             std::size_t most = limits::kPictures);

}  // namespace xf::blobs
