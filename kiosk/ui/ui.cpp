#include "kiosk/ui/ui.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace xf::kiosk {
namespace {

// FNV-1a
constexpr NodeId kHashBasis = 2166136261u;
constexpr NodeId kHashPrime = 16777619u;

constexpr float kShrink = 0.93f;  // a step by which a large type becomes smaller where it must

NodeId hash(NodeId parent, std::string_view key) {
    NodeId h = parent == 0 ? kHashBasis : parent;
    h = (h ^ static_cast<NodeId>('/')) * kHashPrime;
    for (const char c : key) h = (h ^ static_cast<unsigned char>(c)) * kHashPrime;
    return h == 0 ? 1 : h;
}

}  // namespace

NodeId Ui::id(std::string_view key) const { return hash(levels_.back().id, key); }

NodeId Ui::node(Role role, std::string_view key, std::string_view name, Rect rect,
                std::uint8_t node_state, std::uint8_t actions, std::string_view value) {
    Node n;
    n.id = id(key);
    n.parent = levels_.back().parent;
    n.role = role;
    n.state = node_state;
    n.actions = actions;
    n.name = name;
    n.value = value;
    n.rect = rect;
    if (role == Role::listitem) {
        n.at = std::exchange(item_at_, 0);
        n.of = std::exchange(item_of_, 0);
    }
    n.seen = intersection(rect, paint.clip());
    if (n.seen.w <= 0 || n.seen.h <= 0) n.state |= state::kOffscreen;
    tree.nodes.push_back(std::move(n));
    return tree.nodes.back().id;
}

void Ui::enter(Role role, std::string_view key, std::string_view name, Rect rect) {
    const NodeId inside = node(role, key, name, rect);
    levels_.push_back({inside, inside, 0});
}

void Ui::leave() { levels_.pop_back(); }

Press Ui::press(std::string_view key, std::string_view name, Rect rect, bool enabled,
                bool selected) {
    Press p;
    p.id = id(key);
    Interaction& in = memory_.interaction;
    if (enabled) {
        in.add(p.id, rect, intersection(rect, paint.clip()), scroller());
        p.count = in.presses(p.id);
        p.held = in.held(p.id);
        if (const Rect* grip = in.grip(p.id)) p.finger = {grip->x, grip->y};
        p.hovered = in.hovered(p.id);
        p.ringed = in.ringed(p.id);
    }
    std::uint8_t bits = enabled ? 0 : state::kDisabled;
    if (selected) bits |= state::kSelected;
    if (enabled && in.focused() == p.id) bits |= state::kFocused;
    constexpr auto kActions = static_cast<std::uint8_t>(static_cast<int>(Action::press) |
                                                        static_cast<int>(Action::focus) |
                                                        static_cast<int>(Action::scroll_to));
    node(Role::button, key, name, rect, bits, enabled ? kActions : std::uint8_t{0});
    return p;
}

void Ui::focus_ring(const Press& p, Rect rect, float radius) {
    if (!p.ringed) return;
    const float gap = m.focus_ring;
    const Rect around = {rect.x - gap, rect.y - gap, rect.w + 2 * gap, rect.h + 2 * gap};
    paint.outline(around, Tone::ink, radius + gap, m.focus_ring);
}

float Ui::width_of(std::string_view text, Type type) const {
    return text_width(paint.font(), text, m.em(type));
}

float Ui::fitting_em(std::string_view line, float width, Type type) const {
    const float least = m.least_em(type);
    float em = m.em(type);
    // More than once: digits stand on whole pixels, so a width is not quite in proportion to its em.
    for (float wanted = 0; em > least; em = std::max(least, std::min(em - 1, wanted))) {
        const float now = text_width(paint.font(), line, em);
        if (now <= width) break;
        wanted = std::floor(em * width / now);
    }
    return em;
}

Ui::Lines Ui::lines_of(std::string_view text, float width, const TextStyle& style) const {
    Lines out;
    const auto most = static_cast<std::size_t>(style.max_lines);
    const float least = m.least_em(style.type);
    for (float em = m.em(style.type);; em = std::max(least, std::floor(em * kShrink))) {
        out.em = em;
        out.lines = style.align == Align::center ? balanced_lines(paint.font(), text, em, width)
                                                 : break_lines(paint.font(), text, em, width);
        out.shown = most > 0 ? std::min(most, out.lines.size()) : out.lines.size();
        if (out.shown == out.lines.size() || em <= least) return out;
    }
}

float Ui::text_height(std::string_view text, float width, const TextStyle& style) const {
    const float line = style.loose ? m.line(style.type) : m.line_tight(style.type);
    return line * static_cast<float>(lines_of(text, width, style).shown);
}

void Ui::draw_line(Rect r, float y, std::string_view text, float em, float width,
                   const TextStyle& style) {
    float x = r.x;
    if (style.align == Align::center) x += (r.w - width) / 2;
    if (style.align == Align::right) x += r.w - width;
    paint.text(x, y, text, em, style.tone, style.strong);
}

float Ui::text(Rect r, std::string_view text, const TextStyle& style) {
    const float line = style.loose ? m.line(style.type) : m.line_tight(style.type);
    const Lines set = lines_of(text, r.w, style);
    float y = r.y;
    for (std::size_t i = 0; i < set.shown; ++i, y += line) {
        const TextLine& here = set.lines[i];
        const std::string_view words = text.substr(here.begin, here.end - here.begin);
        if (i + 1 == set.shown && set.shown < set.lines.size()) {
            label({r.x, y, r.w, line}, text.substr(here.begin),
                  {.type = style.type,
                   .tone = style.tone,
                   .align = style.align,
                   .strong = style.strong,
                   .silent = true});
            continue;
        }
        draw_line(r, y + (line - set.em) / 2, words, set.em, here.width, style);
    }
    if (!style.silent) {
        const std::string key = "text" + std::to_string(levels_.back().texts++);
        node(style.role, key, text, {r.x, r.y, r.w, y - r.y});
        tree.nodes.back().level = style.level;
    }
    return y - r.y;
}

float Ui::label(Rect r, std::string_view text, const TextStyle& style) {
    const std::string_view line = text.substr(0, text.find('\n'));
    const float em = fitting_em(line, r.w, style.type);
    const Fitted fitted = fit(paint.font(), line, em, r.w);
    std::string cut;
    std::string_view shown = line;
    if (fitted.cut) {
        cut = std::string(line.substr(0, fitted.bytes)) + "…";
        shown = cut;
    }
    const float width = text_width(paint.font(), shown, em);
    draw_line(r, r.y + (r.h - em) / 2, shown, em, width, style);
    if (!style.silent) {
        const std::string key = "text" + std::to_string(levels_.back().texts++);
        node(style.role, key, text, r);
        tree.nodes.back().level = style.level;
    }
    return width;
}

Scroller& Ui::enter_scroller(std::string_view key, Rect view) {
    const NodeId id = this->id(key);
    Scroller& s =
        memory_.interaction.scroller(id, view, intersection(view, paint.clip()), this->scroller());
    scrollers_.push_back(id);
    paint.push_clip(view);
    return s;
}

void Ui::leave_scroller() {
    paint.pop_clip();
    scrollers_.pop_back();
}

void Ui::end_screen() {
    if (!at_end) return;
    at_end();
    at_end = nullptr;
}

void Ui::raise_layer() {
    end_screen();
    memory_.interaction.raise_layer();
    for (Node& n : tree.nodes) {
        n.actions = 0;
        if (n.role == Role::button || n.role == Role::textbox) n.state |= state::kDisabled;
    }
    fields.clear();
}

}  // namespace xf::kiosk
