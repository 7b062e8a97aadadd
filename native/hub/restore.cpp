#include "native/hub/restore.hpp"

#include <algorithm>

#include "native/hub/erased_list.hpp"
#include "native/hub/files.hpp"
#include "native/hub/hub_app.hpp"
#include "shared/sync/hub_recovery.hpp"

namespace xf::hub {
namespace {

constexpr std::size_t kKeyBytes = 1024;

Status copy_key(const std::string& from, const DataFolder& target, const std::string& name) {
    XF_ASSIGN(const std::string key, read_file(from + "/" + name, kKeyBytes));
    return replace_file(target.in("keys/" + name), key);
}

Status copy_files(const std::string& folder, const Backup& backup, const DataFolder& target) {
    for (const BackupFile& file : backup.files) {
        if (file.path == "hub.json") continue;  // comes last, with the new epoch
        for (std::size_t at = file.path.find('/'); at != std::string::npos;
             at = file.path.find('/', at + 1))
            XF_TRY(make_private_folder(target.in(file.path.substr(0, at))));
        XF_TRY(copy_new_file(folder + "/" + file.path, target.in(file.path)));
    }
    return {};
}

/// Later than every epoch that a hub with this backup may have begun before, also those of which this
/// backup knows nothing: by the clock, as long as it was never set back below.
std::uint64_t next_epoch(std::uint64_t before, UnixTime now) {
    return std::max(before + 1, static_cast<std::uint64_t>(std::max<std::int64_t>(now.seconds, 0)));
}

}  // namespace

Status restore_hub(const std::string& backup_folder, const std::string& keys, DataFolder& target,
                   const ports::Clock& clock) {
    XF_ASSIGN(const Backup backup, open_backup(backup_folder));
    XF_ASSIGN(HubConfig config, DataFolder::unlocked(backup_folder).load_config());
    XF_ASSIGN(const SigningKey key, read_key(keys + "/hub.key"));
    if (!(key.public_key() == backup.hub_key))
        return Error{ErrorCode::bad_signature,
                     keys + "/hub.key is not the key of the hub that was backed up"};
    XF_TRY(target.prepare_new());
    for (const VillageConfig& village : config.villages)
        XF_TRY(copy_key(keys, target, village.slug + ".log.key"));
    XF_TRY(copy_key(keys, target, "admin.hash"));
    if (exists(keys + "/" + kErasedFile))
        XF_TRY(
            copy_new_file(keys + "/" + kErasedFile, target.in(std::string("keys/") + kErasedFile)));
    XF_TRY(copy_files(backup_folder, backup, target));
    config.epoch = next_epoch(config.epoch, clock.now());
    if (config.epoch > UINT32_MAX)
        return Error{ErrorCode::internal, "the clock is beyond the year 2106"};
    for (const VillageConfig& village : config.villages) {
        XF_ASSIGN(std::string log_key, log_verifier(target, village));
        XF_ASSIGN(const auto shard, open_hub_shard(target, village, std::move(log_key)));
        XF_TRY(sync::begin_recovery(*shard, Epoch{static_cast<std::uint32_t>(config.epoch)},
                                    clock.now()));
        XF_ASSIGN(const auto log, VillageLog::open(target, village));
    }
    XF_TRY(copy_key(keys, target, "hub.key"));
    return target.save_config(config);
}

}  // namespace xf::hub
