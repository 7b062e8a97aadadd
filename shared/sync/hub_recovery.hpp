// The way back of a shard whose database came from a backup. What the hub had acknowledged since is
// still with its devices: the records, and its own signed statements of how long each scope had become.
// Until all of them have brought it, the shard lends nothing, publishes nothing and takes no sync.
//
//   report    each device sends the records after what the backup has, of the scopes that it holds as a
//             whole, and the statements about them. What leads exactly to a signed head is kept.
//   adopt     once everybody has reported, or an operator ends the wait, the longest of each scope is
//             put at the end of the log, in the order of then
//   sync      devices roll back to what the backup had, and sync in the hub's new epoch. Own events that
//             nobody else held are judged anew.
//
// A device that comes later has its own scope adopted then: what it had been lent. Should the points
// not be there any more, the institution makes up for them (points/recovery.hpp).
#pragma once

#include "shared/sync/hub.hpp"
#include "shared/sync/recovery_wire.hpp"

namespace xf::sync {

class HubRecovery {
public:
    static const std::span<const std::string_view> kSchema;

    HubRecovery(HubShard& shard, const HubIdentity& hub, const ports::Clock& clock)
        : shard_(&shard), hub_(&hub), clock_(&clock) {}

    /// POST /v1/recover, in one transaction. Errors: every 4xx of docs/protocol.md; nothing is stored
    /// then.
    Result<Bytes> answer(ByteView body);

    struct Device {
        DeviceNo no;
        std::string name;
        UnixTime last_seen;  ///< before the backup
        bool reported = false;
        bool late = false;  ///< after the others went on without it
    };
    /// The devices whose reports are waited for, or still missing after the wait was ended.
    Result<std::vector<Device>> devices() const;

    /// Checkpoints of the public log that devices had verified, as they were signed, or say so: the
    /// log's owner has to look. What is published next has to come after all of them.
    Result<std::vector<std::string>> checkpoints() const;

    /// The log has come past all of them. While others may still report, they are kept.
    Status forget_checkpoints();

    /// Waits for nobody any more.
    Status end();

private:
    Result<DeviceRow> known_device(const RecoveryRequest& request, const Signed& message);
    Result<bool> has_reported(DeviceNo no);
    Status count_bytes(DeviceNo reporter, std::size_t bytes);
    Status take_part(const DeviceRow& device, const RecoveryRequest& request);
    Status complete(const DeviceRow& device, std::uint64_t hub_epoch, std::uint64_t common);
    Status finish_if_all_reported();
    Result<std::uint64_t> staged_up_to(DeviceNo reporter);

    HubShard* shard_;
    const HubIdentity* hub_;
    const ports::Clock* clock_;
};

/// Makes a shard's database that came from a backup the hub's in a new epoch, and waits for the devices
/// that were seen within 30 days before the backup. The shard has to be opened anew afterwards.
Status begin_recovery(HubShard& shard, Epoch epoch, UnixTime now);

/// The shard of a recovery body. Errors: malformed, too_large, bad_signature.
Result<ShardNo> recovery_shard_of(ByteView body, const PublicKey& hub);

}  // namespace xf::sync
