// What a hub does by its own clock, in a thread of its own: awards whose time has come are posted also
// while no device syncs.
#pragma once

#include <condition_variable>
#include <mutex>
#include <thread>

#include "native/hub/hub_app.hpp"

namespace xf::hub {

class Rounds {
public:
    /// The first one begins at once.
    explicit Rounds(HubApp& app) : thread_([this, &app] { go_round(app); }) {}
    ~Rounds();

private:
    void go_round(HubApp& app);

    std::mutex mutex_;
    std::condition_variable wake_;
    bool stopping_ = false;
    std::thread thread_;  ///< last: it uses everything above
};

}  // namespace xf::hub
