// Which disks a folder depends on: a backup is worth something only where they are others than the hub's.
#pragma once

#include <set>
#include <string>

#include "shared/base/result.hpp"

namespace xf::hub {

/// The whole disks below a block device, as the kernel tells in its file system at `sys`: of a partition
/// its disk, of what is made of several all of theirs. A device of which it tells nothing (a network's,
/// some file systems' own) is its own disk.
std::set<std::string> disks_of(const std::string& sys, unsigned major, unsigned minor);

/// True where a loss of the disks of one folder is none of the other's. Memory, and a container's layer,
/// which is gone with the container, are no disk. Errors: storage_failed.
Result<bool> is_on_other_disk(const std::string& folder, const std::string& than);

}  // namespace xf::hub
