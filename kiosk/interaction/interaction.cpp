#include "kiosk/interaction/interaction.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace xf::kiosk {
namespace {

bool empty(Rect r) { return r.w <= 0 || r.h <= 0; }
float center_x(Rect r) { return r.x + r.w / 2; }
float center_y(Rect r) { return r.y + r.h / 2; }

/// How far `to` lies from `from` in a direction; sideways counts double. < 0: not that way.
float distance(Rect from, Rect to, Key key) {
    const float dx = center_x(to) - center_x(from);
    const float dy = center_y(to) - center_y(from);
    const bool horizontal = key == Key::left || key == Key::right;
    const float along =
        (key == Key::left || key == Key::up ? -1.0f : 1.0f) * (horizontal ? dx : dy);
    const float across = std::abs(horizontal ? dy : dx);
    return along > 1 ? along + 2 * across : -1;
}

}  // namespace

// ---- events -------------------------------------------------------------------------------------

const Region* Interaction::region_at(float x, float y) const {
    for (auto r = regions_.rbegin(); r != regions_.rend(); ++r)
        if (r->layer == top_layer_ && r->seen.contains(x, y)) return &*r;
    return nullptr;
}

const Region* Interaction::region(NodeId id) const {
    for (const Region& r : regions_)
        if (r.id == id) return &r;
    return nullptr;
}

NodeId Interaction::scroller_at(float x, float y) const {
    for (auto id = scroller_order_.rbegin(); id != scroller_order_.rend(); ++id)
        if (scrollers_.at(*id).seen().contains(x, y)) return *id;
    return 0;
}

Scroller* Interaction::live_scroller(NodeId id) {
    const auto found = scrollers_.find(id);
    return found == scrollers_.end() ? nullptr : &found->second;
}

/// The innermost scroller from `id` outwards that can still move in that direction; where none can, the
/// one that stands at its end.
Scroller* Interaction::movable(NodeId id, float dx, float dy) {
    Scroller* at_end = nullptr;
    for (Scroller* s = live_scroller(id); s; s = live_scroller(s->outer())) {
        if (s->can_move(dx, dy)) return s;
        if (!at_end && (dx != 0 ? s->scrolls_x() : s->scrolls_y())) at_end = s;
    }
    return at_end;
}

void Interaction::start_drag(float x, float y) {
    const bool horizontal = std::abs(x - down_at_.x) > std::abs(y - down_at_.y);
    // The content goes with the finger, so what it comes to lies the other way.
    Scroller* target = movable(pressed_scroller_, horizontal ? down_at_.x - x : 0,
                               horizontal ? 0 : down_at_.y - y);
    if (!target) return;
    for (auto& [id, scroller] : scrollers_)
        if (&scroller == target) dragged_ = id;
    held_ = 0;  // from here on it is no press
    target->grab();
    down_at_ = {x, y, 0, 0};
}

bool Interaction::pointer(PointerKind kind, float x, float y, std::int64_t time_ms) {
    now_ms_ = time_ms;
    finger_ = {x, y, 0, 0};
    switch (kind) {
        case PointerKind::down:
            on_down(x, y);
            return true;
        case PointerKind::move:
            return down_ ? on_drag(x, y, time_ms) : on_hover(x, y);
        case PointerKind::up:
            on_up(x, y, time_ms);
            [[fallthrough]];
        case PointerKind::cancel:
            down_ = false;
            held_ = dragged_ = pressed_scroller_ = 0;
            return true;
    }
    return false;
}

void Interaction::on_down(float x, float y) {
    down_ = true;
    by_keyboard_ = false;
    hovered_ = dragged_ = held_ = 0;
    down_at_ = {x, y, 0, 0};
    const Region* hit = region_at(x, y);
    // What lies over a list without being in it, like ▲▼, is only pressed, never dragged.
    pressed_scroller_ = hit && hit->scroller == 0 ? 0 : scroller_at(x, y);
    // A finger that stops a flying list presses nothing.
    Scroller* flying = live_scroller(pressed_scroller_);
    if (flying && flying->moving()) {
        flying->grab();
        return;
    }
    if (hit) held_ = hit->id;
}

bool Interaction::on_hover(float x, float y) {
    const Region* over = region_at(x, y);
    const NodeId before = std::exchange(hovered_, over ? over->id : 0);
    return before != hovered_;
}

bool Interaction::on_drag(float x, float y, std::int64_t time_ms) {
    if (!dragged_ && std::hypot(x - down_at_.x, y - down_at_.y) > drag_px_) start_drag(x, y);
    Scroller* s = dragged_ ? live_scroller(dragged_) : nullptr;
    if (!s) return held_ != 0;  // a slider follows
    s->drag(s->scrolls_x() ? x - down_at_.x : 0, s->scrolls_y() ? y - down_at_.y : 0, time_ms);
    down_at_ = {x, y, 0, 0};
    return true;
}

void Interaction::on_up(float x, float y, std::int64_t time_ms) {
    if (Scroller* s = dragged_ ? live_scroller(dragged_) : nullptr) s->release(time_ms, px_per_dp_);
    // A tap means what lay under the finger when it came down: the screen may have moved since.
    const bool tapped = std::hypot(x - down_at_.x, y - down_at_.y) <= drag_px_;
    const Region* over = region_at(x, y);
    if (!held_ || !(tapped || (over && over->id == held_))) return;
    focus_ = held_;
    press(held_);
}

void Interaction::wheel(float x, float y, float dy) {
    Scroller* s = movable(scroller_at(x, y), 0, dy);
    if (s) s->jump(s->x(), s->y() + dy);
}

