// Everything that a hub keeps, in one folder that only its own user can read (0700, files 0600):
//
//   hub.json            the town, its villages and the hub's epoch; written last when a hub is made
//   keys/hub.key        seed of the key that signs for the hub, 64 hexadecimal digits; written just
//                       before hub.json
//   keys/<slug>.log.key seed of the key that signs a village's public log; backed up apart
//   keys/admin.hash     SHA-256 of the admin code
//   keys/erased.tsv     who was erased (erased_list.hpp); goes wherever the keys are kept apart
//   shards/<slug>.db    one SQLite database a village
//   shards/<slug>.blobs.db  pictures that its events name
//   logs/<slug>.db      what the village's public log has signed
//   public/<slug>/      the public log itself, as it is served
//   cards/<slug>.tsv    new cards and PINs, to be handed out and deleted; not in a demo
//   access/2026-11.log  what was asked of the hub, for six months (access_archive.hpp)
//   rescue/             only while a damaged database is looked through, and nothing of it by name
//   demo.json           the demo's open secrets
//   lock                held by the one process that works here
//   hub.sock            where commands reach a running hub
//   unfinished          there while a hub is being made, and if that was interrupted
#pragma once

#include <string>
#include <vector>

#include "native/platform/file_descriptor.hpp"
#include "shared/base/crypto.hpp"
#include "shared/base/ids.hpp"
#include "shared/base/result.hpp"

namespace xf::hub {

struct VillageConfig {
    ShardNo no;
    Uuid uuid;
    std::string slug;
    std::string name;
    std::string log_name;  ///< of the public log: its origin
};

struct HubConfig {
    std::string town;
    std::uint64_t epoch = 1;
    bool demo = false;
    std::vector<VillageConfig> villages;
};

class DataFolder {
public:
    /// Makes the folder if need be, takes its lock, and forgets how a whole hub in it came to be.
    /// Errors: busy when another process has it.
    static Result<DataFolder> open(const std::string& path);
    /// For looking at what never changes while another process may be working here.
    static DataFolder unlocked(const std::string& path) { return DataFolder(path, {}); }

    const std::string& path() const { return path_; }
    std::string in(const std::string& name) const { return path_ + "/" + name; }
    std::string key_file(const std::string& name) const { return in("keys/" + name + ".key"); }
    std::string shard_file(const std::string& slug) const { return in("shards/" + slug + ".db"); }
    std::string blobs_file(const std::string& slug) const {
        return in("shards/" + slug + ".blobs.db");
    }
    std::string log_file(const std::string& slug) const { return in("logs/" + slug + ".db"); }
    std::string public_folder(const std::string& slug) const { return in("public/" + slug); }
    std::string socket() const { return in("hub.sock"); }

    /// True when there is a whole hub in here.
    bool has_hub() const;
    /// Gets the folder ready for a new hub: removes what an interrupted start left behind. Errors:
    /// wrong_state when something else is in it, or what may have been a whole hub.
    Status prepare_new();

    Result<HubConfig> load_config() const;
    /// The moment at which the hub exists.
    Status save_config(const HubConfig& config);

    /// Errors: not_found, malformed.
    Result<SigningKey> load_key(const std::string& name) const;
    Status save_key(const std::string& name, const SigningKey& key);

private:
    DataFolder(std::string path, native::FileDescriptor lock)
        : path_(std::move(path)), lock_(std::move(lock)) {}

    bool may_have_been_whole() const;

    std::string path_;
    native::FileDescriptor lock_;
};

/// The signing key in a file. Errors: not_found, malformed.
Result<SigningKey> read_key(const std::string& file);

/// Bytes of lower-case hexadecimal. Errors: malformed.
Result<Bytes> from_hex(std::string_view text);

}  // namespace xf::hub
