#include "native/kiosk/window.hpp"

#include <algorithm>

namespace xf::native {
namespace {

Error sdl_error(const char* what) {
    return {ErrorCode::internal, std::string(what) + ": " + SDL_GetError()};
}

void set_hints() {
    SDL_SetHint(SDL_HINT_NO_SIGNAL_HANDLERS, "1");  // quit_signals.hpp has them
    SDL_SetHint(SDL_HINT_TOUCH_MOUSE_EVENTS, "0");  // a finger is reported once, as a finger
    SDL_SetHint(SDL_HINT_MOUSE_TOUCH_EVENTS, "0");
    SDL_SetHint(SDL_HINT_IME_SHOW_UI, "1");
    SDL_SetHint(SDL_HINT_IME_SUPPORT_EXTENDED_TEXT, "1");
    SDL_SetHint(SDL_HINT_VIDEO_X11_NET_WM_BYPASS_COMPOSITOR, "0");
}

}  // namespace

Result<std::unique_ptr<Window>> Window::open(const WindowConfig& config) {
    std::unique_ptr<Window> out(new Window(config));
    XF_TRY(out->make());
    return out;
}

Status Window::make() {
    set_hints();
    if (SDL_Init(SDL_INIT_VIDEO) != 0) return sdl_error("no screen");
    // Until a text field has the focus: an input method would swallow a scanner's digits.
    SDL_StopTextInput();
    if (make_with(SDL_GL_CONTEXT_PROFILE_ES, 3, 0)) {
        shader_version_ = "#version 300 es";
    } else if (make_with(SDL_GL_CONTEXT_PROFILE_CORE, 3, 3)) {
        shader_version_ = "#version 330 core";
    } else {
        return sdl_error("neither OpenGL ES 3 nor OpenGL 3.3");
    }
    // Where a driver cannot wait for the screen, the event loop paces the frames alone.
    SDL_GL_SetSwapInterval(1);
    pointer_is_finger(true);
    return {};
}

bool Window::make_with(int profile, int major, int minor) {
    SDL_GL_ResetAttributes();
    SDL_GL_SetAttribute(SDL_GL_CONTEXT_PROFILE_MASK, profile);
    SDL_GL_SetAttribute(SDL_GL_CONTEXT_MAJOR_VERSION, major);
    SDL_GL_SetAttribute(SDL_GL_CONTEXT_MINOR_VERSION, minor);
    SDL_GL_SetAttribute(SDL_GL_ALPHA_SIZE, 0);
    SDL_GL_SetAttribute(SDL_GL_DEPTH_SIZE, 0);
    SDL_GL_SetAttribute(SDL_GL_STENCIL_SIZE, 0);
    const bool whole = config_.width == 0;
    SDL_DisplayMode screen{};
    if (whole && SDL_GetDesktopDisplayMode(0, &screen) != 0) return false;
    Uint32 flags = SDL_WINDOW_OPENGL | SDL_WINDOW_ALLOW_HIGHDPI;
    flags |= whole ? SDL_WINDOW_FULLSCREEN_DESKTOP : SDL_WINDOW_RESIZABLE;
    window_ = SDL_CreateWindow("新风", SDL_WINDOWPOS_UNDEFINED, SDL_WINDOWPOS_UNDEFINED,
                               whole ? screen.w : config_.width, whole ? screen.h : config_.height,
                               flags);
    if (!window_) return false;
    context_ = SDL_GL_CreateContext(window_);
    if (context_) return true;
    SDL_DestroyWindow(window_);
    window_ = nullptr;
    return false;
}

Window::~Window() {
    if (context_) SDL_GL_DeleteContext(context_);
    if (window_) SDL_DestroyWindow(window_);
    SDL_Quit();
}

WindowSize Window::size() const {
    WindowSize out;
    int width = 0, height = 0;
    SDL_GetWindowSize(window_, &width, &height);
    SDL_GL_GetDrawableSize(window_, &out.width_px, &out.height_px);
    if (width > 0) out.pixels_per_dp = static_cast<float>(out.width_px) / static_cast<float>(width);
    // A panel that hangs upright has its data sheet's longer side standing.
    const int longer_mm = std::max(config_.panel.width_mm, config_.panel.height_mm);
    if (longer_mm > 0)
        out.pixels_per_mm = static_cast<float>(std::max(out.width_px, out.height_px)) /
                            static_cast<float>(longer_mm);
    return out;
}

void Window::pointer_is_finger(bool finger) {
    const bool whole = config_.width == 0;
    SDL_ShowCursor(whole && finger ? SDL_DISABLE : SDL_ENABLE);
}

std::int64_t host_time(std::uint32_t event_ms, std::int64_t now_ms) {
    const std::uint32_t age_ms = SDL_GetTicks() - event_ms;
    // An event of our own making may carry no time, or one that is yet to come.
    constexpr std::uint32_t kOldest = 60'000;
    return age_ms > kOldest ? now_ms : now_ms - age_ms;
}

}  // namespace xf::native
