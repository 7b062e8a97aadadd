// How things move: durations in milliseconds, and the physics of a flung list.
#pragma once

namespace xf::kiosk {

struct Motion {
    float page_ms = 200;            ///< a step by ▲▼
    float fling_friction = 3.2f;    ///< velocity falls by e^(-friction × seconds)
    float fling_stop_dp_s = 24;     ///< slower than this is at rest
    float fling_start_dp_s = 80;    ///< slower than this at release: no fling
    float velocity_window_ms = 90;  ///< the last part of a drag counts for its velocity
    float page_share = 0.8f;        ///< of the window, moved by ▲▼
};

inline constexpr Motion kMotion{};

}  // namespace xf::kiosk
