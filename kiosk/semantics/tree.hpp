// What is on screen, in words: the same tree serves the browser's accessibility mirror, the tests
// and (later) reading aloud. Widgets add nodes while they draw; nobody keeps a second description.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace xf::kiosk {

/// Stable across frames: the hash of a node's path of names. 0 is the root of the screen.
using NodeId = std::uint32_t;

/// In pixels of the surface, origin top left.
struct Rect {
    float x = 0, y = 0, w = 0, h = 0;

    float right() const { return x + w; }
    float bottom() const { return y + h; }
    bool contains(float px, float py) const {
        return px >= x && py >= y && px < x + w && py < y + h;
    }
    friend bool operator==(const Rect&, const Rect&) = default;
};

enum class Role : std::uint8_t {
    group,
    button,
    heading,
    text,
    list,
    listitem,
    table,
    row,
    cell,
    textbox,
    status,
    alert,
    dialog,
    progressbar,
    image,
};

/// The ARIA name of a role: "button", "listitem", …
std::string_view name_of(Role role);

/// Things a node is, or takes; bits of Node::state and Node::actions.
namespace state {
inline constexpr std::uint8_t kDisabled = 1;
inline constexpr std::uint8_t kFocused = 2;
inline constexpr std::uint8_t kSelected = 4;
inline constexpr std::uint8_t kOffscreen = 8;  ///< inside a scroller, out of its window
}  // namespace state

enum class Action : std::uint8_t { press = 1, focus = 2, set_value = 4, scroll_to = 8 };

struct Node {
    NodeId id = 0;
    NodeId parent = 0;
    Role role = Role::group;
    std::uint8_t level = 0;  ///< of a heading
    std::uint8_t state = 0;
    std::uint8_t actions = 0;      ///< bits of Action
    std::uint32_t at = 0, of = 0;  ///< the which of how many, where a list leaves out distant rows
    std::string name;
    std::string value;  ///< of a text box or a progress bar
    Rect rect;
    Rect seen;  ///< what its scroller's window leaves of it; the rest lies under something else
    friend bool operator==(const Node&, const Node&) = default;
};

/// In reading order; parents stand before their children.
struct SemanticTree {
    std::vector<Node> nodes;

    /// The first node of that role whose name is exactly `name`, or nullptr.
    const Node* find(Role role, std::string_view name) const;
    const Node* find(NodeId id) const;
};

/// {"nodes":[{"id":…,"parent":…,"role":"button","name":"查积分","rect":[x,y,w,h],…},…]};
/// members that are empty or 0 are left out. "rect" is what is seen, for a node of which nothing is
/// seen where it would be.
std::string to_json(const SemanticTree& tree);

/// What the mirror has to change between two settled frames.
class SemanticDiff {
public:
    /// {"order":[every id, in reading order],"set":[new or changed nodes],"gone":[ids]}, or an
    /// empty string if nothing changed since the last call.
    std::string take(const SemanticTree& tree);

private:
    SemanticTree last_;
};

}  // namespace xf::kiosk
