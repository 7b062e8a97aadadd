#include <catch_amalgamated.hpp>

#include "shared/base/limits.hpp"
#include "tests/ui/harness.hpp"

using namespace xf;
using namespace xf::kiosk;
using kiosk::test::fixture;
using kiosk::test::Harness;

namespace {

const TextFieldRect& only_field(Harness& h) {
    REQUIRE(h.kiosk.text_fields().size() == 1);
    return h.kiosk.text_fields()[0];
}

void type(Harness& h, std::string_view text) {
    h.kiosk.text_changed(only_field(h).id, {text, text.size(), text.size(), 0, 0}, h.now_ms);
    h.settle();
}

}  // namespace

TEST_CASE("a host learns where the field is and what it wants") {
    Harness h(test::kPhone);
    h.show(fixture("form_text"));
    const TextFieldRect& f = only_field(h);
    CHECK(f.multiline);
    CHECK(f.label == "诉求内容");
    CHECK(f.max_bytes == limits::kTextBytes);
    CHECK(f.rect.w > 200);
    CHECK(f.font_px >= 18);
    CHECK(f.id == h.node(Role::textbox, "诉求内容").id);
}

TEST_CASE("what is typed is shown and sent; committing without composition too") {
    Harness h;
    h.show(fixture("form_text"));
    type(h, "三组路灯");
    CHECK(h.node(Role::textbox, "诉求内容").value == "三组路灯");
    CHECK(only_field(h).revision == 0);  // the host's own text: nothing to overwrite
    h.press("提交");
    REQUIRE(h.commands.last<app::FileRequest>());
    CHECK(h.commands.last<app::FileRequest>()->text == "三组路灯");
}

TEST_CASE("a field that the countdown covers is no sign of life, its text is") {
    Harness h;
    h.show(fixture("form_text"));
    const NodeId id = only_field(h).id;
    type(h, "路灯");
    CHECK(h.commands.touches == 1);
    h.now_ms += 2000;
    h.kiosk.text_focus(id, true);
    h.kiosk.text_focus(id, false);
    type(h, "路灯");
    CHECK(h.commands.touches == 1);
    type(h, "路灯坏了");
    CHECK(h.commands.touches == 2);
}

TEST_CASE("a composition may come, change and go") {
    Harness h;
    h.show(fixture("form_text"));
    const NodeId id = only_field(h).id;
    h.kiosk.text_focus(id, true);
    for (const char* preedit : {"l", "lu", "lu d", "lu deng"}) {
        const std::string text = std::string("三组") + preedit;
        h.kiosk.text_changed(id, {text, text.size(), text.size(), 6, text.size()}, h.now_ms);
        h.settle();
        CHECK_FALSE(h.kiosk.wants_frame());
    }
    type(h, "三组路灯");
    CHECK(h.node(Role::textbox, "诉求内容").value == "三组路灯");
    CHECK((h.node(Role::textbox, "诉求内容").state & state::kFocused) != 0);
}

TEST_CASE("offsets out of range or inside a character are brought to boundaries") {
    Harness h;
    h.show(fixture("form_text"));
    const NodeId id = only_field(h).id;
    h.kiosk.text_focus(id, true);
    h.kiosk.text_changed(id, {"路灯", 1, 99, 2, 1}, h.now_ms);
    h.settle();
    CHECK(h.node(Role::textbox, "诉求内容").value == "路灯");
}

TEST_CASE("too much text is cut at a character, and the host told") {
    Harness h;
    h.show(fixture("form_text"));
    std::string much;
    while (much.size() <= limits::kTextBytes) much += "字";
    type(h, much);
    CHECK(only_field(h).value.size() == limits::kTextBytes);
    CHECK(only_field(h).revision == 1);
}

TEST_CASE("enter in a single line enrols; an empty code does not") {
    Harness h;
    h.show(fixture("enrol"));
    const NodeId id = only_field(h).id;
    h.kiosk.text_submit(id, h.now_ms);
    h.settle();
    CHECK(h.commands.all.empty());
    type(h, "ABCD-1234");
    h.kiosk.text_submit(id, h.now_ms);
    h.settle();
    REQUIRE(h.commands.last<app::Enrol>());
    CHECK(h.commands.last<app::Enrol>()->code == "ABCD-1234");
    CHECK(h.commands.all.size() == 1);
}

TEST_CASE("a press on the field asks for the focus once, and leaving gives it back") {
    Harness h;
    h.show(fixture("enrol"));
    CHECK(h.kiosk.wanted_focus() == 0);
    h.tap(h.node(Role::textbox, "登记码"));
    const NodeId id = only_field(h).id;
    CHECK(h.kiosk.wanted_focus() == id);
    h.kiosk.text_focus(id, true);
    h.kiosk.text_focus(id, false);
    h.settle();
    CHECK(h.kiosk.wanted_focus() == 0);
}

TEST_CASE("where a keyboard takes half of a phone, the field that is written in is seen whole") {
    for (const char* form : {"form_text", "form_words"}) {
        INFO(form);
        Harness h(test::kPhone);
        app::Snapshot s = fixture(form);
        s.persistence = app::Persistence::best_effort;  // its warning takes room, too
        h.show(s);
        const NodeId id = h.kiosk.text_fields().front().id;
        h.kiosk.text_focus(id, true);
        h.settle();
        h.kiosk.resize(390, 508, 1, 0);
        h.settle();
        const Node* const field = h.kiosk.semantics().find(id);
        REQUIRE(field);
        CHECK(field->rect.bottom() <= 508);
        CHECK(field->rect.h >= 60);
        CHECK(field->seen.h == field->rect.h);
    }
}

TEST_CASE("under a message there is no field to type into") {
    Harness h;
    app::Snapshot s = fixture("form_text");
    h.show(s);
    type(h, "没写完");
    s.message = app::Message{ErrorCode::nothing_entered, 0, {}};
    h.show(s);
    CHECK(h.kiosk.text_fields().empty());
    s.message.reset();
    h.show(s);
    CHECK(only_field(h).value == "没写完");  // nothing is lost by the message
}
