// Awards as they can be pressed and read out: proposed question by question, decided with a reason.
#include <catch_amalgamated.hpp>

#include "kiosk/text/format.hpp"
#include "tests/ui/harness.hpp"

using namespace xf;
using namespace xf::kiosk;
using kiosk::test::fixture;
using kiosk::test::Harness;
using kiosk::test::said;

TEST_CASE("an award is proposed question by question") {
    for (const Surface& surface : test::kSurfaces) {
        Harness h(surface);
        h.show(fixture("award_rule"));
        const Node& rule =
            h.node(Role::button, "房前屋后随手清理 当场记分，事后审核 · 每户每月最多 4 次 +2");
        h.tap(rule);
        CHECK(said<app::ChooseRule>(h).no == RuleNo{21});
        h.show(fixture("award_person"));
        h.press("全户一起");
        CHECK(said<app::ChooseAwardPerson>(h).no == PersonNo{0});
        h.press("周小红（示例）");
        CHECK(said<app::ChooseAwardPerson>(h).no == PersonNo{2});
        h.show(fixture("award_evidence"));
        CHECK(h.kiosk.text_fields().size() == 2);  // the rule asks for a witness
        h.press("报上去");
        CHECK(said<app::ProposeAward>(h).note.empty());
    }
}

TEST_CASE("a reviewer says yes or no, and why") {
    for (const Surface& surface : test::kSurfaces) {
        Harness h(surface);
        h.show(fixture("award_review"));
        h.press("退回");
        CHECK(h.commands.all.empty());  // not without a reason
        h.press("凭据不够");
        CHECK_FALSE(said<app::ReviewAward>(h).approved);
        CHECK(said<app::ReviewAward>(h).reason == 16);
        h.press("同意");
        h.press("取消");
        h.press("同意");
        h.press("到现场看过，属实");
        CHECK(said<app::ReviewAward>(h).approved);
        CHECK(said<app::ReviewAward>(h).reason == 2);
    }
}

TEST_CASE("an objection is answered with what was found") {
    for (const Surface& surface : test::kSurfaces) {
        Harness h(surface);
        h.show(fixture("award_answer"));
        CHECK(h.has(Role::text, "分数不对"));  // what the objection says
        h.press("意见不属实");
        CHECK(h.commands.all.empty());  // not without a reason
        h.press("到现场看过，属实");
        CHECK_FALSE(said<app::AnswerObjection>(h).upheld);
        CHECK(said<app::AnswerObjection>(h).reason == 2);
        h.press("意见属实");
        h.press("凭据不够");
        CHECK(said<app::AnswerObjection>(h).upheld);
        CHECK(said<app::AnswerObjection>(h).reason == 16);
    }
}

TEST_CASE("a resident reads why an award came back, and objects to one that is shown") {
    for (const Surface& surface : test::kSurfaces) {
        Harness h(surface);
        h.show(fixture("award_returned"));
        CHECK(h.has(Role::text, "刘秋生（示例） 审核退回"));
        h.show(fixture("publicity"));
        h.press("看积分细则");
        CHECK(said<app::GoTo>(h).place == app::Place::rules);
        h.show(fixture("award_shown"));
        h.press("我有意见");
        CHECK(h.commands.last<app::StartObjection>());
        h.show(fixture("award_objecting"));
        h.press("分数不对");
        CHECK(said<app::ObjectToAward>(h).reason == 2);
    }
}

TEST_CASE("what is under way stands among a household's points, and explains itself") {
    Harness h;
    h.show(fixture("balance_awards"));
    const auto& nodes = h.kiosk.semantics().nodes;
    const auto waits = [](const Node& node) {
        return node.role == Role::button && node.name.find("还有 2 天公示完") != std::string::npos;
    };
    CHECK(std::count_if(nodes.begin(), nodes.end(), waits) == 1);
    CHECK(h.has(Role::text, "凭据不够"));
}
