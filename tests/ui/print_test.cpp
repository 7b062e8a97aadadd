// 打印: offered where there is a printer, and what is said of it.
#include <catch_amalgamated.hpp>

#include "kiosk/text/paper_words.hpp"
#include "tests/ui/harness.hpp"

using namespace xf;
using namespace xf::kiosk;
using app::PrintState;
using kiosk::test::fixture;
using kiosk::test::Harness;

namespace {

app::Snapshot receipt(PrintState state) {
    app::Snapshot out = fixture("receipt");
    std::get<app::ReceiptView>(out.view).print = state;
    return out;
}

app::Snapshot document(PrintState state) {
    app::Snapshot out = fixture("document");
    std::get<app::DocumentView>(out.view).print = state;
    return out;
}

}  // namespace

TEST_CASE("without a printer no screen offers one") {
    for (const Surface& surface : test::kSurfaces) {
        Harness h(surface);
        for (const auto& snapshot : {receipt(PrintState::none), document(PrintState::none)}) {
            h.show(snapshot);
            for (const Node& node : h.kiosk.semantics().nodes)
                CHECK(node.name.find("打印") == std::string::npos);
        }
    }
}

TEST_CASE("a receipt and a document are printed by one press") {
    for (const Surface& surface : test::kSurfaces) {
        Harness h(surface);
        h.show(receipt(PrintState::ready));
        h.press("打印小票");
        CHECK(h.commands.last<app::Print>());
        h.commands.all.clear();
        h.show(document(PrintState::ready));
        h.press("打印");
        CHECK(h.commands.last<app::Print>());
    }
}

TEST_CASE("the buttons beside it still do what they say") {
    Harness h;
    for (const PrintState state : {PrintState::none, PrintState::ready}) {
        h.show(receipt(state));
        h.press("再换一些");
        CHECK(test::said<app::GoTo>(h).place == app::Place::counter);
        h.press("完成并退出");
        CHECK(h.commands.last<app::SignOff>());
    }
}

TEST_CASE("while it prints nobody can press again; then it is said, and can be printed again") {
    Harness h;
    for (const auto& of : {receipt, document}) {
        h.show(of(PrintState::printing));
        CHECK((h.node(Role::button, "正在打印…").state & state::kDisabled) != 0);
        h.show(of(PrintState::printed));
        CHECK(h.has(Role::text, "打好了，请取走。"));
        h.commands.all.clear();
        h.press("再打一份");
        CHECK(h.commands.last<app::Print>());
    }
}

TEST_CASE("what went wrong with the paper is said under its own title") {
    Harness h;
    for (const ErrorCode code : {ErrorCode::no_printer, ErrorCode::no_paper, ErrorCode::print_busy,
                                 ErrorCode::print_too_long, ErrorCode::print_failed}) {
        app::Snapshot s = receipt(PrintState::ready);
        s.message = app::Message{code, 0, std::nullopt};
        h.show(s);
        CHECK(h.has(Role::heading, "没有打印出来"));
    }
}

TEST_CASE("no word that stands on paper is missing") {
    // By their names: a new one does not compile until it stands here.
    const auto [receipt, copy, number, household, line, points, total, left, saved, saved_means,
                reported, reported_means, rejected, rejected_means, code, corrected, pictures,
                verified, checked, root, checkpoint, changed, incomplete, unverified] =
        paper_words();
    for (const std::string_view words :
         {receipt,  copy,           number,     household,   line,       points,
          total,    left,           saved,      saved_means, reported,   reported_means,
          rejected, rejected_means, code,       corrected,   pictures,   verified,
          checked,  root,           checkpoint, changed,     incomplete, unverified})
        CHECK_FALSE(words.empty());
    for (const std::string_view words :
         {line, points, pictures, verified, checked, root, checkpoint})
        CHECK(words.find("{0}") != std::string_view::npos);
    CHECK(line.find("{1}") != std::string_view::npos);
}
