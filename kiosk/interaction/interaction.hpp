// From fingers, wheel and keys to "this was pressed". Widgets register what can be pressed and what
// scrolls while they draw; events are judged against the last whole frame, so a press can never
// reach something that the person did not see.
#pragma once

#include <cstdint>
#include <map>
#include <vector>

#include "kiosk/host.hpp"
#include "kiosk/interaction/scroller.hpp"

namespace xf::kiosk {

/// Something that can be pressed.
struct Region {
    NodeId id = 0;
    Rect rect;            ///< whole
    Rect seen;            ///< what the clips leave of it
    NodeId scroller = 0;  ///< innermost one around it
    std::uint8_t layer = 0;
    float top = 0;  ///< within all that its scroller holds, wherever that stands by now
};

class Interaction {
public:
    // ---- events -------------------------------------------------------------------------------
    /// Whether anything on screen can have changed by it.
    bool pointer(PointerKind kind, float x, float y, std::int64_t time_ms);
    void wheel(float x, float y, float dy);
    void press(NodeId id);
    void focus(NodeId id);
    void blur() { focus_ = 0; }
    /// Something at that point could be pressed.
    bool hits(float x, float y) const { return region_at(x, y) != nullptr; }
    void scroll_to(NodeId id);
    /// Tab order, nearest in a direction, or the enter key. False if the key meant nothing here.
    bool key(Key key);

    // ---- one frame ----------------------------------------------------------------------------
    void begin_frame(std::int64_t time_ms, float drag_px, float px_per_dp);
    void end_frame();
    /// Regions added from now on lie above everything before; only the top layer can be pressed.
    void raise_layer() {
        ++layer_;
        scroller_building_.clear();  // what lies below does not scroll either
    }

    void add(NodeId id, Rect rect, Rect seen, NodeId scroller);
    /// How often it was pressed since the last frame.
    int presses(NodeId id) const;
    bool held(NodeId id) const { return held_ == id; }
    /// Where the finger is that holds it (a point: no size); null where none does.
    const Rect* grip(NodeId id) const { return held_ == id ? &finger_ : nullptr; }
    bool hovered(NodeId id) const { return hovered_ == id; }
    /// Focused by keyboard, so that a ring has to show it.
    bool ringed(NodeId id) const { return focus_ == id && by_keyboard_; }
    NodeId focused() const { return focus_; }

    /// The scroller of that id, kept between frames; `outer` is the one around it.
    Scroller& scroller(NodeId id, Rect view, Rect seen, NodeId outer);

    /// Something moves by itself: another frame is due.
    bool moving() const;
    /// Forgets positions and focus: another person or another screen.
    void forget();

private:
    void take_presses();
    const Region* region_at(float x, float y) const;
    const Region* region(NodeId id) const;
    NodeId scroller_at(float x, float y) const;
    Scroller* live_scroller(NodeId id);
    Scroller* movable(NodeId id, float dx, float dy);
    float top_in(NodeId scroller, Rect rect) const;
    void on_down(float x, float y);
    void on_up(float x, float y, std::int64_t time_ms);
    bool on_drag(float x, float y, std::int64_t time_ms);
    bool on_hover(float x, float y);
    void start_drag(float x, float y);
    bool step_focus(int by);
    bool move_focus(Key key);
    bool scroll_by_key(Key key);

    std::vector<Region> regions_;  // of the last whole frame
    std::vector<Region> building_;
    std::vector<NodeId> presses_;  // taken by this frame
    std::vector<NodeId> coming_;   // for the next ones, in order
    std::map<NodeId, Scroller> scrollers_;
    std::vector<NodeId> scroller_order_;  // outer ones first
    std::vector<NodeId> scroller_building_;
    std::uint8_t layer_ = 0;
    std::uint8_t top_layer_ = 0;

    bool down_ = false;
    Rect down_at_;  // a point: no size
    Rect finger_;   // likewise
    NodeId held_ = 0;
    NodeId pressed_scroller_ = 0;
    NodeId dragged_ = 0;
    NodeId hovered_ = 0;
    NodeId focus_ = 0;
    bool by_keyboard_ = false;
    float drag_px_ = 0;
    float px_per_dp_ = 1;
    std::int64_t now_ms_ = 0;
};

}  // namespace xf::kiosk
