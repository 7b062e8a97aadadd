#include "native/hub/disks.hpp"

#include <linux/magic.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <sys/sysmacros.h>

#include <algorithm>
#include <filesystem>

#include "native/platform/system_call.hpp"

namespace xf::hub {
namespace {

namespace fs = std::filesystem;

constexpr int kLayers = 8;  ///< encryption on volumes on an array on partitions: four

void add_disks(const fs::path& device, int layers, std::set<std::string>& out) {
    std::error_code failed;
    bool made_of_others = false;
    for (const auto& below : fs::directory_iterator(device / "slaves", failed)) {
        const fs::path lower = fs::canonical(below.path(), failed);
        if (failed || layers == 0) continue;
        made_of_others = true;
        add_disks(lower, layers - 1, out);
    }
    if (made_of_others) return;
    const bool partition = fs::exists(device / "partition", failed);
    out.insert(partition ? device.parent_path() : device);
}

Result<bool> is_lasting(const std::string& folder) {
    struct statfs found {};
    if (::statfs(folder.c_str(), &found) != 0) return native::storage_error(folder);
    const auto type = static_cast<unsigned long>(found.f_type);
    return type != TMPFS_MAGIC && type != RAMFS_MAGIC && type != OVERLAYFS_SUPER_MAGIC;
}

Result<std::set<std::string>> disks_below(const std::string& folder) {
    struct stat found {};
    if (::stat(folder.c_str(), &found) != 0) return native::storage_error(folder);
    return disks_of("/sys", ::major(found.st_dev), ::minor(found.st_dev));
}

}  // namespace

std::set<std::string> disks_of(const std::string& sys, unsigned major, unsigned minor) {
    const std::string name = std::to_string(major) + ":" + std::to_string(minor);
    std::error_code failed;
    const fs::path device = fs::canonical(sys + "/dev/block/" + name, failed);
    if (failed) return {name};
    std::set<std::string> out;
    add_disks(device, kLayers, out);
    return out;
}

Result<bool> is_on_other_disk(const std::string& folder, const std::string& than) {
    XF_ASSIGN(const bool lasting, is_lasting(folder));
    XF_ASSIGN(const std::set<std::string> here, disks_below(folder));
    XF_ASSIGN(const std::set<std::string> there, disks_below(than));
    const auto shared = [&](const std::string& disk) { return there.contains(disk); };
    return lasting && std::none_of(here.begin(), here.end(), shared);
}

}  // namespace xf::hub
