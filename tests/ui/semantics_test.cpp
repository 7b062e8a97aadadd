#include <catch_amalgamated.hpp>
#include <set>

#include "tests/ui/harness.hpp"

using namespace xf;
using namespace xf::kiosk;
using kiosk::test::fixture;
using kiosk::test::Harness;

TEST_CASE("ids are unique, parents come first, buttons have names") {
    for (const Surface& surface : test::kSurfaces) {
        Harness h(surface);
        for (const auto& f : preview::all_fixtures()) {
            INFO(f.name);
            h.show(f.snapshot);
            std::set<NodeId> seen = {0};
            for (const Node& n : h.kiosk.semantics().nodes) {
                INFO(name_of(n.role) << " " << n.name);
                CHECK(seen.contains(n.parent));
                CHECK(seen.insert(n.id).second);
                if (n.role == Role::button || n.role == Role::textbox) CHECK_FALSE(n.name.empty());
            }
        }
    }
}

TEST_CASE("where a list is cut by its window, its rows lie over nothing else") {
    app::Snapshot s = fixture("requests");
    auto& items = std::get<app::RequestsView>(s.view).items;
    for (std::uint32_t i = 0; i < 30; ++i) {
        items.push_back(items.front());
        items.back().id.seq = Seq{1000 + i};
    }
    for (const Surface& surface : test::kSurfaces) {
        Harness h(surface);
        h.show(s);
        const Rect foot = h.node(Role::button, "提新诉求").seen;
        int rows = 0;
        for (const Node& n : h.kiosk.semantics().nodes) {
            if (n.role != Role::button || !n.name.starts_with(items.front().summary)) continue;
            INFO(surface.width_px << ": " << n.name);
            ++rows;
            const bool seen = (n.state & state::kOffscreen) == 0;
            CHECK(seen == (n.seen.h > 0));
            if (seen) CHECK(n.seen.bottom() <= foot.y);
        }
        CHECK(rows > 20);
    }
}

TEST_CASE("ids stay the same from frame to frame and over sizes") {
    Harness h;
    h.show(fixture("balance"));
    const NodeId back = h.node(Role::button, "返回").id;
    h.snapshot.freshness.unsent = 9;
    h.show(app::Snapshot(h.snapshot));
    CHECK(h.node(Role::button, "返回").id == back);
}

TEST_CASE("JSON escapes what it must and leaves out what is empty") {
    SemanticTree tree;
    Node n;
    n.id = 7;
    n.role = Role::button;
    n.name = "他说\"好\\\n";
    n.rect = {1.4f, 2.6f, 3, 4};
    tree.nodes.push_back(n);
    CHECK(
        to_json(tree) ==
        "{\"nodes\":[{\"id\":7,\"parent\":0,\"role\":\"button\",\"name\":\"他说\\\"好\\\\\\u000a\","
        "\"rect\":[1,3,3,4]}]}");
}

TEST_CASE("a diff holds only what changed") {
    Harness h;
    h.show(fixture("identify_pin"));
    SemanticDiff diff;
    CHECK(diff.take(h.kiosk.semantics()).find("\"gone\":[]") != std::string::npos);
    CHECK(diff.take(h.kiosk.semantics()).empty());
    app::Snapshot s = fixture("identify_pin");
    std::get<app::IdentifyView>(s.view).digits = 4;
    h.show(s);
    const std::string changed = diff.take(h.kiosk.semantics());
    CHECK(changed.find("已输入 4 位") != std::string::npos);
    CHECK(changed.find("返回") == std::string::npos);
}

TEST_CASE("balances and receipts can be read from the tree") {
    Harness h;
    h.show(fixture("balance"));
    CHECK(h.has(Role::text, "126"));
    CHECK(h.has(Role::text, "310"));
    h.show(fixture("receipt"));
    CHECK(h.has(Role::text, "2-1-17"));
    CHECK(h.has(Role::text, "已保存"));
    CHECK(h.has(Role::image, "小票二维码"));
}
