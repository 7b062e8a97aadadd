// One scrolled area: follows a finger, flies on with friction, stops at its edges.
#pragma once

#include <array>
#include <cstdint>

#include "kiosk/host.hpp"
#include "kiosk/interaction/row_heights.hpp"

namespace xf::kiosk {

class Scroller {
public:
    float x() const { return x_; }
    float y() const { return y_; }
    Rect view() const { return view_; }
    /// What the clips around it leave of the view: where a finger can take hold.
    Rect seen() const { return seen_; }
    float max_x() const;
    float max_y() const;
    bool scrolls_x() const { return max_x() > 0; }
    bool scrolls_y() const { return max_y() > 0; }
    NodeId outer() const { return outer_; }
    bool moving() const { return flying_ || gliding_; }

    /// Something is left of it in that direction: < 0 to the beginning, > 0 to the end.
    bool can_move(float dx, float dy) const;
    /// Where its view begins within all that the one around it holds, wherever that stands by now.
    float top() const { return top_; }

    /// `top`: see top().
    void place(Rect view, Rect seen, NodeId outer, float top);
    /// What was laid out in it; positions beyond are pulled back.
    void set_content(float width, float height);

    void grab();
    void drag(float dx, float dy, std::int64_t time_ms);
    /// The finger left: flies on if it was fast enough.
    void release(std::int64_t time_ms, float px_per_dp);
    void step(std::int64_t time_ms, float px_per_dp);

    void jump(float x, float y);
    /// Content above what is seen has grown by so much: what is seen stays.
    void shift(float dy);
    /// Moves there smoothly.
    void glide(float y, std::int64_t time_ms);
    /// By a share of the window, as ▲▼ do; `direction` is -1 or 1.
    void page(int direction, std::int64_t time_ms);
    /// The least movement that shows [top, bottom) of its content.
    void reveal(float top, float bottom);

    /// Of the list in it, if it is one.
    RowHeights rows;

private:
    struct Sample {
        float x = 0, y = 0;
        std::int64_t time_ms = 0;
    };
    void clamp();

    Rect view_, seen_;
    NodeId outer_ = 0;
    float top_ = 0;
    float width_ = 0, height_ = 0;  // of the content
    float x_ = 0, y_ = 0;
    float vx_ = 0, vy_ = 0;  // px/s
    bool flying_ = false;
    bool gliding_ = false;
    float from_y_ = 0, to_y_ = 0;
    std::int64_t glide_start_ms_ = 0;
    std::int64_t stepped_ms_ = 0;
    std::array<Sample, 8> samples_{};
    std::size_t sample_count_ = 0;
};

}  // namespace xf::kiosk
