// The hub's half of a rescue: what a damaged database proves is taken as a push of its device is, with
// the same checks and verdicts, and once.
//
// A push never leaves anything out; a damaged database may. The hub can go on behind such a hole with the
// hash that the device had there, but what was in the hole can't be taken any more then: a device that
// sends it after all is one whose history does not fit, and is quarantined. So that is done only where an
// operator says that the device is gone.
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
    /// Now recorded or, whenever they came, kept apart: of no effect.
    std::vector<Refused> refused;
    std::vector<Seq> unreadable;  ///< the first of them, at most limits::kRescueTold
    /// Events that are known to have been and that the hub does not have, whenever they were lost.
    std::uint64_t unreadable_count = 0;

    bool whole() const { return refused.empty() && unreadable_count == 0; }
};

/// Takes what `pieces` prove of the device that `identity` is, in one transaction. `gone`: the device
/// will send nothing any more. Errors: what its push would be answered (unknown_device, bad_signature,
/// stale_epoch, login_ended, recovering, too_large of a visitor's); chain_broken where its history is
/// another one than the hub's; wrong_state where there is a hole and the device is not said to be gone.
Result<RescueReport> take_rescued(sync::HubShard& shard, const sync::HubHooks& hooks,
                                  const ports::Clock& clock, const Pieces& pieces,
                                  const IdentityCopy& identity, bool gone);

}  // namespace xf::rescue
