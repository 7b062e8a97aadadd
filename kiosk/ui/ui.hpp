// What a widget or a screen has at hand while it draws: sizes, the painter, presses, names for the
// semantic tree, and the way out for commands. Made anew for every frame.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/interaction/interaction.hpp"
#include "kiosk/paint/painter.hpp"
#include "kiosk/paint/pictures.hpp"
#include "kiosk/paint/text_layout.hpp"
#include "kiosk/text/format.hpp"
#include "kiosk/tokens/look.hpp"
#include "kiosk/ui/text_model.hpp"

namespace xf::kiosk {

enum class Align : std::uint8_t { left, center, right };

struct TextStyle {
    Type type = Type::body;
    Tone tone = Tone::ink;
    Align align = Align::left;
    bool strong = false;
    bool loose = false;   ///< leading of running text
    int max_lines = 0;    ///< 0: all; the last one ends in an ellipsis
    bool silent = false;  ///< no node of its own: its widget has the name
    Role role = Role::text;
    std::uint8_t level = 0;  ///< of a heading
};

/// How a pressable thing stands in this frame.
struct Press {
    int count = 0;  ///< presses since the last frame
    bool held = false;
    bool hovered = false;
    bool ringed = false;  ///< keyboard focus to be shown
    Point finger;         ///< of who holds it
    NodeId id = 0;
    explicit operator bool() const { return count > 0; }
};

/// What outlives a frame.
struct UiMemory {
    Interaction interaction;
    TextModels texts;
    Pictures pictures;
    std::map<NodeId, int> locals;                    ///< small states of widgets, 0 at first
    std::map<NodeId, std::shared_ptr<void>> caches;  ///< laid out things, by their type
    Look look;                                       ///< until the person leaves
    int reading_size = -1;  ///< of documents, in steps, if chosen; until the person leaves
};

class Ui {
public:
    Ui(UiMemory& memory, Painter& painter, const Metrics& metrics, std::int64_t time_ms)
        : m(metrics), paint(painter), time_ms(time_ms), memory_(memory) {}

    const Metrics& m;
    Painter& paint;
    const std::int64_t time_ms;

    float space(Space s) const { return m.space[s]; }

    // ---- names --------------------------------------------------------------------------------
    NodeId id(std::string_view key) const;
    int& local(std::string_view key) { return memory_.locals[id(key)]; }
    /// What a widget keeps between frames. One key is always used with one T.
    template <typename T>
    T& cache(std::string_view key) {
        std::shared_ptr<void>& slot = memory_.caches[id(key)];
        if (!slot) slot = std::make_shared<T>();
        return *static_cast<T*>(slot.get());
    }

    /// Adds a node under the current group and returns its id.
    NodeId node(Role role, std::string_view key, std::string_view name, Rect rect,
                std::uint8_t state = 0, std::uint8_t actions = 0, std::string_view value = {});
    /// The next item of a list is the `at`th of `of`; the others are not all there.
    void next_item(std::size_t at, std::size_t of) {
        item_at_ = static_cast<std::uint32_t>(at);
        item_of_ = static_cast<std::uint32_t>(of);
    }
    /// Ids below carry `key` until the matching leave(); see Group for the usual way.
    void enter(Role role, std::string_view key, std::string_view name, Rect rect);
    void leave();

    // ---- presses ------------------------------------------------------------------------------
    /// Registers something to press, with its node.
    Press press(std::string_view key, std::string_view name, Rect rect, bool enabled = true,
                bool selected = false);
    /// The ring around what the keyboard has in focus.
    void focus_ring(const Press& p, Rect rect, float radius);

    // ---- text ---------------------------------------------------------------------------------
    /// Lines from the top of `r` down, not clipped; returns the height they took.
    float text(Rect r, std::string_view text, const TextStyle& style);
    float text_height(std::string_view text, float width, const TextStyle& style) const;
    /// One line in the middle of `r`, cut by an ellipsis if need be; returns its width.
    float label(Rect r, std::string_view text, const TextStyle& style);
    float width_of(std::string_view text, Type type) const;
    /// The em at which a line of that type fits: in a place too narrow for a chosen large type it
    /// becomes smaller, never below what 标准 has, before words are cut.
    float fitting_em(std::string_view line, float width, Type type) const;

    // ---- scrolling ----------------------------------------------------------------------------
    Scroller& enter_scroller(std::string_view key, Rect view);
    void leave_scroller();
    /// The innermost scroller around what is drawn now; 0 where there is none.
    NodeId scroller() const { return scrollers_.empty() ? 0 : scrollers_.back(); }
    /// Closes what a screen as a whole is in (see at_least()); the screen is drawn.
    void end_screen();

    /// From here on everything lies above, and only that can be pressed.
    void raise_layer();

    void submit(app::Command command) { commands.push_back(std::move(command)); }

    UiMemory& memory() { return memory_; }

    // What the frame gave.
    SemanticTree tree;
    std::vector<TextFieldRect> fields;
    std::vector<app::Command> commands;
    NodeId wanted_focus = 0;
    std::function<void()> at_end;  ///< see end_screen()

private:
    struct Lines {
        float em = 0;
        std::vector<TextLine> lines;
        std::size_t shown = 0;
    };
    /// The lines of a text of that style, at the em at which `max_lines` hold them.
    Lines lines_of(std::string_view text, float width, const TextStyle& style) const;
    void draw_line(Rect r, float y, std::string_view text, float em, float width,
                   const TextStyle& style);

    UiMemory& memory_;
    struct Level {
        NodeId id = 0;
        NodeId parent = 0;  ///< the node that new ones hang under
        std::uint32_t texts = 0;
    };
    std::vector<Level> levels_{Level{}};
    std::vector<NodeId> scrollers_;
    std::uint32_t item_at_ = 0, item_of_ = 0;  // see next_item()
};

/// A container: ids and nodes made while it lives are inside.
class Group {
public:
    Group(Ui& ui, Role role, std::string_view key, std::string_view name, Rect rect) : ui_(ui) {
        ui_.enter(role, key, name, rect);
    }
    ~Group() { ui_.leave(); }
    Group(const Group&) = delete;
    Group& operator=(const Group&) = delete;

private:
    Ui& ui_;
};

}  // namespace xf::kiosk
