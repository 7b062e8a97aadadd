// A backup of a hub, taken while it serves: a folder with
//
//   backup.json           what it is of, and every other file with its size and SHA-256; written last
//   hub.json demo.json    as in the hub's folder
//   shards/<slug>.db      each village as one commit left it
//   logs/<slug>.db public/<slug>/…   its public log, as one publication left it; texts that were
//                         withdrawn while it was copied may be missing
//
// Keys are not in it: whoever gets hold of a backup can read it, and must not be able to sign. They are
// kept apart (keys/ of the hub's folder, once).
//
// From the moment a backup is whole, on another disk than the hub's, devices need no longer keep what the
// one before it covers ("stable").
#pragma once

#include <string>
#include <vector>

#include "native/hub/data_folder.hpp"

namespace xf::hub {

struct BackupFile {
    std::string path;  ///< in the backup's folder
    std::uint64_t size = 0;
    Hash hash;
};

struct Backup {
    std::string town;
    std::int64_t made_at = 0;  ///< Unix seconds
    PublicKey hub_key;         ///< of the hub whose keys go with it
    std::vector<BackupFile> files;
};

/// A new backup's folder while it is being filled.
class BackupWriter {
public:
    /// Errors: wrong_state when something is in the folder already; storage's own.
    static Result<BackupWriter> begin(const std::string& folder);

    const std::string& folder() const { return folder_; }

    /// Copies one file, durably.
    Status add_copy(const std::string& from, const std::string& path);
    /// One that was made in the folder by somebody else.
    Status add_made(const std::string& path);
    /// The same for one that may be taken away meanwhile: then it is left out.
    Status add_copy_if_there(const std::string& from, const std::string& path);
    /// From here on the backup exists.
    Status finish(const std::string& town, const PublicKey& hub_key, std::int64_t now);

private:
    explicit BackupWriter(std::string folder) : folder_(std::move(folder)) {}

    std::string folder_;
    std::vector<BackupFile> files_;
};

/// All files in a folder and below, named from there. Errors: storage_failed.
Result<std::vector<std::string>> files_below(const std::string& folder);

/// Reads what a backup is, and checks every file of it. Errors: not_found, malformed, too_large;
/// database_corrupt naming the file that is missing or is not what was written.
Result<Backup> open_backup(const std::string& folder);

}  // namespace xf::hub
