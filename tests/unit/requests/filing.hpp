// A village in which somebody has filed a request, known to two desks.
#pragma once

#include "shared/requests/feature.hpp"
#include "tests/unit/sync/village.hpp"

namespace xf::requests {

struct Filing : sync::Village {
    Filing() {
        other_desk = test::need(world.add_client("工作台二", store::capability::kDesk));
        id = test::need(kiosk->submit(sim::filing(person(), 1, "路灯坏了")));
        test::need(kiosk->sync(world.hub));
        test::need(desk->sync(world.hub));
        test::need(other_desk->sync(world.hub));
    }
    PersonNo person() const { return family.persons[0]; }
    sim::Draft staff_step(std::uint32_t type, std::optional<std::string_view> text = std::nullopt,
                          StaffNo staff = sim::kStaff) {
        return sim::by_staff(type, staff, person(), id, text);
    }
    Request at(sim::Client& client) { return test::need(find(client.log().place(), id)); }

    /// Taken up and finished at the desk, and everybody knows.
    void finish() {
        test::need(desk->submit(staff_step(kAcceptedType)));
        test::need(desk->submit(staff_step(kFinishedType, "已修好")));
        test::need(desk->sync(world.hub));
        meet();
    }
    /// The resident comes to the kiosk, which learns what happened.
    void meet() {
        const auto here = test::need(kiosk->at_hand(person(), family.card));
        test::need(kiosk->sync(world.hub, {}, {here}));
    }
    /// What the hub says of an event that the client never checked.
    store::Verdict forged(sim::Client& client, const sim::Draft& draft) {
        sim::Forger forger(client);
        const UnixTime now = client.machine.clock.now();
        store::Event event =
            draft.content && draft.salt
                ? store::make_event(draft.header(now), store::Body{*draft.salt, *draft.content})
                : sim::event_of(draft, draft.header(now).time);
        const auto pull = test::need(forger.push(world.hub, {std::move(event)}));
        REQUIRE(pull.records.size() >= 1);
        return pull.records.back().verdict;
    }

    sim::Client* other_desk = nullptr;
    EventKey id;
};

}  // namespace xf::requests
