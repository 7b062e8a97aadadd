// Reading a long document: the size of its type, and the rail at its side, by finger, key and mirror.
#include <algorithm>
#include <catch_amalgamated.hpp>

#include "tests/ui/harness.hpp"

using namespace xf;
using namespace xf::kiosk;
using kiosk::test::fixture;
using kiosk::test::Harness;

namespace {

constexpr std::string_view kNumbers[] = {"一", "二", "三", "四", "五", "六"};

/// Six parts of many paragraphs.
app::Snapshot long_document() {
    app::Snapshot s = fixture("document");
    auto& v = std::get<app::DocumentView>(s.view);
    v.document_hash = "long";
    v.blocks.resize(1);
    for (const std::string_view number : kNumbers) {
        app::Block heading;
        heading.kind = app::Block::Kind::heading;
        heading.level = 1;
        heading.runs.push_back({std::string(number) + "、示例的一部分", false});
        v.blocks.push_back(heading);
        app::Block paragraph;
        for (int i = 0; i < 40; ++i) paragraph.runs.push_back({"这是示例文件里的一句话。", false});
        for (int i = 0; i < 6; ++i) v.blocks.push_back(paragraph);
    }
    return s;
}

bool selected(Harness& h, std::string_view name) {
    return (h.node(Role::button, name).state & state::kSelected) != 0;
}

float middle_x(const Rect& r) { return r.x + r.w / 2; }
float middle_y(const Rect& r) { return r.y + r.h / 2; }

}  // namespace

TEST_CASE("reader: larger type, and the standard one again when the person has left") {
    for (const Surface& surface : test::kSurfaces) {
        Harness h(surface);
        app::Snapshot s = long_document();
        h.show(s);
        CHECK(selected(h, "标准"));
        const float before = h.node(Role::heading, "六、示例的一部分").rect.h;
        h.press("特大");
        CHECK(selected(h, "特大"));
        CHECK_FALSE(selected(h, "标准"));
        CHECK(h.node(Role::heading, "六、示例的一部分").rect.h > before * 1.5f);
        // It stays while the person goes on, and goes with them.
        h.show(fixture("notices"));
        h.show(s);
        CHECK(selected(h, "特大"));
        app::Snapshot home = fixture("home");
        home.session.reset();
        s.session.emplace();
        h.show(s);
        h.show(home);
        s.session.reset();
        h.show(s);
        CHECK(selected(h, "标准"));
    }
}

TEST_CASE("reader: who read without a card has left when the countdown is over") {
    Harness h;
    app::Snapshot s = long_document();
    s.session.reset();
    h.show(s);
    h.press("特大");
    s.idle_countdown_s = 1;
    h.show(s);
    app::Snapshot home = fixture("home");
    home.session.reset();
    h.show(home);
    s.idle_countdown_s = 0;
    h.show(s);
    CHECK(selected(h, "标准"));
}

TEST_CASE("reader: the slider follows a finger") {
    for (const Surface& surface : {test::kTall, test::kPhone}) {
        Harness h(surface);
        h.show(long_document());
        const Rect from = h.node(Role::button, "标准").rect, to = h.node(Role::button, "更大").rect;
        h.down(middle_x(from), middle_y(from));
        h.settle();
        h.move(middle_x(to), middle_y(to));
        h.settle();
        CHECK(selected(h, "更大"));
        h.up(middle_x(to), middle_y(to));
        h.settle();
        CHECK(selected(h, "更大"));
    }
}

TEST_CASE("reader: the rail leads to a part, and says which one is there") {
    for (const Surface& surface : test::kSurfaces) {
        INFO(surface.width_px);
        Harness h(surface);
        h.show(long_document());
        CHECK(selected(h, "到开头"));
        CHECK((h.node(Role::heading, "四、示例的一部分").state & state::kOffscreen) != 0);
        h.press("到：四、示例的一部分");
        CHECK((h.node(Role::heading, "四、示例的一部分").state & state::kOffscreen) == 0);
        CHECK(selected(h, "到：四、示例的一部分"));
        h.press("到开头");
        CHECK(selected(h, "到开头"));
    }
}

TEST_CASE("reader: a finger on the rail leafs through") {
    Harness h(test::kTall);
    h.show(long_document());
    const Rect from = h.node(Role::button, "到开头").rect;
    const Rect to = h.node(Role::button, "到：五、示例的一部分").rect;
    h.down(middle_x(from), middle_y(from));
    h.settle();
    h.move(middle_x(to), middle_y(to));
    h.settle();
    CHECK(selected(h, "到：五、示例的一部分"));
    h.up(middle_x(to), middle_y(to));
    h.settle();
    CHECK(selected(h, "到：五、示例的一部分"));
}

TEST_CASE("reader: without headings there are pages, and a short document needs no rail") {
    Harness h;
    app::Snapshot s = long_document();
    auto& blocks = std::get<app::DocumentView>(s.view).blocks;
    std::erase_if(blocks, [](const auto& b) { return b.kind == app::Block::Kind::heading; });
    h.show(s);
    CHECK(h.has(Role::button, "到第 2 页"));
    h.press("到第 2 页");
    CHECK(selected(h, "到第 2 页"));
    blocks.resize(1);
    std::get<app::DocumentView>(s.view).document_hash = "short";
    s.version += 1;
    h.show(s);
    CHECK_FALSE(h.has(Role::button, "到第 2 页"));
    CHECK(h.has(Role::button, "标准"));
}
