#include "shared/app/balance_pages.hpp"

#include "shared/app/award_pages.hpp"
#include "shared/app/context.hpp"
#include "shared/app/wording.hpp"
#include "shared/devices/feature.hpp"
#include "shared/points/award_queries.hpp"
#include "shared/points/queries.hpp"
#include "shared/shop/feature.hpp"

namespace xf::app {
namespace {

Result<std::string> goods_list(const store::Place& place, const points::Redemption& redemption) {
    std::string out;
    for (const points::RedemptionLine& line : redemption.lines) {
        XF_ASSIGN(const std::string name, name_or_empty(shop::find(place, line.goods)));
        if (!out.empty()) out += "、";
        out += name;
        if (line.quantity > 1) out += "×" + std::to_string(line.quantity);
    }
    return out;
}

Result<LineView> present_award(const store::Place& place, const points::Line& line, LineView view) {
    XF_ASSIGN(const points::Award award, points::Award::parse(line.header));
    view.kind = LineView::Kind::award;
    view.points = award.points;
    XF_ASSIGN(view.title, points::rule_text(place, award.rule));
    XF_ASSIGN(view.who, actor_name(place, line.header.actor));
    XF_ASSIGN(view.person, name_or_empty(people::person(place, award.person)));
    return view;
}

/// Posted by the hub; its proposal says by whom and why.
Result<LineView> present_posting(const store::Place& place, const points::Line& line,
                                 LineView view) {
    XF_ASSIGN(const points::AwardPosted posted, points::AwardPosted::parse(line.header));
    view.kind = LineView::Kind::award;
    view.points = posted.points;
    if (posted.moved != posted.points) view.moved = posted.moved;
    XF_ASSIGN(view.title, points::rule_text(place, posted.rule));
    XF_ASSIGN(view.person, name_or_empty(people::person(place, posted.person)));
    const auto award = points::find_award(place, posted.award);
    if (!award.ok())
        return store::is_fault(award.error().code) ? Result<LineView>(award.error())
                                                   : std::move(view);
    view.award = award->key;
    view.reversal = posted.points == -award->what.points;
    XF_ASSIGN(view.who, actor_name(place, award->proposer));
    if (award->standing.reviewer != StaffNo{0}) {
        XF_ASSIGN(view.reviewer, name_or_empty(people::staff(place, award->standing.reviewer)));
    }
    const auto rule = points::rule_of_version(place, award->what.rule, award->what.version);
    if (rule.ok()) view.title = rule->text;
    return view;
}

Result<LineView> present_redemption(const store::Place& place, const points::Line& line,
                                    LineView view) {
    XF_ASSIGN(const points::Redemption redemption, points::Redemption::parse(line.header));
    view.kind = LineView::Kind::redemption;
    view.points = -redemption.total();
    XF_ASSIGN(view.title, goods_list(place, redemption));
    XF_ASSIGN(view.who, name_or_empty(devices::find(place, line.key.device)));
    XF_ASSIGN(view.person, actor_name(place, line.header.actor));
    return view;
}

Result<LineView> present_line(const store::Place& place, const points::Line& line, LineView view) {
    switch (line.header.type) {
        case points::kAwardType:
            return present_award(place, line, std::move(view));
        case points::kAwardPostedType:
            return present_posting(place, line, std::move(view));
        default:
            return present_redemption(place, line, std::move(view));
    }
}

}  // namespace

Result<BalanceView> balance_of(const store::Place& place, HouseholdNo household, Day today,
                               std::size_t limit) {
    XF_ASSIGN(const points::Standing standing, points::standing(place, household));
    BalanceView view;
    view.available = standing.posted;
    view.score = standing.score;
    XF_ASSIGN(view.awaiting, awaiting_of(place, household, today));
    XF_ASSIGN(const auto lines, points::history(place, household, limit));
    for (const points::Line& line : lines) {
        LineView shown;
        shown.at = line.header.time;
        shown.state = state_of(line.verdict);
        shown.reason = reason_of(line.verdict);
        XF_ASSIGN(shown, present_line(place, line, std::move(shown)));
        view.lines.push_back(std::move(shown));
    }
    return view;
}

Result<View> present(const Context& context, const BalancePage&) {
    if (!context.visit.household) return ErrorCode::not_signed_in;
    XF_ASSIGN(BalanceView view,
              balance_of(context.place(), context.visit.household->no, context.today()));
    return View(std::move(view));
}

}  // namespace xf::app
