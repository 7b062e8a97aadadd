// The staff's desk as it can be pressed and read out.
#include <catch_amalgamated.hpp>

#include "kiosk/text/format.hpp"
#include "shared/app/registry.hpp"
#include "tests/ui/harness.hpp"

using namespace xf;
using namespace xf::kiosk;
using kiosk::test::fixture;
using kiosk::test::Harness;
using kiosk::test::said;

TEST_CASE("every event of the log, and every feature, has its words") {
    for (const store::Feature* feature : app::registry().features()) {
        if (feature->types.empty()) continue;  // has no events to be chosen
        INFO(feature->name);
        CHECK(area_text(feature->name) != tr(Text::event_unknown));
        for (const store::EventType& type : feature->types) {
            INFO(type.name);
            CHECK(event_text(type.name) != tr(Text::event_unknown));
        }
    }
    CHECK(event_text("never_heard_of") == tr(Text::event_unknown));
    CHECK(event_text("") == tr(Text::event_unknown));
}

TEST_CASE("the desk's tiles lead where they say") {
    Harness h;
    h.show(fixture("home_staff"));
    const struct {
        const char* name;
        app::Place place;
    } tiles[] = {{"办诉求 3 件超时", app::Place::requests},
                 {"查户情", app::Place::households},
                 {"看留痕", app::Place::audit},
                 {"做公开", app::Place::publish},
                 {"给积分", app::Place::award_form},
                 {"等我审", app::Place::reviews},
                 {"积分公示", app::Place::publicity},
                 {"看公开", app::Place::disclosure}};
    for (const auto& tile : tiles) {
        h.press(tile.name);
        CHECK(said<app::GoTo>(h).place == tile.place);
    }
    h.show(fixture("home_desk"));
    h.press("登录办公");
    CHECK(said<app::GoTo>(h).place == app::Place::desk);
}

TEST_CASE("staff is chosen by name, with the post beside it") {
    for (const Surface& surface : test::kSurfaces) {
        Harness h(surface);
        h.show(fixture("identify_staff"));
        h.press("刘秋生（示例） 村务监督委员会主任");
        CHECK(said<app::ChooseStaff>(h).no == StaffNo{13});
    }
}

TEST_CASE("a list is searched as one types, but not in the middle of a character") {
    Harness h;
    h.show(fixture("households"));
    REQUIRE(h.kiosk.text_fields().size() == 1);
    const NodeId field = h.kiosk.text_fields()[0].id;
    h.kiosk.text_changed(field, {"zhang", 5, 5, 0, 5}, h.now_ms);  // still being composed
    h.settle();
    CHECK(h.commands.all.empty());
    h.kiosk.text_changed(field, {"张", 3, 3, 0, 0}, h.now_ms);
    h.settle();
    CHECK(said<app::SearchList>(h).text == "张");
}

TEST_CASE("back at a list, the words that are in force stand in its field") {
    Harness h;
    h.show(fixture("households_none"));
    CHECK(h.node(Role::textbox, "查找").value == "欧阳");
    CHECK(h.commands.all.empty());
    CHECK(h.has(Role::text, "没有符合条件的"));
}

TEST_CASE("a chooser offers its choices above everything, and nothing below can be pressed") {
    Harness h;
    h.show(fixture("households"));
    h.press("网格：全部");
    CHECK(said<app::OpenChooser>(h).index == 0u);
    h.show(fixture("households_choosing"));
    CHECK(h.has(Role::dialog, "网格"));
    CHECK((h.node(Role::button, "全部").state & state::kSelected) != 0);
    CHECK((h.node(Role::button, "第 2 网格").state & state::kSelected) == 0);
    CHECK((h.node(Role::button, "下一页").state & state::kDisabled) != 0);
    h.press("第 2 网格");
    CHECK(said<app::Choose>(h).chooser == 0);
    CHECK(said<app::Choose>(h).value == 2);
    h.press("取消");
    CHECK_FALSE(said<app::OpenChooser>(h).index);
    h.kiosk.key(Key::escape, h.now_ms);
    CHECK_FALSE(said<app::OpenChooser>(h).index);
}

TEST_CASE("a long list is turned in parts, and says which one is shown") {
    Harness h;
    h.show(fixture("households"));
    CHECK(h.has(Role::text, "第 1–6 条，共 5000 条"));
    CHECK((h.node(Role::button, "上一页").state & state::kDisabled) != 0);
    h.press("下一页");
    CHECK(said<app::TurnList>(h).forward);
    h.show(fixture("requests_desk"));
    CHECK_FALSE(h.has(Role::button, "下一页"));  // all of it is there
}

TEST_CASE("a record of the audit trail is read out whole") {
    Harness h;
    h.show(fixture("audit"));
    const std::string own =
        "办结诉求：张立本户（示例） 马双全（示例） · 一网格专职网格员 · 9:33 · 村委会办公桌 · "
        "工作人员密码 · 编号 2-1-41";
    CHECK(h.has(Role::listitem, own));
    CHECK(h.has(Role::listitem, "分配柜台可用分 8:09 · 镇里的服务器 · 后台登记 · 编号 2-1-39"));
    CHECK(h.has(Role::text, "没有权限办这件事，没有记入。请找有权限的工作人员。"));
}
