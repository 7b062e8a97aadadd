// The hub's side of POST /v1/blob. A picture is taken from the device whose event names it, and given
// to who may see one of the events that do: by the same scopes as the events themselves.
#pragma once

#include "shared/blobs/blob_store.hpp"
#include "shared/blobs/links.hpp"
#include "shared/sync/blob_wire.hpp"
#include "shared/sync/hub.hpp"

namespace xf::sync {

class HubBlobs {
public:
    /// `db`: the village's own for pictures, with BlobStore's tables.
    HubBlobs(HubShard& shard, store::Database& db, const HubIdentity& hub,
             const ports::Clock& clock, const HubHooks& hooks)
        : shard_(&shard), blobs_(db), hub_(&hub), clock_(&clock), hooks_(&hooks) {}

    /// Errors: unknown_reference where no event of the device names what it sends; not_found for what
    /// the device may not see; bad_picture, wrong_hash; storage_full at limits::kBlobsOfVillage; and
    /// those of every device's requests.
    Result<Bytes> answer(ByteView body);

    /// Whether that brought a picture to its end.
    bool completed() const { return completed_; }

    /// Drops what no event names any more.
    Status sweep();

    static Result<ShardNo> shard_of(ByteView body);

private:
    Result<BlobReply> put(const DeviceRow& device, const BlobRequest& request);
    Result<BlobReply> get(const DeviceRow& device, const BlobRequest& request);
    Result<bool> gets_body(const DeviceRow& device, const EventKey& event);
    Result<bool> may_see(const DeviceRow& device, const blobs::Link& link,
                         const std::vector<AtHand>& at_hand);
    Result<bool> is_here(const DeviceRow& device, const AtHand& at_hand);

    HubShard* shard_;
    blobs::BlobStore blobs_;
    const HubIdentity* hub_;
    const ports::Clock* clock_;
    const HubHooks* hooks_;
    bool completed_ = false;
};

}  // namespace xf::sync
