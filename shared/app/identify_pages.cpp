#include "shared/app/identify_pages.hpp"

#include "shared/app/context.hpp"

namespace xf::app {
namespace {

/// PIN of a staff member, in the demo; else empty.
std::string open_pin(const Context& context, StaffNo no) {
    if (!context.demo) return {};
    for (const DemoStaff& demo : context.demo->staff)
        if (demo.no == no) return demo.pin;
    return {};
}

}  // namespace

Result<View> present(const Context& context, const IdentifyPage& page) {
    const Visit& visit = context.visit;
    IdentifyView view;
    view.step = page.step;
    view.digits = static_cast<std::uint8_t>(page.pin.size());
    if (visit.household) view.for_whom = visit.household->name;
    if (visit.staff_asked) view.for_whom = visit.staff_asked->name;
    for (const people::Person& person : visit.persons) {
        view.persons.push_back({person.no, person.name});
        if (visit.person_asked == person.no) view.for_whom = person.name;
    }
    if (page.step == IdentifyView::Step::card && context.demo)
        for (const DemoHousehold& card : context.demo->households)
            view.demo_cards.push_back({card.household, card.pin});
    if (page.step != IdentifyView::Step::staff) return View(view);

    XF_ASSIGN(const auto found, people::desk_staff(context.place(), page.list.search));
    for (const people::Staff& staff : found)
        view.staff.push_back({staff.no, staff.name, staff.post, open_pin(context, staff.no)});
    view.controls = controls_of(page.list, {}, found.size(), found.size());
    return View(view);
}

}  // namespace xf::app
