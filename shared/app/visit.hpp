// Everything about the person at the device and what they are doing. A reset replaces it whole, so
// that nothing of the previous person is left.
#pragma once

#include <map>

#include "shared/app/commands.hpp"
#include "shared/people/feature.hpp"

namespace xf::app {

/// A screen, as the core sees it. Place (commands.hpp) is where a tile leads; some pages are only
/// reached from others.
enum class Page : std::uint8_t {
    home,
    identify,
    balance,
    counter,
    receipt,
    requests,
    request_form,
    request,
    notices,
    document,
};

struct Visit {
    Page page = Page::home;
    IdentifyView::Step step = IdentifyView::Step::card;
    std::optional<Page> after_identify;  ///< where the person wanted to go

    std::optional<people::Card> card;  ///< scanned; proves to the hub who is here
    std::optional<people::Household> household;
    std::vector<people::Person> persons;
    std::optional<PersonNo> person;  ///< chosen: from here on somebody is signed in
    std::optional<people::Staff> staff_asked;
    std::optional<people::Staff> staff;  ///< signed in at a desk
    std::string pin;                     ///< digits typed so far

    std::map<GoodsNo, std::uint32_t> basket;
    bool waiting_for_hub = false;
    std::optional<EventKey> redemption;  ///< of the receipt
    std::optional<RequestCategory> category;
    std::optional<EventKey> request;
    std::uint64_t leaf = 0;  ///< of the open notice
    std::optional<Message> message;

    bool signed_in() const { return person.has_value() || staff.has_value(); }
};

/// Whose lock-out counts: the card's or the staff member's.
std::string lockout_subject(const Visit& visit);

}  // namespace xf::app
