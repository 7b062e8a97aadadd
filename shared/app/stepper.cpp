#include "shared/app/stepper.hpp"

#include <algorithm>

namespace xf::app {
namespace {

// However far the core's next deadline is: timers are not trusted for longer, and the wall clock may be
// set meanwhile.
constexpr std::int64_t kLongestPauseMs = 30'000;

}  // namespace

const Snapshot* Stepper::step(std::int64_t now_ms) {
    if (!woken_ && now_ms < due_ms_) return nullptr;
    woken_ = false;
    client_->step();
    const auto due_ms = static_cast<std::int64_t>(client_->next_step_ms());
    due_ms_ = std::clamp(due_ms, now_ms, now_ms + kLongestPauseMs);
    const Snapshot& snapshot = client_->snapshot();
    if (shown_version_ == snapshot.version) return nullptr;
    shown_version_ = snapshot.version;
    return &snapshot;
}

}  // namespace xf::app
