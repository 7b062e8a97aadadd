// The way back of a shard whose database came from a backup. What the hub had acknowledged since is
// still with its devices: the records, and its own signed statements of how long each scope had become.
// Until all of them have brought it, the shard lends nothing, publishes nothing and takes no sync.
//
//   report    each device sends the records after what the backup has, of the scopes that it holds as a
//             whole, and the statements about them. What leads exactly to a signed head is kept
//             (hub_report.hpp).
//   adopt     once everybody has reported, or an operator ends the wait, the longest of each scope is
//             put at the end of the log (hub_adoption.hpp)
//   sync      devices roll back to what the backup had, and sync in the hub's new epoch. Own events that
//             nobody else held are judged anew.
//
// A device that comes later has its own scope adopted then: what it had been lent. Should the points
// not be there any more, the institution makes up for them (points/recovery.hpp).
#pragma once

#include "shared/sync/hub_adoption.hpp"
#include "shared/sync/recovery_wire.hpp"

namespace xf::sync {

class HubRecovery {
public:
    static const std::span<const std::string_view> kSchema;

    HubRecovery(HubShard& shard, const HubIdentity& hub, const ports::Clock& clock,
                const HubHooks& hooks)
        : shard_(&shard), hub_(&hub), clock_(&clock), hooks_(hooks) {}

    /// POST /v1/recover, in one transaction. Errors: every 4xx of docs/protocol.md; nothing is stored
    /// then.
    Result<Bytes> answer(ByteView body);

    struct Device {
        DeviceNo no;
        std::string name;
        UnixTime last_seen;    ///< before the backup; 0 where it was enrolled after it
        bool awaited = false;  ///< the others do not go on without it
        bool reported = false;
        bool late = false;  ///< after the others went on without it
    };
    /// The devices that there were, as far as anybody has told.
    Result<std::vector<Device>> devices() const;
    /// What was reported, is proven, and could not be applied.
    Result<std::vector<SetAside>> set_aside() const { return records_set_aside(*shard_); }

    /// A checkpoint of the public log that somebody had verified, as it was signed, or so they say: the
    /// log's owner has to look. What is published next has to come after all of them.
    struct Checkpoint {
        DeviceNo reporter;  ///< 0: an operator
        std::string note;
    };
    Result<std::vector<Checkpoint>> checkpoints() const;
    /// One that an operator was given by somebody who is no device.
    Status add_checkpoint(std::string_view note);
    /// The log has come past these, or is not to be waited for.
    Status forget(const std::vector<Checkpoint>& checkpoints);

    /// Waits for nobody any more. What was published, some who did not come may know better.
    Status end();

private:
    Result<DeviceRow> known_device(const RecoveryRequest& request, const Signed& message);
    Status await(DeviceNo no, Epoch epoch, std::string_view name);
    Status await_announced();
    Result<bool> has_reported(DeviceNo no);
    Status set_reported(const DeviceRow& device);
    Status count_bytes(const DeviceRow& reporter, std::size_t bytes);
    Result<bool> take_report(const DeviceRow& device, const RecoveryRequest& request,
                             std::size_t bytes, std::uint64_t common);
    Status complete(const DeviceRow& device, std::uint64_t common);
    Status finish_if_all_reported();
    Status publish_if_all_came();

    HubShard* shard_;
    const HubIdentity* hub_;
    const ports::Clock* clock_;
    HubHooks hooks_;
};

/// Makes a shard's database that came from a backup the hub's in a new epoch, and waits for all counters
/// and for the devices that were seen within 30 days before the backup. The shard has to be opened anew
/// afterwards.
Status begin_recovery(HubShard& shard, Epoch epoch, UnixTime now);

/// The shard of a recovery body. Errors: malformed, too_large, bad_signature.
Result<ShardNo> recovery_shard_of(ByteView body, const PublicKey& hub);

}  // namespace xf::sync