void Interaction::press(NodeId id) {
    const Region* r = region(id);
    if (r && r->layer == top_layer_) coming_.push_back(id);
}

void Interaction::focus(NodeId id) {
    if (!region(id)) return;
    focus_ = id;
    scroll_to(id);
}

void Interaction::scroll_to(NodeId id) {
    const Region* r = region(id);
    if (!r) return;
    float top = r->top;
    for (Scroller* s = live_scroller(r->scroller); s; s = live_scroller(s->outer())) {
        s->reveal(top, top + r->rect.h);
        top += s->top() - s->y();  // where that puts it in the one around
    }
}

// ---- keys ---------------------------------------------------------------------------------------

bool Interaction::key(Key key) {
    switch (key) {
        case Key::tab:
            return step_focus(1);
        case Key::back_tab:
            return step_focus(-1);
        case Key::enter:
            if (!focus_ || !region(focus_)) return false;
            by_keyboard_ = true;
            press(focus_);
            return true;
        case Key::up:
        case Key::down:
        case Key::left:
        case Key::right:
            return move_focus(key) || scroll_by_key(key);
        case Key::page_up:
        case Key::page_down:
        case Key::home:
        case Key::end:
            return scroll_by_key(key);
        case Key::escape:
        case Key::backspace:
            return false;
    }
    return false;
}

bool Interaction::step_focus(int by) {
    std::vector<NodeId> order;
    for (const Region& r : regions_)
        if (r.layer == top_layer_) order.push_back(r.id);
    if (order.empty()) return false;
    const auto now = std::find(order.begin(), order.end(), focus_);
    const auto count = static_cast<std::ptrdiff_t>(order.size());
    std::ptrdiff_t next = by > 0 ? 0 : count - 1;
    if (now != order.end()) next = (now - order.begin() + by + count) % count;
    focus(order[static_cast<std::size_t>(next)]);
    by_keyboard_ = true;
    return true;
}

bool Interaction::move_focus(Key key) {
    const Region* from = region(focus_);
    if (!from || !by_keyboard_) return false;
    const Region* best = nullptr;
    float least = 0;
    for (const Region& r : regions_) {
        if (r.layer != top_layer_ || r.id == focus_) continue;
        const float d = distance(from->rect, r.rect, key);
        if (d >= 0 && (!best || d < least)) {
            best = &r;
            least = d;
        }
    }
    if (!best) return false;
    focus(best->id);
    return true;
}

bool Interaction::scroll_by_key(Key key) {
    const bool up = key == Key::page_up || key == Key::up || key == Key::home;
    for (const NodeId id : scroller_order_) {
        Scroller& s = scrollers_[id];
        if (!s.can_move(0, up ? -1.0f : 1.0f)) continue;
        switch (key) {
            case Key::page_up:
            case Key::up:
                s.page(-1, now_ms_);
                break;
            case Key::page_down:
            case Key::down:
                s.page(1, now_ms_);
                break;
            case Key::home:
                s.glide(0, now_ms_);
                break;
            case Key::end:
                s.glide(s.max_y(), now_ms_);
                break;
            default:
                return false;
        }
        return true;
    }
    return false;
}

// ---- one frame ----------------------------------------------------------------------------------

void Interaction::begin_frame(std::int64_t time_ms, float drag_px, float px_per_dp) {
    now_ms_ = time_ms;
    drag_px_ = drag_px;
    px_per_dp_ = px_per_dp;
    take_presses();
    building_.clear();
    scroller_building_.clear();
    layer_ = 0;
    for (auto& [id, scroller] : scrollers_) scroller.step(time_ms, px_per_dp);
}

// A frame takes presses of one thing only: widgets act in the order in which they are drawn, and of
// the digits 4, 2 tapped within one frame the 2 would come first.
void Interaction::take_presses() {
    const auto other = std::find_if(coming_.begin(), coming_.end(),
                                    [&](NodeId id) { return id != coming_.front(); });
    presses_.assign(coming_.begin(), other);
    coming_.erase(coming_.begin(), other);
}

void Interaction::end_frame() {
    regions_.swap(building_);
    scroller_order_.swap(scroller_building_);
    top_layer_ = layer_;
    if (held_ && !region(held_)) held_ = 0;
    if (hovered_ && !region(hovered_)) hovered_ = 0;
}

void Interaction::add(NodeId id, Rect rect, Rect seen, NodeId scroller) {
    building_.push_back(
        {id, rect, empty(seen) ? Rect{} : seen, scroller, layer_, top_in(scroller, rect)});
}

/// Where that begins within all that a scroller holds.
float Interaction::top_in(NodeId scroller, Rect rect) const {
    const auto found = scrollers_.find(scroller);
    return found == scrollers_.end() ? 0 : rect.y - found->second.view().y + found->second.y();
}

int Interaction::presses(NodeId id) const {
    return static_cast<int>(std::count(presses_.begin(), presses_.end(), id));
}

Scroller& Interaction::scroller(NodeId id, Rect view, Rect seen, NodeId outer) {
    Scroller& s = scrollers_[id];
    s.place(view, seen, outer, top_in(outer, view));
    scroller_building_.push_back(id);
    return s;
}

bool Interaction::moving() const {
    if (!coming_.empty()) return true;
    for (const NodeId id : scroller_order_)
        if (scrollers_.at(id).moving()) return true;
    return false;
}

void Interaction::forget() {
    scrollers_.clear();
    scroller_order_.clear();
    regions_.clear();
    coming_.clear();
    focus_ = held_ = hovered_ = dragged_ = pressed_scroller_ = 0;
    by_keyboard_ = false;
}

}  // namespace xf::kiosk
