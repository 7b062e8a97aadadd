#include "shared/sync/blob_wire.hpp"

#include <algorithm>

#include "shared/base/limits.hpp"

namespace xf::sync {
namespace {

constexpr std::uint64_t kVersion = 1;
constexpr std::string_view kRequestDomain = "xinfeng/blob-request/1";
constexpr std::string_view kReplyDomain = "xinfeng/blob-reply/1";

Status read_version(cbor::Reader& in) {
    XF_ASSIGN(const std::uint64_t version, in.uint());
    return version == kVersion ? Status() : Status(ErrorCode::unsupported_version);
}

Result<Nonce> read_nonce(cbor::Reader& in) {
    Nonce out{};
    XF_ASSIGN(const ByteView nonce, in.bytes_of(out.size()));
    std::copy(nonce.begin(), nonce.end(), out.begin());
    return out;
}

Result<Bytes> read_piece(cbor::Reader& in) {
    XF_ASSIGN(const ByteView piece, in.bytes(limits::kBlobPieceBytes));
    return Bytes(piece.begin(), piece.end());
}

Result<std::vector<AtHand>> read_persons(cbor::Reader& in) {
    XF_ASSIGN(const std::size_t count, in.array(limits::kPersonsAtHand));
    std::vector<AtHand> out(count);
    for (AtHand& each : out) {
        XF_TRY(in.array_of(2));
        XF_ASSIGN(each.person, in.number<PersonNo>());
        XF_ASSIGN(const ByteView proof, in.bytes_of(sizeof(Hash::bytes)));
        each.card_proof = *Hash::from(proof);
    }
    return out;
}

Result<BlobReply> read_reply(ByteView message) {
    cbor::Reader in(message);
    XF_TRY(in.array_of(4));
    XF_TRY(read_version(in));
    BlobReply out;
    XF_ASSIGN(out.nonce, read_nonce(in));
    XF_ASSIGN(out.have, in.uint32());
    XF_ASSIGN(out.piece, read_piece(in));
    XF_TRY(in.finish());
    return out;
}

}  // namespace

Bytes encode(const BlobRequest& request, const SigningKey& device) {
    cbor::Writer out;
    out.array(10)
        .uint(kVersion)
        .uint(request.shard.value)
        .bytes(request.device.bytes)
        .uint(request.epoch.value)
        .bytes(request.nonce);
    out.array(request.at_hand.size());
    for (const AtHand& each : request.at_hand)
        out.array(2).uint(each.person.value).bytes(each.card_proof.bytes);
    out.bytes(request.blob.hash.bytes).uint(request.blob.size).uint(request.offset);
    request.piece ? out.bytes(*request.piece) : out.null();
    return sign_message(kRequestDomain, device, out.out());
}

Result<BlobRequest> decode_blob_request(ByteView message) {
    cbor::Reader in(message);
    XF_TRY(in.array_of(10));
    XF_TRY(read_version(in));
    BlobRequest out;
    XF_ASSIGN(out.shard, in.number<ShardNo>());
    XF_ASSIGN(const ByteView device, in.bytes_of(sizeof(Uuid::bytes)));
    out.device = *Uuid::from(device);
    XF_ASSIGN(out.epoch, in.number<Epoch>());
    XF_ASSIGN(out.nonce, read_nonce(in));
    XF_ASSIGN(out.at_hand, read_persons(in));
    XF_ASSIGN(const ByteView hash, in.bytes_of(sizeof(Hash::bytes)));
    out.blob.hash = *Hash::from(hash);
    XF_ASSIGN(out.blob.size, in.uint32());
    if (out.blob.size > limits::kPictureBytes) return ErrorCode::too_large;
    XF_ASSIGN(out.offset, in.uint32());
    if (out.offset > out.blob.size) return ErrorCode::malformed;
    if (!in.skip_null()) {
        XF_ASSIGN(Bytes piece, read_piece(in));
        out.piece = std::move(piece);
    }
    XF_TRY(in.finish());
    return out;
}

bool blob_signed_by(const PublicKey& device, const Signed& request) {
    return verify(device, in_domain(kRequestDomain, {request.message}), request.signature);
}

Bytes encode(const BlobReply& reply, const SigningKey& hub) {
    cbor::Writer out;
    out.array(4).uint(kVersion).bytes(reply.nonce).uint(reply.have).bytes(reply.piece);
    return sign_message(kReplyDomain, hub, out.out());
}

Result<BlobReply> decode_blob_reply(ByteView body, const PublicKey& hub) {
    const auto message = split(body, limits::kBlobBodyBytes);
    if (!message.ok() ||
        !verify(hub, in_domain(kReplyDomain, {message->message}), message->signature))
        return Error{ErrorCode::bad_reply, "blob: signature"};
    auto reply = read_reply(message->message);
    if (!reply.ok()) return Error{ErrorCode::bad_reply, reply.error().message()};
    return reply;
}

}  // namespace xf::sync
