// The hub's own bound on proofs that can be guessed, of each device: a device that skips its lock-outs
// is slowed down all the same. A right one forgives nothing, or an own code would buy guesses at others;
// a wrong one is forgotten after as long as the longest delay. In memory: whoever makes the hub restart
// has other means.
#pragma once

#include <map>

#include "shared/base/guessing.hpp"
#include "shared/base/ids.hpp"

namespace xf::sync {

class GuessLimit {
public:
    /// Times are of the monotonic clock.
    bool locked(DeviceNo device, std::uint64_t now_ms) const {
        const auto found = devices_.find(device);
        return found != devices_.end() && now_ms < found->second.until_ms;
    }
    void wrong(DeviceNo device, std::uint64_t now_ms) {
        constexpr std::uint64_t kForgottenMs = kLongestGuessDelayS * 1000;
        Tries& tries = devices_[device];
        const std::uint64_t quiet_ms = now_ms - std::min(now_ms, tries.until_ms);
        tries.count = std::max<std::int64_t>(
            tries.count - static_cast<std::int64_t>(quiet_ms / kForgottenMs), 0);
        tries.until_ms = now_ms + std::uint64_t{guess_delay_s(++tries.count)} * 1000;
    }

private:
    struct Tries {
        std::int64_t count = 0;
        std::uint64_t until_ms = 0;
    };
    std::map<DeviceNo, Tries> devices_;  ///< only enrolled ones come this far
};

}  // namespace xf::sync
