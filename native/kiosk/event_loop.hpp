// Waits for the next event, answer or deadline, and draws while there is something to draw. In
// between the program sleeps.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "native/kiosk/host.hpp"
#include "native/kiosk/script_player.hpp"
#include "native/kiosk/service_notice.hpp"
#include "native/kiosk/window.hpp"

namespace xf::native {

class EventLoop {
public:
    EventLoop(Window& window, Host& host, ServiceNotice& service)
        : window_(&window), host_(&host), service_(&service) {}

    /// Each settled frame that differs from the one before as a line of JSON on stdout.
    void print_semantics() { print_semantics_ = true; }
    void play(Script script);

    /// Until somebody ends the program. Errors: what a script failed of.
    Status run();

private:
    std::int64_t pause_ms(std::int64_t now_ms);
    void wait(std::int64_t pause_ms);
    void draw();
    void build_frame();
    Status step_script();
    Status save_screenshot(const std::string& file);

    Window* window_;
    Host* host_;
    ServiceNotice* service_;
    std::optional<ScriptPlayer> player_;
    bool print_semantics_ = false;
    std::string printed_;
    std::uint64_t frames_ = 0;
    std::int64_t next_frame_ms_ = 0;
    bool quit_ = false;
};

}  // namespace xf::native
