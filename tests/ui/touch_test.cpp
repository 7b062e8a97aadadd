#include <algorithm>
#include <catch_amalgamated.hpp>

#include "tests/ui/harness.hpp"

using namespace xf;
using namespace xf::kiosk;
using kiosk::test::fixture;
using kiosk::test::Harness;

namespace {

app::Snapshot long_list(std::uint64_t rows = 40) {
    app::Snapshot s = fixture("notices");
    auto& view = std::get<app::NoticesView>(s.view);
    for (std::uint64_t i = 0; i < rows; ++i)
        view.items.push_back({100 + i, "第" + std::to_string(i) + "号公告", "", {20000}, true});
    return s;
}

float top_of(Harness& h, std::uint64_t leaf) {
    return h.node(Role::button, "第" + std::to_string(leaf) + "号公告 2024年10月4日公开").rect.y;
}

}  // namespace

TEST_CASE("a tap inside a list opens, also with a trembling finger") {
    Harness h(test::kPhone);
    h.show(long_list());
    const Rect row = h.node(Role::button, "清溪村2026年10月财务收支公开 11月5日公开").rect;
    h.down(row.x + 50, row.y + 20);
    h.frame();
    h.move(row.x + 54, row.y + 26);
    h.frame();
    h.up(row.x + 54, row.y + 26);
    h.settle();
    CHECK(h.commands.last<app::OpenNotice>());
}

TEST_CASE("a drag scrolls and does not click") {
    Harness h(test::kPhone);
    h.show(long_list());
    const float before = top_of(h, 0);
    const Rect row = h.node(Role::button, "清溪村2026年10月财务收支公开 11月5日公开").rect;
    const float x = row.x + 50;
    float y = row.y + 60;
    h.down(x, y);
    for (int i = 0; i < 10; ++i) {
        y -= 12;
        h.move(x, y);
        h.frame();
    }
    h.now_ms += 300;  // held still: no fling
    h.up(x, y);
    h.settle();
    CHECK(h.commands.all.empty());
    const float moved = before - top_of(h, 0);
    CHECK(moved > 90);
    CHECK(moved <= 121);
}

TEST_CASE("a fast drag flies on, slows down and stops; a finger stops it without pressing") {
    Harness h(test::kPhone);
    h.show(long_list());
    const float before = top_of(h, 0);
    const auto fling = [&h] {
        float y = 700;
        h.down(100, y);
        for (int i = 0; i < 6; ++i) {
            y -= 30;
            h.move(100, y);
            h.frame();
        }
        h.up(100, y);
    };
    fling();
    CHECK(h.kiosk.wants_frame());
    const int frames = h.settle();
    CHECK(frames > 10);
    CHECK(frames < 300);
    CHECK(before - top_of(h, 0) > 250);

    fling();
    h.frame();
    h.down(100, 500);
    h.frame();
    h.up(100, 500);
    h.settle();
    CHECK(h.commands.all.empty());
}

TEST_CASE("a list stops at its edges") {
    Harness h(test::kPhone);
    h.show(long_list());
    const float before = top_of(h, 0);
    h.down(100, 400);
    h.move(100, 800);
    h.frame();
    h.up(100, 800);
    h.settle();
    CHECK(top_of(h, 0) == before);
}

TEST_CASE("of 5,000 rows those nearby are drawn, whichever way one comes to them") {
    constexpr std::uint64_t kRows = 5000;
    const auto drawn = [](Harness& h) {
        const auto& nodes = h.kiosk.semantics().nodes;
        return std::count_if(nodes.begin(), nodes.end(),
                             [](const Node& node) { return node.role == Role::listitem; });
    };
    Harness h(test::kPhone);
    h.show(long_list(kRows));
    CHECK(drawn(h) > 5);
    CHECK(drawn(h) < 60);

    for (int flings = 0; flings < 3; ++flings) {
        float y = 600;
        h.down(100, y);
        for (int i = 0; i < 6; ++i) h.move(100, y -= 60), h.frame();
        h.up(100, y);
        h.settle();
        CHECK(drawn(h) < 60);
    }
    CHECK_FALSE(h.has(Role::button, "第0号公告 2024年10月4日公开"));

    for (int i = 0; i < 400; ++i) {  // to the very end, as with a wheel that does not stop
        h.kiosk.wheel(100, 400, 3000, h.now_ms);
        h.settle();
    }
    const Node last = h.node(Role::button, "第4999号公告 2024年10月4日公开");
    CHECK((last.state & state::kOffscreen) == 0);
    h.tap(last);
    CHECK(h.commands.last<app::OpenNotice>());
}

TEST_CASE("the arrows of a kiosk turn 5,000 rows, and no row is passed over") {
    Harness h;
    h.show(long_list(5000));
    int next = 0;
    for (int page = 0; page < 20; ++page) {
        for (;; ++next) {
            const std::string name = "第" + std::to_string(next) + "号公告 2024年10月4日公开";
            const Node* const row = h.kiosk.semantics().find(Role::button, name);
            if (!row || (row->state & state::kOffscreen) != 0) break;
        }
        h.press("往下翻");
    }
    CHECK(next > 40);
}

