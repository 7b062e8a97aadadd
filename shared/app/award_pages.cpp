#include "shared/app/award_pages.hpp"

#include <algorithm>
#include <array>

#include "shared/app/context.hpp"
#include "shared/app/wording.hpp"
#include "shared/points/award_queries.hpp"

namespace xf::app {
namespace {

using points::AwardCourse;
using points::AwardState;

constexpr std::size_t kItemsShown = 100;
constexpr std::size_t kReturnedShown = 3;  ///< of a household, among its points

static_assert(static_cast<int>(AwardStage::reversed) == static_cast<int>(AwardState::reversed));
static_assert(static_cast<int>(AwardNeeds::witness) == static_cast<int>(points::Evidence::witness));

/// 王** of 王守田家（示例）: enough for who knows them already.
std::string masked(const std::string& name) {
    std::size_t end = name.empty() ? 0 : 1;
    while (end < name.size() && (static_cast<unsigned char>(name[end]) & 0xC0) == 0x80) ++end;
    return name.empty() ? name : name.substr(0, end) + "**";
}

RuleItem item_of(const points::RuleDefined& rule, Day day) {
    RuleItem out{rule.rule, rule.category, rule.text, rule.points, rule.instant};
    out.needs = static_cast<AwardNeeds>(rule.evidence);
    out.cap = rule.cap;
    out.publicity_days = rule.publicity_days;
    out.from = rule.from;
    out.until = rule.until;
    out.valid = points::is_valid(rule, day).ok();
    return out;
}

Result<std::string> rule_text_of(const store::Place& place, const points::AwardProposed& what) {
    auto rule = points::rule_of_version(place, what.rule, what.version);
    if (rule.ok()) return std::move(rule->text);
    if (store::is_fault(rule.error().code)) return rule.error();
    return std::string();
}

/// With names in full.
Result<AwardItem> item_of(const store::Place& place, const AwardCourse& award, Day day) {
    AwardItem out;
    out.id = award.key;
    XF_ASSIGN(out.rule, rule_text_of(place, award.what));
    out.points = award.what.points;
    XF_ASSIGN(out.household, name_or_empty(people::household(place, award.what.household)));
    if (award.what.person != PersonNo{0}) {
        XF_ASSIGN(out.person, name_or_empty(people::person(place, award.what.person)));
    }
    out.stage = static_cast<AwardStage>(award.standing.state);
    out.at = award.proposed_at;
    if (award.post_on && day < *award.post_on)
        out.days_left = static_cast<std::uint32_t>(award.post_on->days - day.days);
    out.instant = award.standing.instant;
    out.unreviewed =
        award.standing.state == AwardState::posted && award.standing.reviewer == StaffNo{0};
    out.record = state_of(award.verdict);
    out.answer = award.answer;
    if (award.standing.state == AwardState::refused)
        out.refused = static_cast<ErrorCode>(award.reason);
    else
        out.reason = award.reason;
    return out;
}

bool is_own_household(const Context& context, const AwardCourse& award) {
    const Visit& visit = context.visit;
    return visit.signed_in() && visit.household && visit.household->no == award.what.household;
}

bool sees_whole(const Context& context, const AwardCourse& award) {
    return context.visit.staff.has_value() || is_own_household(context, award);
}

Result<AwardItem> item_for(const Context& context, const AwardCourse& award) {
    XF_ASSIGN(AwardItem out, item_of(context.place(), award, context.today()));
    out.own = context.visit.staff && context.visit.staff->no == award.standing.proposer;
    if (sees_whole(context, award)) return out;
    out.household = masked(out.household) + "家";
    out.person = masked(out.person);
    return out;
}

Result<std::vector<AwardItem>> items_for(const Context& context,
                                         const std::vector<AwardCourse>& found) {
    std::vector<AwardItem> out;
    for (const AwardCourse& award : found) {
        XF_ASSIGN(AwardItem item, item_for(context, award));
        out.push_back(std::move(item));
    }
    return out;
}

Result<std::string> staff_name(const store::Place& place, StaffNo no) {
    if (no == StaffNo{0}) return std::string();
    return name_or_empty(people::staff(place, no));
}

/// The award that the person is looking at.
Result<AwardCourse> open_award(const Context& context, const EventKey& key) {
    return points::find_award(context.place(), key);
}

Status decide(Context& context, std::uint32_t type, bool yes, std::uint32_t reason) {
    const auto* page = context.page<AwardPage>();
    if (!page) return {};
    XF_ASSIGN(const AwardCourse award, open_award(context, page->award));
    const points::AwardReviewed said{award.what.household, award.key, yes, reason};
    XF_ASSIGN(const EventKey key, context.act(type, said.data(), std::nullopt));
    static_cast<void>(key);
    return {};
}

/// What whoever is here may do next with it.
Status add_choices(const Context& context, const AwardCourse& award, AwardView& view) {
    XF_ASSIGN(const auto roles, context.staff_roles());
    const bool reviewer = roles && (*roles & ReviewsPage::kRoles) != 0;
    if (reviewer) {
        const StaffNo me = context.visit.staff->no;
        view.can_review = points::after_review(award.standing, me, true).ok();
        view.can_answer = points::after_answer(award.standing, me, true).ok();
    }
    const DeviceRole role = context.village.role();
    const bool in_hall = role == DeviceRole::kiosk || role == DeviceRole::counter;
    view.can_object = in_hall && points::after_objection(award.standing).ok();
    return {};
}

Result<AwardView> view_of(const Context& context, const EventKey& key) {
    const store::Place place = context.place();
    XF_ASSIGN(const AwardCourse award, open_award(context, key));
    AwardView view;
    XF_ASSIGN(view.item, item_for(context, award));
    view.whole = sees_whole(context, award);
    if (view.whole) {
        view.note = award.evidence.note;
        view.witness = award.evidence.witness;
        XF_ASSIGN(view.pictures, present_pictures(context, award.evidence.pictures));
    }
    XF_ASSIGN(view.proposer, actor_name(place, award.proposer));
    XF_ASSIGN(view.reviewer, staff_name(place, award.standing.reviewer));
    view.reviewed_at = award.reviewed_at;
    view.objection = award.objection;
    XF_ASSIGN(view.answerer, staff_name(place, award.answerer));
    view.posted = award.posted_at.seconds != 0;
    view.posted_at = award.posted_at;
    view.moved = award.moved;
    XF_TRY(add_choices(context, award, view));
    return view;
}

/// The page that an award is opened from, if it may be.
std::optional<AwardPage::From> opened_from(const Page& page) {
    return std::visit(
        []<typename P>(const P& from) -> std::optional<AwardPage::From> {
            if constexpr (std::is_constructible_v<AwardPage::From, P>)
                return AwardPage::From(from);
            else
                return std::nullopt;
        },
        page);
}

}  // namespace

Result<std::vector<AwardItem>> awaiting_of(const store::Place& place, HouseholdNo household,
                                           Day today) {
    constexpr std::array kUnderWay = {AwardState::proposed, AwardState::waiting,
                                      AwardState::approved, AwardState::shown,
                                      AwardState::objected};
    constexpr std::array kCameBack = {AwardState::returned, AwardState::refused};
    XF_ASSIGN(auto found, points::awards(place, kUnderWay, household, kItemsShown));
    XF_ASSIGN(const auto back, points::awards(place, kCameBack, household, kReturnedShown));
    found.insert(found.end(), back.begin(), back.end());
    std::vector<AwardItem> out;
    for (const AwardCourse& award : found) {
        XF_ASSIGN(AwardItem item, item_of(place, award, today));
        out.push_back(std::move(item));
    }
    return out;
}

Result<std::vector<RuleItem>> rule_items(const store::Place& place, Day today) {
    XF_ASSIGN(const auto rules, points::catalogue(place));
    std::vector<RuleItem> out;
    out.reserve(rules.size());
    for (const points::RuleDefined& rule : rules) out.push_back(item_of(rule, today));
    return out;
}

Result<View> present(const Context& context, const RulesPage&) {
    RulesView view;
    XF_ASSIGN(view.rules, rule_items(context.place(), context.today()));
    return View(std::move(view));
}

Result<View> present(const Context& context, const PublicityPage&) {
    constexpr std::array kPublic = {AwardState::shown, AwardState::objected};
    XF_ASSIGN(const auto found,
              points::awards(context.place(), kPublic, std::nullopt, kItemsShown));
    AwardsView view;
    XF_ASSIGN(view.items, items_for(context, found));
    return View(std::move(view));
}

Result<View> present(const Context& context, const ReviewsPage&) {
    XF_ASSIGN(const auto found, points::awards_to_decide(context.place(), kItemsShown));
    AwardsView view{AwardsView::List::to_review, {}};
    XF_ASSIGN(view.items, items_for(context, found));
    return View(std::move(view));
}

Result<View> present(const Context& context, const AwardPage& page) {
    XF_ASSIGN(AwardView view, view_of(context, page.award));
    return View(std::move(view));
}

Result<View> present(const Context& context, const ObjectionPage& page) {
    XF_ASSIGN(AwardView view, view_of(context, page.about.award));
    view.objecting = true;
    return View(std::move(view));
}

Status handle(Context& context, const OpenAward& command) {
    const auto from = opened_from(context.visit.page);
    if (!from) return {};
    context.go(AwardPage{command.id, *from});
    return {};
}

Status handle(Context& context, const ReviewAward& command) {
    return decide(context, points::kAwardReviewedType, command.approved, command.reason);
}

Status handle(Context& context, const AnswerObjection& command) {
    return decide(context, points::kObjectionAnsweredType, command.upheld, command.reason);
}

Status handle(Context& context, const StartObjection&) {
    const auto* page = context.page<AwardPage>();
    if (page) context.go(ObjectionPage{*page});
    return {};
}

Status handle(Context& context, const ObjectToAward& command) {
    const auto* page = context.page<ObjectionPage>();
    if (!page) return {};
    const points::AwardObjected said{page->about.award, command.reason};
    XF_ASSIGN(const EventKey key,
              context.act(points::kAwardObjectedType, said.data(), std::nullopt));
    static_cast<void>(key);
    context.go(AwardPage(page->about));
    return {};
}

}  // namespace xf::app
