#include "kiosk/semantics/tree.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

namespace xf::kiosk {
namespace {

constexpr std::array<std::string_view, 15> kRoles = {
    "group", "button",  "heading", "text",  "list",   "listitem",    "table", "row",
    "cell",  "textbox", "status",  "alert", "dialog", "progressbar", "image",
};

/// JSON string with quotes; control characters and quotes escaped, the rest is UTF-8 as it is.
void write_string(std::string& out, std::string_view text) {
    static constexpr char kHex[] = "0123456789abcdef";
    out += '"';
    for (const char ch : text) {
        const auto c = static_cast<unsigned char>(ch);
        if (c == '"' || c == '\\') {
            out += '\\';
            out += ch;
        } else if (c < 0x20) {
            out += "\\u00";
            out += kHex[c >> 4];
            out += kHex[c & 15];
        } else {
            out += ch;
        }
    }
    out += '"';
}

void write_member(std::string& out, std::string_view name, long long value) {
    if (value == 0) return;
    out += ",\"";
    out += name;
    out += "\":";
    out += std::to_string(value);
}

void write_node(std::string& out, const Node& n) {
    out += "{\"id\":" + std::to_string(n.id) + ",\"parent\":" + std::to_string(n.parent);
    out += ",\"role\":\"";
    out += name_of(n.role);
    out += '"';
    write_member(out, "level", n.level);
    write_member(out, "state", n.state);
    write_member(out, "actions", n.actions);
    write_member(out, "at", n.at);
    write_member(out, "of", n.of);
    if (!n.name.empty()) {
        out += ",\"name\":";
        write_string(out, n.name);
    }
    if (!n.value.empty() || n.role == Role::textbox) {
        out += ",\"value\":";
        write_string(out, n.value);
    }
    const Rect& r = n.seen.w > 0 && n.seen.h > 0 ? n.seen : n.rect;
    out += ",\"rect\":[" + std::to_string(std::lround(r.x)) + ',' +
           std::to_string(std::lround(r.y)) + ',' + std::to_string(std::lround(r.w)) + ',' +
           std::to_string(std::lround(r.h)) + "]}";
}

template <typename T, typename Write>
void write_array(std::string& out, std::string_view name, const std::vector<T>& items,
                 Write write) {
    out += '"';
    out += name;
    out += "\":[";
    for (std::size_t i = 0; i < items.size(); ++i) {
        if (i > 0) out += ',';
        write(items[i]);
    }
    out += ']';
}

}  // namespace

std::string_view name_of(Role role) { return kRoles[static_cast<std::size_t>(role)]; }

const Node* SemanticTree::find(Role role, std::string_view name) const {
    for (const Node& n : nodes)
        if (n.role == role && n.name == name) return &n;
    return nullptr;
}

const Node* SemanticTree::find(NodeId id) const {
    for (const Node& n : nodes)
        if (n.id == id) return &n;
    return nullptr;
}

std::string to_json(const SemanticTree& tree) {
    std::string out = "{";
    write_array(out, "nodes", tree.nodes, [&out](const Node& n) { write_node(out, n); });
    out += '}';
    return out;
}

std::string SemanticDiff::take(const SemanticTree& tree) {
    if (tree.nodes == last_.nodes) return {};
    std::map<NodeId, const Node*> before;
    for (const Node& n : last_.nodes) before.emplace(n.id, &n);

    std::vector<NodeId> order;
    std::vector<const Node*> changed;
    for (const Node& n : tree.nodes) {
        order.push_back(n.id);
        const auto old = before.find(n.id);
        if (old == before.end() || !(*old->second == n)) changed.push_back(&n);
        if (old != before.end()) before.erase(old);
    }
    std::vector<NodeId> gone;
    for (const Node& n : last_.nodes)
        if (before.contains(n.id)) gone.push_back(n.id);

    std::string out = "{";
    const auto write_id = [&out](NodeId id) { out += std::to_string(id); };
    write_array(out, "order", order, write_id);
    out += ',';
    write_array(out, "set", changed, [&out](const Node* n) { write_node(out, *n); });
    out += ',';
    write_array(out, "gone", gone, write_id);
    out += '}';
    last_ = tree;
    return out;
}

}  // namespace xf::kiosk
