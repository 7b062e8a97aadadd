// Long lists: what is left out of the drawing must not be missed, by eye, finger, key or reader. And
// lists within a screen that scrolls as a whole.
#include <algorithm>
#include <catch_amalgamated.hpp>

#include "tests/ui/harness.hpp"

using namespace xf;
using namespace xf::kiosk;
using kiosk::test::fixture;
using kiosk::test::Harness;

namespace {

constexpr std::uint64_t kRows = 5000;
constexpr Surface kFlatPhone = {844, 390, 1, 0};

std::string title_of(std::uint64_t row) { return "第" + std::to_string(row) + "号公告"; }

/// Every third one needs three lines, or four.
std::string long_title_of(std::uint64_t row) {
    std::string title = title_of(row);
    if (row % 3 == 0)
        for (int i = 0; i < 12; ++i) title += "关于村内道路";
    return title;
}

template <typename Title>
app::Snapshot list_of(std::uint64_t rows, Title title) {
    app::Snapshot s = fixture("notices");
    auto& items = std::get<app::NoticesView>(s.view).items;
    items.clear();
    for (std::uint64_t i = 0; i < rows; ++i)
        items.push_back({100 + i, title(i), "", {20000}, true});
    return s;
}

bool shown(const Node* node) { return node && (node->state & state::kOffscreen) == 0; }

const Node* row_of(Harness& h, std::uint64_t row) {
    return h.kiosk.semantics().find(Role::button, long_title_of(row) + " 2024年10月4日公开");
}

std::vector<const Node*> items_of(Harness& h) {
    std::vector<const Node*> out;
    for (const Node& node : h.kiosk.semantics().nodes)
        if (node.role == Role::listitem) out.push_back(&node);
    return out;
}

void drag(Harness& h, float x, float from, float to) {
    h.down(x, from);
    for (int i = 1; i <= 10; ++i) {
        h.move(x, from + (to - from) * static_cast<float>(i) / 10);
        h.frame();
    }
    h.now_ms += 300;  // held still: no fling
    h.up(x, to);
    h.settle();
}

/// A household's page on a phone that lies on its side, in the largest type: its list has the height of
/// some rows, and the page around it is taller than the screen.
void show_list_within_page(Harness& h) {
    app::Snapshot s = fixture("balance");
    auto& lines = std::get<app::BalanceView>(s.view).lines;
    const app::LineView line = lines.front();
    for (int i = 0; i < 4; ++i) lines.push_back(line);
    lines.back().title = "最早的一笔";
    lines.back().award = EventKey{};
    h.show(s);
    h.press("换成大字");
    h.press("换成特大字");
}

const Node* with(Harness& h, Role role, std::string_view part) {
    const auto& nodes = h.kiosk.semantics().nodes;
    const auto found = std::find_if(nodes.begin(), nodes.end(), [&](const Node& node) {
        return node.role == role && node.name.find(part) != std::string::npos;
    });
    return found == nodes.end() ? nullptr : &*found;
}

}  // namespace

TEST_CASE("up from the end of a list of uneven rows, none is passed over and none jumps") {
    Harness h;
    h.show(list_of(kRows, long_title_of));
    h.kiosk.key(Key::end, h.now_ms);
    h.settle();
    REQUIRE(shown(row_of(h, kRows - 1)));
    std::uint64_t next = kRows - 1;
    for (int page = 0; page < 20; ++page) {
        while (shown(row_of(h, next))) --next;
        // The topmost row that is whole goes down by as much as any other.
        const std::uint64_t first = next + 2, other = next + 3;
        const float apart = row_of(h, other)->rect.y - row_of(h, first)->rect.y;
        const float before = row_of(h, first)->rect.y;
        h.press("往上翻");
        REQUIRE(row_of(h, first));
        const float moved = row_of(h, first)->rect.y - before;
        CHECK(moved > 300);
        CHECK(moved < 900);
        if (const Node* const there = row_of(h, other))
            CHECK(std::abs(there->rect.y - row_of(h, first)->rect.y - apart) < 0.5f);
    }
    CHECK(kRows - next > 40);
}

TEST_CASE("what is seen stays when the rows above it turn out to be taller") {
    Harness h;
    h.show(list_of(kRows, long_title_of));
    h.kiosk.key(Key::end, h.now_ms);
    h.settle();
    const float before = row_of(h, kRows - 1)->rect.y;
    for (int i = 0; i < 5; ++i) {
        h.kiosk.wheel(900, 600, -1, h.now_ms);
        h.settle();
        CHECK(std::abs(row_of(h, kRows - 1)->rect.y - before - static_cast<float>(i + 1)) < 0.5f);
    }
}

