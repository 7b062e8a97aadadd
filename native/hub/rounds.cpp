#include "native/hub/rounds.hpp"

#include <chrono>

namespace xf::hub {
namespace {

/// Deadlines are days; a minute more does not matter.
constexpr std::chrono::seconds kPause{60};

}  // namespace

Rounds::~Rounds() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    wake_.notify_all();
    thread_.join();
}

void Rounds::go_round(HubApp& app) {
    std::unique_lock lock(mutex_);
    while (!stopping_) {
        lock.unlock();
        app.pass_time();
        lock.lock();
        wake_.wait_for(lock, kPause, [this] { return stopping_; });
    }
}

}  // namespace xf::hub
