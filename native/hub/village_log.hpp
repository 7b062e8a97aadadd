// A village's public log at the hub: its publisher with what that stands on. The publisher's tables
// are in a database of their own, beside the shard's: publishing keeps no device waiting, and a shard
// that is restored from a backup takes no signed head back with it.
#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "native/hub/backup.hpp"
#include "native/hub/data_folder.hpp"
#include "native/hub/posix_public_files.hpp"
#include "shared/disclosure/handed_in.hpp"
#include "shared/ports/clock.hpp"
#include "shared/ports/random.hpp"

namespace xf::hub {

/// An official text as it was handed in.
struct OfficialText {
    std::string text;
    std::vector<Bytes> pictures;
    std::optional<std::uint64_t> supersedes;  ///< the leaf whose place it takes
};

/// A leaf that a command made, or had made before.
struct MadeLeaf {
    std::uint64_t leaf = 0;  ///< its index in the village's log
    std::string title;       ///< of the notice that was published, or withdrawn
    std::uint64_t size = 0;  ///< of the log afterwards
};

/// A withdrawal, with what it took out of force.
struct TakenBack {
    MadeLeaf made;
    disclosure::Withdrawn what;
};

class VillageLog {
public:
    /// Begins the log, or finishes what was interrupted. Errors: the publisher's.
    static Result<std::unique_ptr<VillageLog>> open(const DataFolder& folder,
                                                    const VillageConfig& village);

    // The same twice gives the same leaf, so that a command can be repeated after a failure.

    /// Publishes an official text, today. Errors: those of import and publisher.
    Result<MadeLeaf> publish_notice(const OfficialText& official, const ports::Clock& clock,
                                    ports::Random& random);
    /// Publishes what staff handed in and was accepted: publish_submission().
    Result<std::optional<disclosure::Withdrawn>> publish(const disclosure::Submission& submission,
                                                         std::vector<Bytes> pictures,
                                                         const ports::Clock& clock,
                                                         ports::Random& random);
    /// Whether it has its leaf: nothing more is needed for it.
    Result<bool> stands(const disclosure::Submission& submission);
    /// Leaves so far.
    Result<std::uint64_t> size();
    /// Withdraws it, today. Errors: the publisher's.
    Result<TakenBack> withdraw(std::uint64_t leaf, std::string_view reason,
                               const ports::Clock& clock);

    /// What a device hands back to a hub that was restored from a backup. Errors: the publisher's.
    Result<disclosure::ReturnReply> take_back(const disclosure::Returned& returned);
    /// Leaves that somebody must know who has this checkpoint; 0 where this log did not sign it.
    std::uint64_t leaves_in(std::string_view checkpoint) const;
    /// Puts database and files into a backup, as one publication left them.
    Status back_up(BackupWriter& backup);

private:
    VillageLog(VillageConfig village, std::string database, tlog::NoteSigner signer,
               std::unique_ptr<PosixPublicFiles> files)
        : village_(std::move(village)),
          database_(std::move(database)),
          signer_(std::move(signer)),
          files_(std::move(files)) {}

    Status open_publisher();
    /// Runs `act(Publisher&)` while nobody else publishes. After a fault database and publisher are
    /// opened anew by the next use; not after what somebody asked for in vain.
    template <typename Act>
    auto with(Act act) -> decltype(act(std::declval<disclosure::Publisher&>()));

    VillageConfig village_;
    std::string database_;  ///< file
    tlog::NoteSigner signer_;
    std::unique_ptr<PosixPublicFiles> files_;
    std::string public_folder_;
    std::mutex mutex_;
    std::optional<store::Database> db_;
    std::optional<disclosure::Publisher> publisher_;
};

}  // namespace xf::hub