TEST_CASE("a reader hears which of how many it is, where distant rows are left out") {
    Harness h;
    h.show(list_of(kRows, title_of));
    const auto items = items_of(h);
    REQUIRE(items.size() > 5);
    CHECK(items.size() < 60);
    for (std::size_t i = 0; i < items.size(); ++i) {
        CHECK(items[i]->at == i + 1);
        CHECK(items[i]->of == kRows);
    }
    CHECK(to_json(h.kiosk.semantics()).find(R"("at":2,"of":5000)") != std::string::npos);
    h.show(list_of(20, title_of));  // the whole of it is there
    for (const Node* const item : items_of(h)) CHECK(item->of == 0);
}

TEST_CASE("far down a long draft, 删除 takes the line that it stands on") {
    app::Snapshot s = fixture("form_lines");
    auto& lines = std::get<app::FormView>(s.view).lines;
    const app::FinanceLine line = lines.front();
    lines.assign(150, line);
    for (std::size_t i = 0; i < lines.size(); ++i)
        lines[i].category = "第" + std::to_string(i) + "项";
    Harness h;
    h.show(s);
    for (int i = 0; i < 5; ++i) h.press("往下翻");
    const Node* line_shown = nullptr;
    std::uint32_t row = 0;
    for (; row < lines.size() && !shown(line_shown); ++row)
        line_shown = with(h, Role::listitem, "第" + std::to_string(row) + "项");
    REQUIRE(shown(line_shown));
    REQUIRE(row > 10);
    h.press("删掉第 " + std::to_string(row) + " 笔");
    CHECK(test::said<app::DropLine>(h).index == row - 1);
}

TEST_CASE("a category stands above its first rule, and only there") {
    app::Snapshot s = fixture("rules");
    auto& rules = std::get<app::RulesView>(s.view).rules;
    app::RuleItem rule = rules.front();
    rule.category = "邻里互助";
    rules.assign(150, rule);
    for (std::size_t i = 0; i < rules.size(); ++i)
        rules[i].no = RuleNo{static_cast<std::uint32_t>(i + 1)};
    Harness h;
    h.show(s);
    CHECK(h.has(Role::heading, "邻里互助"));
    for (int i = 0; i < 8; ++i) h.press("往下翻");
    CHECK_FALSE(h.has(Role::heading, "邻里互助"));
}

TEST_CASE("a list at its end gives the finger on to the page around it") {
    Harness h(kFlatPhone);
    show_list_within_page(h);
    for (int i = 0; i < 60; ++i) drag(h, 400, 280, 200);
    REQUIRE(shown(with(h, Role::button, "最早的一笔")));
    REQUIRE_FALSE(shown(with(h, Role::text, "累计分")));
    for (int i = 0; i < 60; ++i) drag(h, 400, 200, 280);
    CHECK(shown(with(h, Role::text, "累计分")));
}

TEST_CASE("keys turn the page, then the list in it; Tab brings a row into both windows") {
    Harness h(kFlatPhone);
    show_list_within_page(h);
    for (int i = 0; i < 40; ++i) {
        h.kiosk.key(Key::page_down, h.now_ms);
        h.settle();
    }
    CHECK(shown(with(h, Role::button, "最早的一笔")));
    for (int i = 0; i < 40; ++i) {
        h.kiosk.key(Key::page_up, h.now_ms);
        h.settle();
    }
    REQUIRE_FALSE(shown(with(h, Role::button, "最早的一笔")));
    h.kiosk.semantic_action(with(h, Role::button, "最早的一笔")->id, Action::focus, {}, h.now_ms);
    h.settle();
    CHECK(shown(with(h, Role::button, "最早的一笔")));
}

TEST_CASE("another size of the window does not bring back what was pressed before") {
    Harness h(test::kPhone);
    h.show(list_of(40, title_of));
    h.tap(h.node(Role::button, title_of(1) + " 2024年10月4日公开"));
    for (int i = 0; i < 10; ++i) drag(h, 100, 700, 200);
    REQUIRE_FALSE(shown(with(h, Role::button, title_of(1) + " ")));
    h.kiosk.resize(390, 800, 1, 0);
    h.settle();
    CHECK_FALSE(shown(with(h, Role::button, title_of(1) + " ")));
}
