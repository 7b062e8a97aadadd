// The device itself: damaged, not enrolled yet, or at rest on its home screen.
#pragma once

#include "shared/app/common_views.hpp"

namespace xf::app {

// ---- what is shown ------------------------------------------------------------------------------

/// Of databases that were set aside, each as a file that only its hub can open. Snapshot::sealed_as names
/// the file that was made last; while it is still `offered`, there is another one to make.
enum class SealedState : std::uint8_t { none, offered, busy, done };

/// The database cannot be used; nothing was deleted.
struct DamagedView {
    ErrorCode code;
    std::string set_aside_as;  ///< file name for the technician
    SealedState sealed = SealedState::none;
};

/// Not enrolled yet: asks for a one-time code (the loopback demo enrols itself).
struct EnrolView {
    bool busy = false;
    bool again = false;  ///< it was enrolled before, and may go back
    SealedState sealed = SealedState::none;
};

enum class Tile : std::uint8_t {
    points,
    notices,
    requests,
    shop,
    staff_desk,
    login,
    // What staff does, once signed in.
    desk_requests,
    households,
    audit,
    publish,
    give_points,
    reviews,
    awards,
};

struct HomeView {
    std::vector<Tile> tiles;          ///< only those that work on this device
    bool demo = false;                ///< offers the demo's other devices side by side
    std::uint32_t late_requests = 0;  ///< for staff
    bool enrols = false;              ///< staff may make a device of it
};

// ---- what can be done ---------------------------------------------------------------------------

struct Enrol {
    std::string code;
};
/// Makes that file of the next database that was set aside. It takes the place of the one before.
struct SealAside {};
/// The demo's other devices, each in a window of its own. The host does it; the core has no windows.
struct OpenDevice {
    DeviceRole role;
};

}  // namespace xf::app
