// The window, or the whole screen, and its OpenGL context. SDL lives as long as this does.
#pragma once

#include <SDL.h>

#include <memory>
#include <string>

#include "shared/base/result.hpp"

namespace xf::native {

/// What a person would measure on the panel; 0 × 0 where nobody said.
struct PanelSize {
    int width_mm = 0, height_mm = 0;
};

/// The surface as the interface wants to know it.
struct WindowSize {
    int width_px = 0, height_px = 0;
    float pixels_per_dp = 1;
    float pixels_per_mm = 0;
};

struct WindowConfig {
    int width = 0, height = 0;  ///< of a window; 0 × 0: the whole screen
    PanelSize panel;
};

class Window {
public:
    /// Errors: internal, with SDL's words, where there is no screen or neither OpenGL ES 3 nor
    /// OpenGL 3.3.
    static Result<std::unique_ptr<Window>> open(const WindowConfig& config);
    ~Window();
    Window(const Window&) = delete;
    Window& operator=(const Window&) = delete;

    WindowSize size() const;
    /// "#version …" of the shaders that the context takes.
    const char* shader_version() const { return shader_version_; }
    /// Shows what was drawn; waits for the screen where the driver can.
    void show() { SDL_GL_SwapWindow(window_); }
    void title(const std::string& text) { SDL_SetWindowTitle(window_, text.c_str()); }
    /// Fingers need no arrow on the whole screen; a mouse does.
    void pointer_is_finger(bool finger);

private:
    explicit Window(const WindowConfig& config) : config_(config) {}
    Status make();
    bool make_with(int profile, int major, int minor);

    WindowConfig config_;
    SDL_Window* window_ = nullptr;
    SDL_GLContext context_ = nullptr;
    const char* shader_version_ = "";
};

/// Milliseconds of the host's clock for an event of SDL's, whose clock has 32 bits.
std::int64_t host_time(std::uint32_t event_ms, std::int64_t now_ms);

}  // namespace xf::native
