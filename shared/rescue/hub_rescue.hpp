// The hub's half of a rescue: what a damaged database proves is taken as a push of its device is, with
// the same checks and verdicts, and once.
//
// A push never leaves anything out; a damaged database may. Then the hub goes on behind the hole with
// the hash that the device had there. What was in the hole can't be taken later: the device is gone,
// and its name must not be used by two histories.
#pragma once

#include "shared/rescue/salvage.hpp"
#include "shared/sync/hub.hpp"

namespace xf::rescue {

struct Refused {
    Seq seq;
    std::uint32_t type = 0;
    store::Verdict verdict = store::Verdict::quarantined();
};

struct RescueReport {
    DeviceNo device;
    std::string name;
    std::uint32_t taken = 0;
    std::uint32_t had_already = 0;
    std::vector<Refused> refused;  ///< recorded or kept apart, and of no effect
    std::vector<Seq> unreadable;   ///< the first of them, at most limits::kRescueTold
    std::uint64_t unreadable_count = 0;

    bool whole() const { return refused.empty() && unreadable_count == 0; }
};

/// Takes what is in `pages` of the device that `identity` is, in one transaction. Errors: what its push
/// would be answered (unknown_device, bad_signature, stale_epoch, login_ended, recovering);
/// chain_broken where its history is another one than the hub's; salvage()'s own.
Result<RescueReport> take_rescued(sync::HubShard& shard, const sync::HubHooks& hooks,
                                  const ports::Clock& clock, const PageFile& pages,
                                  const IdentityCopy& identity);

}  // namespace xf::rescue
