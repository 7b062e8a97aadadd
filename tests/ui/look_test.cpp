// 大字 and 加深: how a person chooses them, and when they are over.
#include <catch_amalgamated.hpp>

#include "tests/ui/harness.hpp"
#include "tests/ui/letters.hpp"

using namespace xf;
using namespace xf::kiosk;
using kiosk::test::fixture;
using kiosk::test::Harness;

namespace {

/// Height of the largest letter of that character.
float type_of(const Harness& h, char32_t character) {
    float most = 0;
    for (const test::Letter& l : test::letters_drawn(h.kiosk))
        if (l.character == character) most = std::max(most, l.em);
    return most;
}

bool deep(Harness& h) { return h.has(Role::button, "颜色还原"); }
bool standard(Harness& h) { return h.has(Role::button, "换成大字") && !deep(h); }

}  // namespace

TEST_CASE("one button goes round the three sizes of type, and everything follows at once") {
    for (const Surface& surface : test::kSurfaces) {
        Harness h(surface);
        h.show(fixture("balance"));
        const float before = type_of(h, U'食');
        h.press("换成大字");
        const float large = type_of(h, U'食');
        h.press("换成特大字");
        const float largest = type_of(h, U'食');
        CHECK(large > before);
        CHECK(largest > large);
        h.press("换回标准字");
        CHECK(type_of(h, U'食') == before);
        CHECK_FALSE(h.kiosk.wants_frame());
    }
}

TEST_CASE("the button beside it deepens the colours, and brings them back") {
    Harness h;
    h.show(fixture("balance"));
    h.press("颜色加深");
    CHECK(deep(h));
    for (const test::Letter& l : test::letters_drawn(h.kiosk))
        if (l.character == U'食') CHECK(l.color == palette_of(Contrast::high)[Tone::ink]);
    h.press("颜色还原");
    CHECK(standard(h));
}

TEST_CASE("both stand in the same place on every screen that has them, signed in or not") {
    for (const Surface& surface : {test::kWide, test::kTall, test::kPhone}) {
        Harness h(surface);
        h.show(fixture("notices"));
        const Rect place = h.node(Role::button, "换成大字").rect;
        for (const char* name : {"balance", "document", "counter", "enrol", "form_text"}) {
            INFO(name << " " << surface.width_px);
            h.show(fixture(name));
            const Rect there = h.node(Role::button, "换成大字").rect;
            CHECK(there.x == place.x);
            CHECK(there.y == place.y);
        }
    }
}

TEST_CASE("what one person chose is over when that person has gone") {
    Harness h;
    const auto choose = [&h] {
        h.press("换成大字");
        h.press("颜色加深");
        REQUIRE(deep(h));
    };
    app::Snapshot s = fixture("balance");
    h.show(s);
    choose();
    s.session.reset();
    s.view = app::HomeView{};
    h.show(s);
    CHECK(standard(h));

    h.show(fixture("notices"));
    choose();
    s = fixture("notices");
    s.idle_countdown_s = 5;
    h.show(s);
    s.idle_countdown_s = 0;
    s.view = app::HomeView{};
    h.show(s);
    CHECK(standard(h));

    choose();
    s.unattended = true;
    h.show(s);
    CHECK(standard(h));
}

TEST_CASE("it stays while the same person goes on, and on a household's own phone") {
    Harness h(test::kPhone);
    app::Snapshot s = fixture("balance_phone");
    h.show(s);
    h.press("颜色加深");
    s.view = fixture("notices").view;
    h.show(s);
    CHECK(deep(h));
    s.session.reset();
    s.unattended = true;
    h.show(s);
    CHECK(deep(h));
}

TEST_CASE("a line that has no room for a large type becomes smaller before it is cut") {
    Harness h(test::kPhone);
    h.kiosk.set_look({TextSize::largest, Contrast::standard});
    h.show(fixture("login_pin"));
    const float label = type_of(h, U'己');  // 自己的手机：30 天内不用再登录
    CHECK(label >= metrics_for(test::kPhone, TextSize::standard).em(Type::small));
    CHECK(label < metrics_for(test::kPhone, TextSize::largest).em(Type::small));
    CHECK(type_of(h, U'…') == 0);
}

TEST_CASE("a screen without the height for a large type scrolls as a whole, to its last button") {
    for (const Surface& surface : {test::kPhone, test::kLaptop}) {
        Harness h(surface);
        h.kiosk.set_look({TextSize::largest, Contrast::standard});
        h.show(fixture("form_meeting"));
        const Node next = h.node(Role::button, "下一步");
        CHECK(next.seen.h < next.rect.h);
        h.kiosk.semantic_action(next.id, Action::scroll_to, {}, h.now_ms);
        h.settle();
        CHECK(h.node(Role::button, "下一步").seen.h >= next.rect.h - 1);
        CHECK(h.node(Role::button, "返回").seen.h > 0);  // what stands around it stays
        h.kiosk.set_look({});
        h.settle();
        CHECK(h.node(Role::button, "下一步").seen.h >= next.rect.h - 1);
    }
}
