// The focused field of the native client edits text as an <input> of the page would.
#include "native/kiosk/text_edit.hpp"

#include <catch_amalgamated.hpp>

namespace xf::native::test {
namespace {

using Move = TextEdit::Move;

TEST_CASE("text edit: whole characters go in, and come out again") {
    TextEdit edit;
    edit.insert("路");
    edit.insert("灯a");
    CHECK(edit.text() == "路灯a");
    edit.erase_before();
    edit.erase_before();
    CHECK(edit.text() == "路");
    edit.move(Move::left, false);
    edit.erase_before();
    CHECK(edit.text() == "路");
    edit.erase_after();
    edit.erase_after();
    CHECK(edit.text().empty());
}

TEST_CASE("text edit: what is selected gives way") {
    TextEdit edit;
    edit.set("村口路灯");
    edit.move(Move::left, true);
    edit.move(Move::left, true);
    CHECK(edit.state().selection_begin == 6);
    CHECK(edit.state().selection_end == 12);
    edit.insert("桥");
    CHECK(edit.text() == "村口桥");
    edit.select_all();
    edit.erase_before();
    CHECK(edit.text().empty());
}

TEST_CASE("text edit: a preedit is shown at the caret, and is no text until it is committed") {
    TextEdit edit;
    edit.set("村灯");
    edit.move(Move::left, false);
    edit.compose("lu'd", 3);
    CHECK(edit.text() == "村灯");
    const kiosk::TextState shown = edit.state();
    CHECK(shown.text == "村lu'd灯");
    CHECK(shown.composition_begin == 3);
    CHECK(shown.composition_end == 7);
    CHECK(shown.selection_end == 6);
    edit.insert("路");
    CHECK(edit.text() == "村路灯");
    CHECK(edit.state().composition_begin == edit.state().composition_end);
    edit.compose("x", 1);
    edit.compose("", 0);
    CHECK(edit.state().text == "村路灯");
}

TEST_CASE("text edit: up and down keep the column, at character boundaries") {
    TextEdit edit;
    edit.set("ab\n路灯\n");
    edit.move(Move::up, false);
    CHECK(edit.state().selection_end == 3);
    edit.move(Move::right, false);
    edit.move(Move::up, false);
    CHECK(edit.state().selection_end == 2);
    edit.move(Move::down, false);
    CHECK(edit.state().selection_end == 3);
    edit.move(Move::line_end, false);
    CHECK(edit.state().selection_end == 9);
    edit.move(Move::line_begin, false);
    CHECK(edit.state().selection_end == 3);
    edit.move(Move::up, false);
    edit.move(Move::up, false);
    CHECK(edit.state().selection_end == 0);
}

}  // namespace
}  // namespace xf::native::test
