// A hub's shards with everything that can be asked of them, whoever asks: HTTP, or a command. Safe to
// call from many threads; each shard is used by one at a time.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "native/hub/backup.hpp"
#include "native/hub/household_import.hpp"
#include "native/hub/person_erasure.hpp"
#include "native/hub/village_log.hpp"
#include "shared/rescue/hub_rescue.hpp"
#include "shared/sync/hub_blobs.hpp"
#include "shared/sync/hub_login.hpp"
#include "shared/sync/hub_recovery.hpp"

namespace xf::hub {

/// Takes what an operator has to know.
using Report = std::function<void(const Error&)>;

class HubApp {
public:
    /// Opens every shard. A damaged one does not keep the others from working: health() names it, and
    /// `report` hears why. Errors: those of the data folder, and database_newer.
    static Result<std::unique_ptr<HubApp>> open(const DataFolder& folder, const ports::Clock& clock,
                                                ports::Random& random, const Report& report);

    const HubConfig& config() const { return config_; }

    /// POST /v1/sync, /v1/enroll, /v1/recover, /v1/return-log and /v1/blob.
    Result<Bytes> sync(ByteView body);
    Result<Bytes> enrol(ByteView body);
    Result<Bytes> recover(ByteView body);
    Result<Bytes> return_log(ByteView body);
    Result<Bytes> blob(ByteView body);

    struct LoginAnswer {
        Bytes certificate;
        std::uint32_t wait_s = 0;  ///< > 0: too many wrong logins; there is no certificate
    };
    /// POST /v1/login. `source`: who shares an address. Errors: busy while too many log in at once, and
    /// the login's.
    Result<LoginAnswer> login(ByteView body, std::uint64_t source);
    /// POST /v1/logout and GET /v1/villages.
    Result<Bytes> logout(ByteView body);
    Bytes villages() const;

    /// A one-time code that lives ten minutes. `village`: slug or name. Errors: not_found.
    Result<std::string> make_enrol_code(std::string_view village, const sync::EnrolGrant& grant);

    /// Publishes an official text as a notice. Errors: not_found, and those of the import.
    Result<MadeLeaf> import_notice(std::string_view village, const OfficialText& official);
    /// Withdraws a notice. Errors: not_found, and the publisher's.
    Result<MadeLeaf> withdraw_notice(std::string_view village, std::uint64_t leaf,
                                     std::string_view reason);

    /// Makes a backup in a new or empty folder, while everybody goes on. True where it counts: it is on
    /// another disk than the hub, or `same_disk_counts`. Errors: storage's.
    Result<bool> back_up(const std::string& folder, bool same_disk_counts);

    struct KnowsMore {
        DeviceNo who;  ///< 0: an operator handed the checkpoint in
        std::uint64_t leaves = 0;
    };
    struct Recovery {
        std::string slug;
        bool recovering = false;
        bool may_publish = false;
        std::uint64_t leaves = 0;  ///< in the public log as it is here
        /// Who knows more of them: nothing is published as long as there is anybody.
        std::vector<KnowsMore> know_more;
        std::vector<sync::HubRecovery::Device> devices;
        std::vector<sync::SetAside> set_aside;
    };
    /// How far every village's way back from a backup is; those that have none are left out.
    Result<std::vector<Recovery>> recoveries();
    /// Ends the wait for devices that did not report. Errors: not_found, wrong_state.
    Status end_recovery(std::string_view village);
    /// An operator has seen that nobody can know a longer public log than those that reported.
    Status allow_publishing(std::string_view village);
    /// Takes note of a checkpoint that somebody knows who is no device. Errors: not_found;
    /// bad_signature when it is not this log's.
    Status add_checkpoint(std::string_view village, std::string_view checkpoint);
    /// Waits no more for leaves that somebody knows: for them the log will have been changed, for good.
    Status give_up_leaves(std::string_view village);

    /// Takes over a list of households. Errors: not_found, and those of the import.
    Result<ImportReport> import_households(std::string_view village, const HouseholdList& list);
    /// Says what a staff member may do from now on. Errors: not_found.
    Status set_staff_roles(std::string_view village, StaffNo staff, store::Roles roles);

    /// Erases a person, or a household with everybody in it; who that was. Errors: not_found; busy where
    /// the same has to be asked once more.
    Result<std::vector<privacy::Erased>> erase(std::string_view village,
                                               const DataSubject& subject);
    /// Everything about a person, or about everybody in a household. Errors: not_found.
    Result<nlohmann::ordered_json> export_people(std::string_view village,
                                                 const DataSubject& subject);

    struct Rescue {
        std::string slug;
        rescue::RescueReport report;
        std::uint64_t unread_bytes = 0;  ///< which the device's disk refused to read
    };
    /// Takes back what a damaged database holds that a device sealed to this hub. Errors: the file's,
    /// malformed where it was changed or cut off, unknown_device, and those of take_rescued().
    Result<Rescue> rescue(const std::string& file, bool device_gone);

