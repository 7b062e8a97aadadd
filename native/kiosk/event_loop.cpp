#include "native/kiosk/event_loop.hpp"

#include <algorithm>
#include <cstdio>

#include "native/kiosk/screenshot.hpp"

namespace xf::native {
namespace {

// Where showing a frame does not wait for the screen. A little less than a frame of 60 Hz, so that
// it is the screen that paces where it can.
constexpr std::int64_t kFrameMs = 15;

}  // namespace

void EventLoop::play(Script script) {
    player_.emplace(std::move(script), *host_,
                    ScriptHands{[this](const std::string& file) { return save_screenshot(file); },
                                [this] { return frames_; }});
}

Status EventLoop::run() {
    service_->ready(host_->now_ms());
    while (!quit_) {
        std::int64_t pause = pause_ms(host_->now_ms());
        if (player_) {
            // Asked before every wait: what it waits for may have come without any event.
            XF_TRY(step_script());
            if (quit_) break;
            pause = pause_ms(host_->now_ms());
        }
        wait(pause);
        service_->alive(host_->now_ms());
        if (host_->wants_frame() && host_->now_ms() >= next_frame_ms_) draw();
    }
    return {};
}

/// Steps the core, and says how long nothing will be due.
std::int64_t EventLoop::pause_ms(std::int64_t now_ms) {
    std::int64_t pause = host_->pump(now_ms);
    if (host_->wants_frame()) pause = std::min(pause, next_frame_ms_ - now_ms);
    if (const auto due = service_->due_in(now_ms)) pause = std::min(pause, *due);
    if (player_ && player_->due()) pause = std::min(pause, *player_->due() - now_ms);
    return std::max<std::int64_t>(pause, 0);
}

void EventLoop::wait(std::int64_t pause_ms) {
    SDL_Event event;
    if (!SDL_WaitEventTimeout(&event, static_cast<int>(pause_ms))) return;
    do {
        if (event.type == SDL_QUIT) quit_ = true;
        host_->handle(event, host_->now_ms());
    } while (SDL_PollEvent(&event));
}

void EventLoop::build_frame() {
    const std::int64_t now_ms = host_->now_ms();
    next_frame_ms_ = now_ms + kFrameMs;
    host_->frame(now_ms);
    ++frames_;
}

void EventLoop::draw() {
    build_frame();
    window_->show();
    if (!print_semantics_ || host_->wants_frame()) return;
    std::string tree = to_json(host_->kiosk().semantics());
    if (tree == printed_) return;
    printed_ = std::move(tree);
    std::printf("%s\n", printed_.c_str());
    std::fflush(stdout);
}

Status EventLoop::save_screenshot(const std::string& file) {
    build_frame();
    const WindowSize size = window_->size();
    Status saved = native::save_screenshot(file, size.width_px, size.height_px);
    window_->show();
    return saved;
}

/// A step at a time, when all that came of the one before has been drawn.
Status EventLoop::step_script() {
    using Turn = ScriptPlayer::Turn;
    Turn turn = Turn::acted;
    while (player_ && turn == Turn::acted && !quit_) {
        if (!host_->settled() || SDL_HasEvents(SDL_FIRSTEVENT, SDL_LASTEVENT)) return {};
        turn = player_->advance(host_->now_ms());
        if (turn == Turn::failure) return Error{ErrorCode::wrong_state, player_->failure()};
        if (turn == Turn::over) player_.reset();
        if (turn == Turn::quits) quit_ = true;
    }
    return {};
}

}  // namespace xf::native
