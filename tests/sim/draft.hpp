// Events before a device makes them its own with its clock and a salt, and the ones that the people
// of a simulated town make.
#pragma once

#include <string_view>

#include "shared/people/feature.hpp"
#include "shared/points/award_events.hpp"
#include "shared/points/events.hpp"
#include "shared/requests/claim.hpp"
#include "shared/shop/events.hpp"

namespace xf::sim {

struct Draft {
    std::uint32_t type = 0;
    Bytes data;
    std::optional<Bytes> content;  ///< of the body
    store::Actor actor;
    store::AuthMethod auth = store::AuthMethod::none;
    bool day_only = false;                                  ///< says no more of its time
    std::optional<std::array<std::uint8_t, 16>> salt = {};  ///< where something signs the body

    store::Header header(UnixTime now) const;
    std::optional<store::Body> body(ports::Random& random) const;
};

/// A household as the town knows it: with the card in its drawer and the PIN in its head.
struct Family {
    HouseholdNo no;
    std::vector<PersonNo> persons;
    people::Card card;
    std::string pin;
};

// By the hub
Draft budget_of(Points points);
Draft rule(RuleNo no, std::string_view text, Points points);
Draft goods(GoodsNo no, std::string_view name, Points price);
Draft stock(GoodsNo no, std::uint32_t quantity);
Draft staff_member(StaffNo no, std::string_view name);
/// Without one nobody may act as staff. Nobody types it here, so the hash is of no PIN.
Draft staff_pin(StaffNo no);
Draft staff_roles(StaffNo no, store::Roles roles);
Draft award(HouseholdNo household, Points points);
Draft rule(const points::RuleDefined& terms);
std::vector<Draft> family_moves_in(const Family& family, ports::Random& random);

// Awards that are proposed
Draft proposal(StaffNo by, const points::AwardProposed& what,
               const points::AwardEvidence& evidence);
Draft review(StaffNo by, HouseholdNo household, const EventKey& award, bool approved);
Draft objection(PersonNo by, const EventKey& award);
Draft answer(StaffNo by, HouseholdNo household, const EventKey& award, bool upheld);

// At a counter
/// By the family's first person.
Draft redemption(const Family& family, std::vector<points::RedemptionLine> lines);
/// By nobody: to be completed, or refused.
Draft redemption(HouseholdNo household, std::vector<points::RedemptionLine> lines);

// Requests
Draft filing(PersonNo person, std::uint32_t category, std::string_view text);
Draft by_staff(std::uint32_t type, StaffNo staff, PersonNo person, const EventKey& request,
               std::optional<std::string_view> text);
Draft handed_on(StaffNo staff, PersonNo person, const EventKey& request, requests::Level to,
                std::string_view reason);
Draft visited(StaffNo staff, PersonNo person, const EventKey& request, requests::Answer answer,
              std::string_view text);
/// The resident's word on a result, by card.
Draft answered(PersonNo person, const EventKey& request, const EventKey& finished,
               requests::Answer answer, std::string_view text);
Draft anonymous_filing(const requests::Claim& claim, std::uint32_t category, std::string_view text);
/// By claim code, whoever the request is of.
Draft answered(const requests::Claim& claim, const requests::Step& step, const EventKey& finished,
               requests::Answer answer, std::string_view text);
Draft by_person(std::uint32_t type, PersonNo person, const EventKey& request,
                std::optional<std::string_view> text);

}  // namespace xf::sim