    struct ShardHealth {
        ShardNo no;
        std::string slug;
        bool sound = false;  ///< its database answers; of one in use: it did last time
    };
    /// Waits for no shard, and opens none: reads at most one row of each.
    std::vector<ShardHealth> health();

    /// What is due by the hub's clock in every village; to be called from time to time.
    void pass_time();

    /// To be called when idle, and before the end.
    void checkpoint();

private:
    struct Shard {
        VillageConfig village;
        std::string log_key;              ///< verifier key of the public log
        std::unique_ptr<VillageLog> log;  ///< null where its database can't be opened
        std::mutex mutex;
        std::mutex publishing;
        std::atomic<bool> unpublished = false;  ///< something may have been accepted since
        std::string blocked;                    ///< why nothing was published, as it was told last
        std::uint64_t published = 0;  ///< the order up to which what was accepted is in the log
        std::optional<store::Database> blobs;  ///< there while `open` is
        std::unique_ptr<sync::HubShard> open;  ///< null after a fault: the next use opens it again
        std::atomic<bool> sound = false;       ///< `open`, for who can't wait for the mutex
    };

    HubApp(const DataFolder& folder, const ports::Clock& clock, ports::Random& random,
           Report report, HubConfig config, sync::HubIdentity identity)
        : folder_(&folder),
          clock_(&clock),
          random_(&random),
          report_(std::move(report)),
          config_(std::move(config)),
          identity_(std::move(identity)) {}

    static bool needs_reopening(ErrorCode code);
    Status open_shard(Shard& shard);
    /// Whoever was erased before this database's backup came back is erased again.
    Status erase_restored(Shard& shard);
    /// Whatever is left in the files of somebody who was erased. Errors: busy; then it stays due.
    Status wipe(Shard& shard);
    /// Whatever was accepted and is not in the log yet; after a fault, the next time. Where somebody
    /// else is at it, leaves it to them.
    void publish_accepted(Shard& shard);
    void publish_all(Shard& shard);
    Result<bool> publish_one(Shard& shard, const disclosure::Submission& submission,
                             bool others_wait);
    /// Says once why publishing has to wait.
    void tell_blocked(Shard& shard, const Error& why);
    Result<std::optional<std::vector<Bytes>>> pictures_of(Shard& shard,
                                                          const disclosure::Submission& submission);
    Status publish(Shard& shard, const disclosure::Submission& submission,
                   std::vector<Bytes> pictures);
    /// Tells the desks, where it was theirs and they do not know.
    Status note_withdrawn(Shard& shard, const disclosure::Withdrawn& what);
    Result<Shard*> find(std::string_view village);
    Result<Shard*> find(ShardNo no);
    static Result<VillageLog*> log_of(Shard& shard);
    /// The log, to publish in it. Errors: recovering while a longer one may turn up.
    Result<VillageLog*> log_to_publish(Shard& shard);
    sync::HubRecovery recovery_of(sync::HubShard& open) const;
    using Checkpoints = std::vector<sync::HubRecovery::Checkpoint>;
    /// Those of a longer log than the one that is here.
    Result<Checkpoints> longer(Shard& shard, const Checkpoints& checkpoints);
    Result<Recovery> recovery_in(Shard& shard);
    Result<std::uint64_t> back_up_shard(Shard& shard, BackupWriter& backup);

    /// Runs `act(HubShard&)` while nobody else uses the shard.
    template <typename Act>
    auto with(Shard& shard, Act act) -> decltype(act(*shard.open));
    /// The same for who has its mutex and found it open.
    template <typename Act>
    auto with_open(Shard& shard, Act act) -> decltype(act(*shard.open));

    const DataFolder* folder_;
    const ports::Clock* clock_;
    ports::Random* random_;
    Report report_;
    HubConfig config_;
    sync::HubIdentity identity_;
    std::vector<std::unique_ptr<Shard>> shards_;
    std::atomic<std::size_t> logins_ = 0;  ///< under way
    std::mutex hashing_;                   ///< one PIN at a time: memory and processors are shared
};

template <typename Act>
auto HubApp::with(Shard& shard, Act act) -> decltype(act(*shard.open)) {
    const std::lock_guard lock(shard.mutex);
    if (!shard.open) XF_TRY(open_shard(shard));
    return with_open(shard, act);
}

template <typename Act>
auto HubApp::with_open(Shard& shard, Act act) -> decltype(act(*shard.open)) {
    auto result = act(*shard.open);
    if (!result.ok() && needs_reopening(result.error().code)) {
        shard.sound = false;
        shard.open.reset();
    }
    return result;
}

/// The database of a village, opened as a hub does it.
Result<std::unique_ptr<sync::HubShard>> open_hub_shard(const DataFolder& folder,
                                                       const VillageConfig& village,
                                                       std::string log_key);

/// Verifier key of a village's public log.
Result<std::string> log_verifier(const DataFolder& folder, const VillageConfig& village);

}  // namespace xf::hub
