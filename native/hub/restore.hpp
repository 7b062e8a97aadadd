// A hub out of a backup: the same villages and keys in a new folder, in a new epoch, waiting for what
// its devices hold (shared/sync/hub_recovery.hpp).
#pragma once

#include "native/hub/backup.hpp"
#include "shared/ports/clock.hpp"

namespace xf::hub {

/// `keys`: a folder with hub.key, each village's <slug>.log.key, admin.hash, and where somebody was erased
/// since, erased.tsv: the new hub's first start erases them again. REQUIRES: `target` is
/// empty. Errors: those of open_backup(); bad_signature when the keys are another hub's; not_found when
/// one is missing; storage's own. On an error `target` may hold a part, and is no hub yet.
Status restore_hub(const std::string& backup_folder, const std::string& keys, DataFolder& target,
                   const ports::Clock& clock);

}  // namespace xf::hub
