// A village's public log at the hub: its publisher with what that stands on. The publisher's tables
// are in a database of their own, beside the shard's: publishing keeps no device waiting, and a shard
// that is restored from a backup takes no signed head back with it.
#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "native/hub/data_folder.hpp"
#include "native/hub/posix_public_files.hpp"
#include "shared/disclosure/publisher.hpp"
#include "shared/ports/clock.hpp"
#include "shared/ports/random.hpp"

namespace xf::hub {

struct PublishedNotice {
    std::uint64_t leaf = 0;  ///< its index in the village's log
    std::string title;
    std::uint64_t size = 0;  ///< of the log afterwards
};

class VillageLog {
public:
    /// Begins the log, or finishes what was interrupted. Errors: the publisher's.
    static Result<std::unique_ptr<VillageLog>> open(const DataFolder& folder,
                                                    const VillageConfig& village);

    /// Publishes an official text, today. The same text twice gives the same leaf, so that a command
    /// can be repeated after a failure. Errors: those of import and publisher.
    Result<PublishedNotice> publish_notice(std::string_view text, const ports::Clock& clock,
                                           ports::Random& random);

private:
    VillageLog(VillageConfig village, tlog::NoteSigner signer, store::Database db,
               std::unique_ptr<PosixPublicFiles> files)
        : village_(std::move(village)),
          signer_(std::move(signer)),
          db_(std::move(db)),
          files_(std::move(files)) {}

    Result<disclosure::Publisher*> publisher();

    VillageConfig village_;
    tlog::NoteSigner signer_;
    store::Database db_;
    std::unique_ptr<PosixPublicFiles> files_;
    std::mutex mutex_;
    std::optional<disclosure::Publisher> publisher_;  ///< none after a fault: opened again
};

}  // namespace xf::hub
