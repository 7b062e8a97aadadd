#include "shared/blobs/reference.hpp"

namespace xf::blobs {

BlobRef reference_to(ByteView content) {
    return {sha256(content), static_cast<std::uint32_t>(content.size())};
}

void write(cbor::Writer& out, const std::vector<BlobRef>& pictures) {
    out.array(pictures.size());
    for (const BlobRef& each : pictures) out.array(2).bytes(each.hash.bytes).uint(each.size);
}

Result<std::vector<BlobRef>> read_references(cbor::Reader& in, std::size_t most) {
    XF_ASSIGN(const std::size_t count, in.array(most));
    std::vector<BlobRef> out(count);
    for (BlobRef& each : out) {
        XF_TRY(in.array_of(2));
        XF_ASSIGN(const ByteView hash, in.bytes_of(sizeof(Hash::bytes)));
        each.hash = *Hash::from(hash);
        XF_ASSIGN(each.size, in.uint32());
        if (each.size == 0 || each.size > limits::kPictureBytes) return ErrorCode::too_large;
    }
    return out;
}

}  // namespace xf::blobs
