#include "shared/app/household_pages.hpp"

#include "shared/app/context.hpp"
#include "shared/app/desk_lists.hpp"
#include "shared/people/feature.hpp"

namespace xf::app {

Status handle(Context& context, const OpenHousehold& command) {
    if (context.page<HouseholdsPage>()) context.go(HouseholdPage{command.no});
    return {};
}

Result<View> present(const Context& context, const HouseholdsPage& page) {
    const store::Place place = context.place();
    const ListState& list = page.list;
    const std::uint32_t order = list.value(1);
    HouseholdFilter filter{HouseholdFilter::Order::number, list.value(0), list.search};
    if (order == 1) filter.order = HouseholdFilter::Order::points;
    if (order == 2) filter.order = HouseholdFilter::Order::name;
    XF_ASSIGN(auto found, find_households(place, filter, {list.first, kListPage}));
    HouseholdsView view;
    for (HouseholdRow& row : found.rows)
        view.items.push_back({row.no, std::move(row.name), row.grid, row.persons, row.available});
    XF_ASSIGN(ListChooser grids, grid_chooser(place));
    view.controls = controls_of(list, {std::move(grids), chooser_of(Choosing::household_order, 2)},
                                view.items.size(), found.total);
    return View(std::move(view));
}

Result<View> present(const Context& context, const HouseholdPage& page) {
    const store::Place place = context.place();
    XF_ASSIGN(const people::Household household, people::household(place, page.household));
    HouseholdView view{household.no, household.name, household.grid, {}, 0, {}};
    XF_ASSIGN(const auto persons, people::persons_of(place, page.household));
    for (const people::Person& person : persons) view.persons.push_back(person.name);
    XF_ASSIGN(const auto cards, people::cards_of(place, page.household));
    view.cards = static_cast<std::uint32_t>(cards.size());
    XF_ASSIGN(const auto roles, context.staff_roles());
    view.can_file = (roles.value_or(0) & BehalfPage::kRoles) != 0;
    XF_ASSIGN(view.balance, balance_of(place, page.household, context.today()));
    return View(std::move(view));
}

}  // namespace xf::app
