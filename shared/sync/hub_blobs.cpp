#include "shared/sync/hub_blobs.hpp"

#include <algorithm>

#include "shared/base/limits.hpp"
#include "shared/blobs/picture.hpp"
#include "shared/sync/hub_sender.hpp"
#include "shared/sync/hub_visit.hpp"

namespace xf::sync {

using namespace store;

Result<ShardNo> HubBlobs::shard_of(ByteView body) {
    XF_ASSIGN(const Signed message, split(body, limits::kBlobBodyBytes));
    XF_ASSIGN(const BlobRequest request, decode_blob_request(message.message));
    return request.shard;
}

Result<Bytes> HubBlobs::answer(ByteView body) {
    XF_ASSIGN(const Signed message, split(body, limits::kBlobBodyBytes));
    XF_ASSIGN(const BlobRequest request, decode_blob_request(message.message));
    if (request.shard != shard_->no()) return ErrorCode::foreign_scope;
    const auto signed_with = [&](const PublicKey& key) { return blob_signed_by(key, message); };
    XF_ASSIGN(const DeviceRow device,
              HubSender(*shard_, *hooks_, *clock_).find(request.device, signed_with));
    if (request.epoch != device.epoch) return ErrorCode::stale_epoch;
    XF_ASSIGN(BlobReply reply, request.piece ? put(device, request) : get(device, request));
    reply.nonce = request.nonce;
    return encode(reply, hub_->key);
}

Result<BlobReply> HubBlobs::put(const DeviceRow& device, const BlobRequest& request) {
    XF_ASSIGN(const auto links, blobs::links_of(shard_->log().place(), request.blob.hash));
    const bool named = std::any_of(links.begin(), links.end(), [&](const blobs::Link& link) {
        return link.event.device == device.no && link.size == request.blob.size;
    });
    if (!named) return ErrorCode::unknown_reference;
    XF_ASSIGN(Transaction transaction, blobs_.db().begin());
    XF_ASSIGN(const std::uint64_t total, blobs_.total_bytes());
    if (total > limits::kBlobsOfVillage) return ErrorCode::storage_full;
    const auto have = blobs_.append(request.blob, request.offset, *request.piece);
    if (!have.ok() && have.error().code != ErrorCode::wrong_hash) return have.error();
    if (have.ok() && *have == request.blob.size) {
        XF_ASSIGN(const auto picture, blobs_.read(request.blob.hash));
        if (!picture || !blobs::check_picture(*picture).ok()) {
            XF_TRY(blobs_.drop(request.blob.hash));
            XF_TRY(transaction.commit());
            return ErrorCode::bad_picture;
        }
    }
    XF_TRY(transaction.commit());  // of wrong bytes, too: they are gone then
    if (!have.ok()) return have.error();
    completed_ = !request.piece->empty() && *have == request.blob.size;
    return BlobReply{{}, *have, {}};
}

Result<BlobReply> HubBlobs::get(const DeviceRow& device, const BlobRequest& request) {
    XF_ASSIGN(const auto links, blobs::links_of(shard_->log().place(), request.blob.hash));
    bool seen = false;
    for (const blobs::Link& link : links) {
        XF_ASSIGN(const bool may, may_see(device, link, request.at_hand));
        seen = seen || may;
    }
    if (!seen) return ErrorCode::not_found;
    const auto piece = blobs_.read_piece(request.blob, request.offset, limits::kBlobPieceBytes);
    if (!piece.ok() && piece.error().code == ErrorCode::not_found) return BlobReply{};
    if (!piece.ok()) return piece.error();
    return BlobReply{{}, request.blob.size, *piece};
}

Result<bool> HubBlobs::may_see(const DeviceRow& device, const blobs::Link& link,
                               const std::vector<AtHand>& at_hand) {
    if (link.event.device == device.no) return true;
    if (covers(device.grant(), device.no, link.scope)) return gets_body(device, link.event);
    for (const AtHand& each : at_hand) {
        if (link.scope != Scope{ScopeKind::person, each.person.value}) continue;
        XF_ASSIGN(const bool here, is_here(device, each));
        if (here) return gets_body(device, link.event);
    }
    return false;
}

/// Who does not get the words does not get the pictures either.
Result<bool> HubBlobs::gets_body(const DeviceRow& device, const EventKey& event) {
    XF_ASSIGN(const auto stored, shard_->log().store().find(event));
    return stored && shard_->log().registry().gives_body(stored->event.header, device.capabilities);
}

Result<bool> HubBlobs::is_here(const DeviceRow& device, const AtHand& at_hand) {
    if (device.grant().visitor()) return HubVisit(*shard_, *hooks_).at_home(device, at_hand.person);
    const auto household = HubSender(*shard_, *hooks_, *clock_).check_at_hand(device.no, at_hand);
    if (!household.ok() && is_fault(household.error().code)) return household.error();
    return household.ok();
}

Status HubBlobs::sweep() {
    XF_ASSIGN(Transaction transaction, blobs_.db().begin());
    XF_TRY(blobs_.sweep(0, [this](const Hash& hash) -> Result<bool> {
        XF_ASSIGN(const auto links, blobs::links_of(shard_->log().place(), hash));
        return !links.empty();
    }));
    return transaction.commit();
}

}  // namespace xf::sync
