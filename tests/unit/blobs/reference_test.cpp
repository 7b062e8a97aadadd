// How an event names its pictures.
#include "shared/blobs/reference.hpp"

#include "shared/base/limits.hpp"
#include "tests/support/require.hpp"

namespace xf::blobs {

using test::error_of;
using test::need;

namespace {

Bytes written(const std::vector<BlobRef>& pictures) {
    cbor::Writer out;
    write(out, pictures);
    return out.take();
}

Result<std::vector<BlobRef>> parsed(ByteView bytes) {
    cbor::Reader in(bytes);
    return read_references(in);
}

std::vector<BlobRef> some(std::size_t count, std::uint32_t size) {
    return std::vector<BlobRef>(count, BlobRef{sha256(Bytes{1}), size});
}

}  // namespace

TEST_CASE("references: what is written is read") {
    const std::vector<BlobRef> pictures = {reference_to(Bytes{1, 2, 3}), reference_to(Bytes{4})};
    CHECK(need(parsed(written(pictures))) == pictures);
    CHECK(pictures[0].size == 3);
    CHECK(pictures[0].hash == sha256(Bytes{1, 2, 3}));
    CHECK(need(parsed(written({}))).empty());
}

TEST_CASE("references: bounded in number and size") {
    const auto largest = static_cast<std::uint32_t>(limits::kPictureBytes);
    CHECK(parsed(written(some(limits::kPictures, largest))).ok());
    CHECK(error_of(parsed(written(some(limits::kPictures + 1, 1)))) == ErrorCode::too_large);
    CHECK(error_of(parsed(written(some(1, largest + 1)))) == ErrorCode::too_large);
    CHECK(error_of(parsed(written(some(1, 0)))) == ErrorCode::too_large);
    Bytes cut = written(some(1, 5));
    cut.pop_back();
    CHECK(error_of(parsed(cut)) == ErrorCode::malformed);
}

}  // namespace xf::blobs
