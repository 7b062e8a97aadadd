// Households, persons, cards and staff as a hub's tables show them.
#include "shared/base/limits.hpp"
#include "shared/people/feature.hpp"
#include "tests/sim/invariants.hpp"
#include "tests/sim/world.hpp"
#include "tests/support/require.hpp"

namespace xf::people {
namespace {

using test::error_of;
using test::need;

struct Town {
    Town() {
        need(world.found());
        family = *need(world.add_family(2));
        neighbour = *need(world.add_family(1));
    }
    store::Place place() { return world.hub.shard().log().place(); }
    Status append(std::uint32_t type, Bytes data, std::optional<Bytes> content = std::nullopt) {
        return world.hub.append(
            {{type, std::move(data), std::move(content), {}, store::AuthMethod::hub}});
    }

    sim::World world{1};
    sim::Family family, neighbour;
};

}  // namespace

TEST_CASE("people: a card leads to its household, a PIN opens it, and only together") {
    Town town;
    CHECK(need(household_of(town.place(), town.family.card)) == town.family.no);
    CHECK(check_pin(town.place(), town.family.card, town.family.pin).ok());
    CHECK(error_of(check_pin(town.place(), town.family.card, "000000")) == ErrorCode::wrong_pin);
    CHECK(error_of(check_pin(town.place(), town.family.card, "")) == ErrorCode::wrong_pin);
    CHECK(error_of(check_pin(town.place(), town.family.card, town.family.pin + "0")) ==
          ErrorCode::wrong_pin);

    Card forged = town.family.card;  // the right number, somebody's guess of a secret
    forged.secret[0] ^= 1;
    CHECK(error_of(household_of(town.place(), forged)) == ErrorCode::unknown_card);
    CHECK(error_of(check_pin(town.place(), forged, town.family.pin)) == ErrorCode::wrong_pin);
    Card unknown = town.family.card;
    unknown.number = 9;
    CHECK(error_of(household_of(town.place(), unknown)) == ErrorCode::unknown_card);
    CHECK(error_of(check_pin(town.place(), unknown, town.family.pin)) == ErrorCode::unknown_card);
}

TEST_CASE("people: a revoked card is nobody's, a new one with the same number is the household's") {
    Town town;
    const Card old = town.family.card;
    need(town.append(kCardRevokedType, CardRevoked{town.family.no, old.number}.data()));
    CHECK(error_of(household_of(town.place(), old)) == ErrorCode::unknown_card);
    CHECK(error_of(check_proof(town.place(), town.family.persons[0], old.proof())) ==
          ErrorCode::foreign_scope);

    Card fresh = old;
    fresh.secret.fill(9);
    need(town.append(kCardIssuedType, CardIssued{town.family.no, fresh.number,
                                                 fresh.verifier("654321"), fresh.proof_check()}
                                          .data()));
    CHECK(need(household_of(town.place(), fresh)) == town.family.no);
    CHECK(check_pin(town.place(), fresh, "654321").ok());
    CHECK(error_of(household_of(town.place(), old)) == ErrorCode::unknown_card);
}

TEST_CASE("people: the proof of a card is for its household's persons") {
    Town town;
    for (const PersonNo person : town.family.persons)
        CHECK(check_proof(town.place(), person, town.family.card.proof()).ok());
    CHECK(error_of(check_proof(town.place(), town.neighbour.persons[0],
                               town.family.card.proof())) == ErrorCode::foreign_scope);
    // What the log holds of the proof is not the proof.
    CHECK(error_of(check_proof(town.place(), town.family.persons[0],
                               town.family.card.proof_check())) == ErrorCode::foreign_scope);
    CHECK(error_of(check_proof(town.place(), PersonNo{999}, town.family.card.proof())) ==
          ErrorCode::foreign_scope);
}

TEST_CASE("people: who lives where, and who is not here") {
    Town town;
    const auto persons = need(persons_of(town.place(), town.family.no));
    REQUIRE(persons.size() == 2);
    CHECK(persons[0].no == town.family.persons[0]);
    CHECK(persons[1].household == town.family.no);
    CHECK(need(household(town.place(), town.family.no)).name == "示例户");
    CHECK(need(person(town.place(), town.family.persons[1])).name == "示例人");
    CHECK(need(persons_of(town.place(), HouseholdNo{99})).empty());
    CHECK(error_of(household(town.place(), HouseholdNo{99})) == ErrorCode::unknown_reference);
    CHECK(error_of(person(town.place(), PersonNo{99})) == ErrorCode::unknown_reference);
    CHECK(error_of(staff(town.place(), StaffNo{99})) == ErrorCode::unknown_reference);
    CHECK(need(staff(town.place(), sim::kStaff)).post == "网格员");
    CHECK(need(desk_staff(town.place())).size() == 1);
}

TEST_CASE("people: nobody is added to a household that does not exist") {
    Town town;
    const PersonAdded stranger{HouseholdNo{99}, PersonNo{50}, {}, "示例人"};
    CHECK(error_of(town.append(kPersonAddedType, stranger.data(), stranger.content())) ==
          ErrorCode::internal);
    CHECK(error_of(town.append(kCardIssuedType, CardIssued{HouseholdNo{99}, 5, {}, {}}.data())) ==
          ErrorCode::internal);
}

TEST_CASE("people: names have their bound, and are UTF-8") {
    Town town;
    const auto add = [&](std::string name) {
        const HouseholdAdded added{HouseholdNo{60}, {}, 1, std::move(name)};
        return town.append(kHouseholdAddedType, added.data(), added.content());
    };
    CHECK(add(std::string(limits::kNameBytes, 'x')).ok());
    CHECK_FALSE(add(std::string(limits::kNameBytes + 1, 'x')).ok());
    CHECK_FALSE(add("\xff").ok());
    CHECK_FALSE(
        town.append(kStaffListedType, StaffListed{StaffNo{2}, "\xff", "网格员"}.data()).ok());
}

TEST_CASE("people: a staff member's PIN is checked against a salted Argon2id") {
    Town town;
    const Bytes salt(16, 5);
    need(town.append(kStaffPinSetType,
                     StaffPinSet{1, sim::kStaff, salt, argon2id("246810", salt)}.data()));
    CHECK(check_staff_pin(town.place(), sim::kStaff, "246810").ok());
    CHECK(error_of(check_staff_pin(town.place(), sim::kStaff, "246811")) == ErrorCode::wrong_pin);
    CHECK(error_of(check_staff_pin(town.place(), StaffNo{2}, "246810")) ==
          ErrorCode::unknown_reference);
}

TEST_CASE("people: staff is what they were said to be last, and staff before that") {
    Town town;
    const auto set = [&](store::Roles roles) {
        return town.append(kStaffRolesSetType, StaffRolesSet{sim::kStaff, roles}.data());
    };
    CHECK(need(staff(town.place(), sim::kStaff)).roles == store::role::kStaff);
    need(set(store::role::kSupervisor | store::role::kTown));
    CHECK(need(staff(town.place(), sim::kStaff)).roles == 6);
    // Another post is no other role.
    need(town.append(kStaffListedType, StaffListed{sim::kStaff, "示例干部", "主任"}.data()));
    CHECK(need(staff(town.place(), sim::kStaff)).roles == 6);
    CHECK(error_of(town.append(kStaffRolesSetType, StaffRolesSet{StaffNo{9}, 1}.data())) ==
          ErrorCode::internal);
    need(sim::check_rebuild(town.world.hub));
}

TEST_CASE("people: who left office is remembered, and can't sign in") {
    Town town;
    const Bytes salt(16, 5);
    need(town.append(kStaffPinSetType,
                     StaffPinSet{1, sim::kStaff, salt, argon2id("246810", salt)}.data()));
    need(town.append(kStaffRolesSetType, StaffRolesSet{sim::kStaff, 0}.data()));
    CHECK(need(desk_staff(town.place())).empty());
    CHECK(need(staff(town.place(), sim::kStaff)).name == "示例干部");
    CHECK(error_of(check_staff_pin(town.place(), sim::kStaff, "246810")) ==
          ErrorCode::not_permitted);
    need(town.append(kStaffRolesSetType, StaffRolesSet{sim::kStaff, 1}.data()));
    CHECK(check_staff_pin(town.place(), sim::kStaff, "246810").ok());
    CHECK(need(desk_staff(town.place())).size() == 1);
    // A name without a PIN is nobody who could sign in.
    need(town.append(kStaffListedType, StaffListed{StaffNo{2}, "协管员", "协管员"}.data()));
    CHECK(need(desk_staff(town.place())).size() == 1);
}

TEST_CASE("people: an erased body takes the name with it and leaves everything else") {
    Town town;
    store::HubLog& log = town.world.hub.shard().log();
    const auto first_record = [&]() -> store::StoredEvent {
        std::optional<store::StoredEvent> found;
        need(log.store().each_record_of({store::ScopeKind::household, town.family.no.value}, 1, 1,
                                        [&](const store::StoredEvent& stored) -> Status {
                                            found = stored;
                                            return {};
                                        }));
        return *found;
    };
    const store::StoredEvent before = first_record();
    REQUIRE(before.event.body);
    store::Transaction transaction = need(log.store().db().begin());
    need(log.store().erase_body(before.key));
    CHECK_FALSE(first_record().event.body);
    CHECK(first_record().event.commitment == before.event.commitment);
    need(log.store().put(before));  // a refill respects the tombstone
    CHECK_FALSE(first_record().event.body);
    need(log.rebuild());
    CHECK(need(household(town.place(), town.family.no)).name.empty());
    CHECK(need(household_of(town.place(), town.family.card)) == town.family.no);
}

}  // namespace xf::people
