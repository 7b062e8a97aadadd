#include "shared/app/award_form_pages.hpp"

#include <algorithm>

#include "shared/app/context.hpp"
#include "shared/app/desk_lists.hpp"
#include "shared/app/wording.hpp"
#include "shared/points/award_queries.hpp"

namespace xf::app {
namespace {

/// The page at that question, to go on from.
std::optional<AwardFormPage> asked(const Context& context, AwardQuestion question) {
    const auto* page = context.page<AwardFormPage>();
    if (!page || page->question != question) return std::nullopt;
    return *page;
}

Status present_households(const store::Place& place, const ListState& list, AwardFormView& view) {
    const HouseholdFilter filter{HouseholdFilter::Order::number, list.value(0), list.search};
    XF_ASSIGN(auto found, find_households(place, filter, {list.first, kListPage}));
    for (HouseholdRow& row : found.rows)
        view.households.push_back(
            {row.no, std::move(row.name), row.grid, row.persons, row.available});
    XF_ASSIGN(ListChooser grids, grid_chooser(place));
    view.controls = controls_of(list, {std::move(grids)}, view.households.size(), found.total);
    return {};
}

Status present_chosen(const store::Place& place, const AwardFormPage& page, AwardFormView& view) {
    if (page.household == HouseholdNo{0}) return {};
    XF_ASSIGN(view.household, name_or_empty(people::household(place, page.household)));
    XF_ASSIGN(const auto persons, people::persons_of(place, page.household));
    for (const people::Person& person : persons) {
        view.persons.push_back({person.no, person.name});
        if (person.no == page.person) view.person = person.name;
    }
    return {};
}

}  // namespace

std::variant<HomePage, AwardFormPage> AwardFormPage::parent() const {
    if (question == AwardQuestion::rule) return HomePage{};
    AwardFormPage before = *this;
    before.question = static_cast<AwardQuestion>(static_cast<int>(question) - 1);
    return before;
}

Result<View> present(const Context& context, const AwardFormPage& page) {
    const store::Place place = context.place();
    AwardFormView view;
    view.question = page.question;
    view.draft = std::to_string(page.rule.value) + "-" + std::to_string(page.household.value) +
                 "-" + std::to_string(page.person.value);
    XF_ASSIGN(view.pictures, present_draft(context, page.pictures));
    XF_ASSIGN(auto rules, rule_items(place, china_day(context.ports.clock.now())));
    const auto chosen = std::find_if(rules.begin(), rules.end(),
                                     [&](const RuleItem& each) { return each.no == page.rule; });
    if (chosen != rules.end()) view.rule = *chosen;
    if (page.question == AwardQuestion::rule) {
        std::erase_if(rules, [](const RuleItem& each) { return !each.valid; });
        view.rules = std::move(rules);
    }
    if (page.question == AwardQuestion::household)
        XF_TRY(present_households(place, page.list, view));
    XF_TRY(present_chosen(place, page, view));
    return View(std::move(view));
}

Status handle(Context& context, const ChooseRule& command) {
    auto page = asked(context, AwardQuestion::rule);
    if (!page) return {};
    page->rule = command.no;
    page->question = AwardQuestion::household;
    context.go(*std::move(page));
    return {};
}

Status handle(Context& context, const ChooseAwardHousehold& command) {
    auto page = asked(context, AwardQuestion::household);
    if (!page) return {};
    page->household = command.no;
    page->person = PersonNo{0};
    page->question = AwardQuestion::person;
    context.go(*std::move(page));
    return {};
}

Status handle(Context& context, const ChooseAwardPerson& command) {
    auto page = asked(context, AwardQuestion::person);
    if (!page) return {};
    page->person = command.no;
    page->question = AwardQuestion::evidence;
    context.go(*std::move(page));
    return {};
}

Status handle(Context& context, const ProposeAward& command) {
    const auto page = asked(context, AwardQuestion::evidence);
    if (!page) return {};
    if (command.note.size() > points::kNoteBytes) return ErrorCode::too_large;
    XF_ASSIGN(const points::RuleDefined rule, points::current_rule(context.place(), page->rule));
    const points::AwardProposed what{page->household, rule.rule, rule.version, rule.points,
                                     page->person};
    const points::AwardEvidence evidence{command.note, command.witness,
                                         references_to(page->pictures)};
    XF_ASSIGN(const EventKey key,
              context.act(points::kAwardProposedType, what.data(),
                          context.new_body(evidence.content()), page->pictures));
    context.go(AwardPage{key, HomePage{}});
    return {};
}

}  // namespace xf::app
