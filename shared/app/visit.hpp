// Everything about the person at the device and what they are doing. A reset replaces it whole, so
// that nothing of the previous person is left.
#pragma once

#include "shared/app/commands.hpp"
#include "shared/app/page.hpp"
#include "shared/people/feature.hpp"
#include "shared/requests/claim.hpp"

namespace xf::app {

struct Visit {
    Page page;
    std::optional<Page> after_identify;  ///< where the person wanted to go
    std::optional<Page> behind;          ///< the list that the page was opened from, as it was

    std::optional<people::Card> card;  ///< scanned; proves to the hub who is here
    std::optional<people::Household> household;
    std::vector<people::Person> persons;
    std::optional<PersonNo> person;  ///< chosen: from here on somebody is signed in
    std::optional<people::Staff> staff_asked;
    std::optional<people::Staff> staff;  ///< signed in at a desk
    std::optional<requests::Claim>
        claim;  ///< of a code that was entered; nobody is signed in by it
    std::optional<Message> message;

    bool signed_in() const { return person.has_value() || staff.has_value(); }
    /// Whose own records are here for as long as they are.
    std::optional<PersonNo> subject() const {
        return claim ? std::optional(claim->pseudonym()) : person;
    }

    /// Goes there, or first to where somebody is identified, at a device of that role.
    void go(Page next, DeviceRole role);
};

/// Whose lock-out counts: the card's or the staff member's.
std::string lockout_subject(const Visit& visit);

}  // namespace xf::app
