#include "native/preview/fixture_parts.hpp"

namespace xf::preview {

using namespace app;

namespace {

RuleItem rule(std::uint32_t no, const char* category, const char* text, std::int64_t points,
              std::uint32_t days) {
    RuleItem out{{no}, category, text, Points(points)};
    out.publicity_days = days;
    return out;
}

std::vector<RuleItem> rules() {
    std::vector<RuleItem> out = {rule(21, "人居环境", "房前屋后随手清理", 2, 0),
                                 rule(22, "人居环境", "带头拆旱厕、改院墙", 30, 5),
                                 rule(24, "志愿服务", "义务帮独居老人收庄稼", 12, 3),
                                 rule(26, "移风易俗", "婚事不收高额彩礼", 40, 7),
                                 rule(27, "移风易俗", "乱倒垃圾，劝说不改", -5, 3)};
    out[0].instant = true;
    out[0].cap = 4;
    out[1].needs = AwardNeeds::photo;
    out[1].cap = 1;
    out[3].needs = AwardNeeds::witness;
    return out;
}

AwardItem award(std::uint32_t seq, const char* text, std::int64_t points, const char* household,
                const char* person, AwardStage stage) {
    AwardItem out;
    out.id = {{4}, {1}, {seq}};
    out.rule = text;
    out.points = Points(points);
    out.household = household;
    out.person = person;
    out.stage = stage;
    out.at = before(26 * kHour);
    return out;
}

AwardItem shown(const char* household, const char* person) {
    AwardItem out = award(7, "义务帮独居老人收庄稼", 12, household, person, AwardStage::shown);
    out.days_left = 2;
    return out;
}

AwardView seen(AwardItem item) {
    AwardView v;
    v.item = std::move(item);
    v.whole = true;
    v.proposer = "胡素琴（示例）";
    v.note = "帮村西吴老汉收了两亩玉米，干了一整天。（示例）";
    return v;
}

AwardView reviewed(AwardItem item, std::uint32_t reason) {
    AwardView v = seen(std::move(item));
    v.reviewer = "刘秋生（示例）";
    v.reviewed_at = before(3 * kHour);
    v.item.reason = reason;
    return v;
}

AwardFormView form(AwardQuestion question) {
    AwardFormView v;
    v.question = question;
    v.draft = "26-1-0";
    if (question == AwardQuestion::rule) {
        v.rules = rules();
        return v;
    }
    v.rule = rules()[3];
    if (question == AwardQuestion::household) {
        v.households = {{{1}, "张春梅家（示例）", 1, 4, Points(118)},
                        {{2}, "王金凤家（示例）", 2, 3, Points(64)},
                        {{3}, "李翠娥家（示例）", 3, 3, Points(92)}};
        v.controls = ListControls{};
        v.controls->choosers = {{Choosing::grid, {{0, {}}, {1, {}}, {2, {}}}, 0}};
        v.controls->shown = v.controls->total = 3;
        return v;
    }
    v.household = "张春梅家（示例）";
    v.persons = {{{1}, "张春梅（示例）"}, {{2}, "周小红（示例）"}, {{3}, "张海燕（示例）"}};
    if (question == AwardQuestion::evidence) {
        v.person = "张春梅（示例）";
        v.pictures.can_add = true;
    }
    return v;
}

BalanceView balance_with_awards() {
    BalanceView v = balance();
    AwardItem back = award(5, "婚事不收高额彩礼", 40, "", "", AwardStage::returned);
    back.reason = 16;
    v.awaiting = {award(8, "参加村里组织的义务劳动", 6, "", "张春梅（示例）", AwardStage::waiting),
                  shown("", "张海燕（示例）"), back};
    v.lines.front().reviewer = "刘秋生（示例）";
    v.lines.front().award = EventKey{{4}, {1}, {3}};
    return v;
}

}  // namespace

void add_awards(std::vector<Fixture>& all) {
    add(all, "rules", base(), RulesView{rules()});
    add(all, "rules_empty", base(), RulesView{});
    AwardsView publicity;
    AwardItem doubted = award(6, "婚事不收高额彩礼", 40, "李**", "", AwardStage::objected);
    publicity.items = {shown("王**", "王**"), doubted};
    add(all, "publicity", base(), publicity);
    add(all, "publicity_empty", base(), AwardsView{});
    AwardsView reviews{AwardsView::List::to_review, {}};
    AwardItem own = award(9, "义务帮独居老人收庄稼", 12, "王金凤家（示例）", "王金凤（示例）",
                          AwardStage::waiting);
    own.own = true;
    AwardItem instant =
        award(10, "房前屋后随手清理", 2, "刘淑芬家（示例）", "", AwardStage::posted);
    instant.instant = instant.unreviewed = true;
    reviews.items = {award(8, "参加村里组织的义务劳动", 6, "张春梅家（示例）", "张春梅（示例）",
                           AwardStage::waiting),
                     instant, own};
    add(all, "reviews", at_desk(), reviews);
    AwardView to_review = seen(award(8, "义务帮独居老人收庄稼", 12, "王金凤家（示例）",
                                     "王金凤（示例）", AwardStage::waiting));
    to_review.can_review = true;
    add(all, "award_review", at_desk(), to_review);
    AwardView on_show = reviewed(shown("王**", "王**"), 1);
    on_show.whole = false;
    on_show.note.clear();
    on_show.can_object = true;
    add(all, "award_shown", base(), on_show);
    on_show.objecting = true;
    add(all, "award_objecting", base(), on_show);
    add(all, "award_returned", base(),
        reviewed(award(5, "义务帮独居老人收庄稼", 12, "张春梅家（示例）", "张海燕（示例）",
                       AwardStage::returned),
                 16));
    AwardView doubtful = reviewed(award(6, "义务帮独居老人收庄稼", 12, "张春梅家（示例）",
                                        "张海燕（示例）", AwardStage::objected),
                                  1);
    doubtful.objection = 2;
    doubtful.can_answer = true;
    add(all, "award_answer", at_desk(), doubtful);
    AwardView done = reviewed(award(3, "义务帮独居老人收庄稼", 12, "张春梅家（示例）",
                                    "张海燕（示例）", AwardStage::posted),
                              2);
    done.pictures = {{Hash{}, PictureState::here}};
    done.posted = true;
    done.posted_at = before(20);
    done.moved = Points(12);
    add(all, "award_posted", base(), done);
    add(all, "award_rule", at_desk(), form(AwardQuestion::rule));
    add(all, "award_household", at_desk(), form(AwardQuestion::household));
    add(all, "award_person", at_desk(), form(AwardQuestion::person));
    add(all, "award_evidence", at_desk(), form(AwardQuestion::evidence));
    add(all, "balance_awards", base(), balance_with_awards());
}

}  // namespace xf::preview
