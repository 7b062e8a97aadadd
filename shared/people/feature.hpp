// Who lives in the village, with which card, and who works for it.
#pragma once

#include "shared/people/card.hpp"
#include "shared/people/events.hpp"

namespace xf::people {

const store::Feature& feature();

struct Household {
    HouseholdNo no;
    std::string name;
    std::uint32_t grid = 0;
};

struct Person {
    PersonNo no;
    HouseholdNo household;
    std::string name;
};

struct Staff {
    StaffNo no;
    std::string name;
    std::string post;
    store::Roles roles = store::role::kStaff;

    bool in_office() const { return roles != 0; }
};

/// Household of a card, if it is valid here. Errors: unknown_card.
Result<HouseholdNo> household_of(const store::Place& place, const Card& card);
/// Errors: unknown_card, wrong_pin. Counting tries is the caller's (app/lockout.hpp).
Status check_pin(const store::Place& place, const Card& card, std::string_view pin);
/// What the log holds of a card that is valid.
struct ValidCard {
    HouseholdNo household;
    Hash verifier;
    Hash proof_check;
};
/// Errors: unknown_card.
Result<ValidCard> valid_card(const store::Place& place, std::uint32_t number);
/// The hub's check that a kiosk has a person's card in front of it; the person's household.
/// Errors: foreign_scope.
Result<HouseholdNo> check_proof(const store::Place& place, PersonNo person, const Hash& proof);

/// Errors: unknown_reference.
Result<Household> household(const store::Place& place, HouseholdNo no);
Result<Person> person(const store::Place& place, PersonNo no);
/// Without those who were erased.
Result<std::vector<Person>> persons_of(const store::Place& place, HouseholdNo household);
Result<Staff> staff(const store::Place& place, StaffNo no);
/// Numbers of the cards of theirs that are valid.
Result<std::vector<std::uint32_t>> cards_of(const store::Place& place, HouseholdNo household);
/// Where households live, ascending.
Result<std::vector<std::uint32_t>> grids(const store::Place& place);

/// Whose card it is. Errors: unknown_card.
Result<StaffNo> staff_of(const store::Place& place, const Card& card);
/// Who may sign in at a desk: in office, and with a PIN. `search`: part of their name or post.
Result<std::vector<Staff>> desk_staff(const store::Place& place, std::string_view search = {});

/// Takes about 0.3 s in a browser (Argon2id). Errors: unknown_reference, wrong_pin; not_permitted for
/// who has left office.
Status check_staff_pin(const store::Place& place, StaffNo no, std::string_view pin);

}  // namespace xf::people
