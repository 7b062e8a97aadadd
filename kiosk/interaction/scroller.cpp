#include "kiosk/interaction/scroller.hpp"

#include <algorithm>
#include <cmath>

#include "kiosk/tokens/motion.hpp"

namespace xf::kiosk {

float Scroller::max_x() const { return std::max(0.0f, width_ - view_.w); }
float Scroller::max_y() const { return std::max(0.0f, height_ - view_.h); }

bool Scroller::can_move(float dx, float dy) const {
    return (dx < 0 && x_ > 0) || (dx > 0 && x_ < max_x()) || (dy < 0 && y_ > 0) ||
           (dy > 0 && y_ < max_y());
}

void Scroller::place(Rect view, Rect seen, NodeId outer, float top) {
    view_ = view;
    seen_ = seen;
    outer_ = outer;
    top_ = top;
}

void Scroller::set_content(float width, float height) {
    width_ = width;
    height_ = height;
    clamp();
}

void Scroller::clamp() {
    x_ = std::clamp(x_, 0.0f, max_x());
    y_ = std::clamp(y_, 0.0f, max_y());
}

void Scroller::grab() {
    flying_ = gliding_ = false;
    sample_count_ = 0;
}

void Scroller::drag(float dx, float dy, std::int64_t time_ms) {
    x_ -= dx;
    y_ -= dy;
    clamp();
    samples_[sample_count_++ % samples_.size()] = {dx, dy, time_ms};
}

void Scroller::release(std::int64_t time_ms, float px_per_dp) {
    float dx = 0, dy = 0;
    std::int64_t first_ms = time_ms;
    for (std::size_t i = 0; i < std::min(sample_count_, samples_.size()); ++i) {
        const Sample& s = samples_[i];
        if (static_cast<float>(time_ms - s.time_ms) > kMotion.velocity_window_ms) continue;
        dx += s.x;
        dy += s.y;
        first_ms = std::min(first_ms, s.time_ms);
    }
    // At least one frame's time: two samples in one millisecond are not infinitely fast.
    const float seconds = std::max(0.016f, static_cast<float>(time_ms - first_ms) / 1000.0f);
    vx_ = -dx / seconds;
    vy_ = -dy / seconds;
    flying_ = std::hypot(vx_, vy_) > kMotion.fling_start_dp_s * px_per_dp;
    stepped_ms_ = time_ms;
}

void Scroller::step(std::int64_t time_ms, float px_per_dp) {
    if (gliding_) {
        const float share =
            std::clamp(static_cast<float>(time_ms - glide_start_ms_) / kMotion.page_ms, 0.0f, 1.0f);
        const float eased = 1 - (1 - share) * (1 - share) * (1 - share);
        y_ = std::round(from_y_ + (to_y_ - from_y_) * eased);
        gliding_ = share < 1;
        clamp();
    }
    if (!flying_) return;
    const float seconds = static_cast<float>(time_ms - stepped_ms_) / 1000.0f;
    stepped_ms_ = time_ms;
    const float x = x_, y = y_;
    x_ += vx_ * seconds;
    y_ += vy_ * seconds;
    clamp();
    const float left = std::exp(-kMotion.fling_friction * seconds);
    vx_ *= left;
    vy_ *= left;
    const bool at_edge = seconds > 0 && x_ == x && y_ == y;
    if (at_edge || std::hypot(vx_, vy_) < kMotion.fling_stop_dp_s * px_per_dp) flying_ = false;
}

void Scroller::jump(float x, float y) {
    grab();
    x_ = x;
    y_ = y;
    clamp();
}

void Scroller::shift(float dy) {
    y_ += dy;
    from_y_ += dy;
    to_y_ += dy;
    clamp();
}

void Scroller::glide(float y, std::int64_t time_ms) {
    grab();
    from_y_ = y_;
    to_y_ = std::clamp(y, 0.0f, max_y());
    glide_start_ms_ = time_ms;
    gliding_ = from_y_ != to_y_;
}

void Scroller::page(int direction, std::int64_t time_ms) {
    const float from = gliding_ ? to_y_ : y_;
    glide(from + static_cast<float>(direction) * view_.h * kMotion.page_share, time_ms);
}

void Scroller::reveal(float top, float bottom) {
    grab();
    if (bottom > y_ + view_.h) y_ = bottom - view_.h;
    if (top < y_) y_ = top;
    clamp();
}

}  // namespace xf::kiosk
