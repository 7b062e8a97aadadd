// The bytes of POST /v1/blob: a picture goes up, or comes down, in pieces.
//
//   body    = signature(64 bytes, by the device's key) ‖ request
//   request = [version, shard, device uuid, epoch, nonce(16), [[person, card proof(32)] …],
//              hash(32), size, offset, piece(bytes) | null]
//
//   reply   = signature(64 bytes, by the hub's key) ‖ [version, nonce(16), have, piece(bytes)]
//
// With a piece, it is put at `offset`, and `have` says how many bytes the hub has now: the place from
// which to go on, whatever was lost in between. Without one, the reply's piece begins at `offset`, and
// `have` is 0 where the hub has not got the whole. There is no counter: to put the same twice is to put
// it once, and who could send a request for a piece again has heard its answer.
#pragma once

#include "shared/blobs/reference.hpp"
#include "shared/sync/wire.hpp"

namespace xf::sync {

inline constexpr std::string_view kBlobContentType = "application/vnd.xinfeng.blob";

struct BlobRequest {
    ShardNo shard;
    Uuid device;
    Epoch epoch;
    Nonce nonce{};
    std::vector<AtHand> at_hand;  ///< without `have`
    blobs::BlobRef blob;
    std::uint32_t offset = 0;
    std::optional<Bytes> piece;  ///< none: it is asked for
};

struct BlobReply {
    Nonce nonce{};
    std::uint32_t have = 0;
    Bytes piece;
};

Bytes encode(const BlobRequest& request, const SigningKey& device);
Bytes encode(const BlobReply& reply, const SigningKey& hub);

/// Without looking at the signature. Errors: malformed, too_large, unsupported_version.
Result<BlobRequest> decode_blob_request(ByteView message);
bool blob_signed_by(const PublicKey& device, const Signed& request);
/// Errors: bad_reply where it is not signed by `hub`.
Result<BlobReply> decode_blob_reply(ByteView body, const PublicKey& hub);

}  // namespace xf::sync