TEST_CASE(
    "what is asked for twice before the next frame comes into view, and the list goes no further") {
    Harness h;
    h.show(long_list());
    const Node wanted = h.node(Role::button, "第20号公告 2024年10月4日公开");
    h.kiosk.semantic_action(wanted.id, Action::focus, {}, 0);
    h.kiosk.semantic_action(wanted.id, Action::scroll_to, {}, 0);
    h.settle();
    const Node there = h.node(Role::button, "第20号公告 2024年10月4日公开");
    CHECK((there.state & state::kOffscreen) == 0);
}

TEST_CASE("the big arrows turn pages and say when there are no more") {
    Harness h;
    h.show(long_list());
    CHECK((h.node(Role::button, "往上翻").state & state::kDisabled) != 0);
    const float before = top_of(h, 0);
    h.press("往下翻");
    CHECK(top_of(h, 0) < before);
    h.press("往上翻");
    CHECK(top_of(h, 0) == before);
}

TEST_CASE("a wide table in a document moves sideways, the document up and down") {
    Harness h(test::kPhone);
    app::Snapshot s = fixture("document");
    auto& document = std::get<app::DocumentView>(s.view);
    app::Block table;
    table.kind = app::Block::Kind::table;
    table.rows.assign(3, std::vector<std::string>(12, "很长的一格内容写在这里"));
    document.blocks.insert(document.blocks.begin(), table);
    document.document_hash = "wide";
    h.show(s);
    const Node* cell = h.kiosk.semantics().find(Role::cell, "很长的一格内容写在这里");
    REQUIRE(cell);
    const NodeId id = cell->id;
    const Rect before = cell->rect;
    h.down(before.x + 30, before.y + 10);
    for (int i = 1; i <= 5; ++i) {
        h.move(before.x + 30 - 20.0f * static_cast<float>(i), before.y + 10);
        h.frame();
    }
    h.now_ms += 300;
    h.up(before.x - 70, before.y + 10);
    h.settle();
    const Rect after = h.kiosk.semantics().find(id)->rect;
    CHECK(after.x < before.x - 50);
    CHECK(after.y == before.y);
}

TEST_CASE("a finger that leaves a button does not press it") {
    Harness h;
    h.show(fixture("home"));
    const Rect tile = h.node(Role::button, "查积分").rect;
    h.down(tile.x + 20, tile.y + 20);
    h.frame();
    h.move(5, 5);
    h.up(5, 5);
    h.settle();
    CHECK(h.commands.all.empty());
    h.tap(h.node(Role::button, "查积分"));
    CHECK(h.commands.last<app::GoTo>());
}

TEST_CASE("a tap means what the finger came down on, also when the screen moves under it") {
    Harness h(test::kPhone);
    h.show(long_list());
    const std::string first = "清溪村2026年10月财务收支公开 11月5日公开";
    const Rect row = h.node(Role::button, first).rect;
    const float x = row.x + 50;
    const float y = row.y + 20;
    h.down(x, y);
    app::Snapshot newer = long_list();
    auto& items = std::get<app::NoticesView>(newer.view).items;
    const auto shown = std::find_if(items.begin(), items.end(), [](const app::NoticeItem& item) {
        return item.title == "清溪村2026年10月财务收支公开";
    });
    REQUIRE(shown != items.end());
    const std::uint64_t leaf = shown->leaf;
    items.insert(items.begin(), {999, "刚刚公开的公告", "", {20000}, true});
    h.show(newer);
    REQUIRE(h.node(Role::button, first).rect.y > y);
    h.up(x, y);
    h.settle();
    REQUIRE(h.commands.last<app::OpenNotice>());
    CHECK(h.commands.last<app::OpenNotice>()->leaf == leaf);
}

TEST_CASE("two quick presses of an arrow turn two pages, and a trembling finger turns one") {
    Harness h;
    h.show(long_list());
    const Rect down = h.node(Role::button, "往下翻").rect;
    const float x = down.x + 20, y = down.y + 20;
    const float before = top_of(h, 0);
    h.down(x, y);
    h.up(x, y);
    h.settle();
    const float page = before - top_of(h, 0);
    CHECK(page > 100);
    for (int i = 0; i < 2; ++i) {
        h.down(x, y);
        h.up(x, y);
        h.frame();
        h.frame();
    }
    h.settle();
    CHECK(before - top_of(h, 0) == Catch::Approx(3 * page).margin(3));
    h.down(x, y);
    h.move(x + 3, y + 18);
    h.up(x + 3, y + 18);
    h.settle();
    CHECK(before - top_of(h, 0) == Catch::Approx(4 * page).margin(4));
}
