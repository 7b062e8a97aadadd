// What is asked of people's tables.
#include "shared/people/feature.hpp"

namespace xf::people {

using namespace store;

namespace {

Person read_person(const Row& row) {
    return {row.number<PersonNo>(0), row.number<HouseholdNo>(1), std::string(row.column_text(2))};
}

Staff read_staff(const Row& row) {
    return {row.number<StaffNo>(0), std::string(row.column_text(1)),
            std::string(row.column_text(2)), row.column_uint32(3)};
}

/// The first row, or unknown_reference.
template <typename Read>
auto only(Statement& rows, Read read) -> Result<std::invoke_result_t<Read, const Statement&>> {
    XF_ASSIGN(auto found, rows.first(read));
    if (!found) return ErrorCode::unknown_reference;
    return *std::move(found);
}

}  // namespace

Result<HouseholdNo> household_of(const Place& place, const Card& card) {
    if (card.kind != Card::Kind::household) return ErrorCode::unknown_card;
    XF_ASSIGN(Statement rows, place.db.prepare("SELECT household FROM people_card"
                                               " WHERE shard = ? AND card = ? AND proof_check = ?",
                                               place.shard, card.number, card.proof_check()));
    XF_ASSIGN(const auto found,
              rows.first([](const Row& row) { return row.number<HouseholdNo>(0); }));
    if (!found) return ErrorCode::unknown_card;
    return *found;
}

Status check_pin(const Place& place, const Card& card, std::string_view pin) {
    XF_ASSIGN(Statement rows, place.db.prepare("SELECT verifier FROM people_card"
                                               " WHERE shard = ? AND card = ?",
                                               place.shard, card.number));
    XF_ASSIGN(const auto verifier, rows.first([](const Row& row) { return row.fixed<Hash>(0); }));
    if (!verifier) return ErrorCode::unknown_card;
    if (!same_secret(*verifier, card.verifier(pin))) return ErrorCode::wrong_pin;
    return {};
}

Result<ValidCard> valid_card(const Place& place, std::uint32_t number) {
    XF_ASSIGN(Statement rows, place.db.prepare("SELECT household, verifier, proof_check"
                                               " FROM people_card WHERE shard = ? AND card = ?",
                                               place.shard, number));
    XF_ASSIGN(const auto found, rows.first([](const Row& row) {
        return ValidCard{row.number<HouseholdNo>(0), row.fixed<Hash>(1), row.fixed<Hash>(2)};
    }));
    if (!found) return ErrorCode::unknown_card;
    return *found;
}

Result<HouseholdNo> check_proof(const Place& place, PersonNo person, const Hash& proof) {
    XF_ASSIGN(Statement rows,
              place.db.prepare("SELECT p.household FROM people_person p JOIN people_card c"
                               " ON c.shard = p.shard AND c.household = p.household"
                               " WHERE p.shard = ? AND p.person = ? AND c.proof_check = ?",
                               place.shard, person, sha256(proof)));
    XF_ASSIGN(const auto found,
              rows.first([](const Row& row) { return row.number<HouseholdNo>(0); }));
    if (!found) return ErrorCode::foreign_scope;
    return *found;
}

Result<Household> household(const Place& place, HouseholdNo no) {
    XF_ASSIGN(Statement rows, place.db.prepare("SELECT name, grid FROM people_household"
                                               " WHERE shard = ? AND household = ?",
                                               place.shard, no));
    return only(rows, [&](const Row& row) {
        return Household{no, std::string(row.column_text(0)), row.column_uint32(1)};
    });
}

Result<Person> person(const Place& place, PersonNo no) {
    XF_ASSIGN(Statement rows, place.db.prepare("SELECT person, household, name FROM people_person"
                                               " WHERE shard = ? AND person = ?",
                                               place.shard, no));
    return only(rows, read_person);
}

Result<std::vector<Person>> persons_of(const Place& place, HouseholdNo household) {
    XF_ASSIGN(Statement rows,
              place.db.prepare(
                  "SELECT person, household, name FROM people_person p"
                  " WHERE shard = ?1 AND household = ?2 AND NOT EXISTS"
                  "  (SELECT 1 FROM erased WHERE shard = ?1 AND kind = ?3 AND subject = person)"
                  " ORDER BY person",
                  place.shard, household, ScopeKind::person));
    std::vector<Person> out;
    XF_TRY(rows.each([&](const Row& row) { out.push_back(read_person(row)); }));
    return out;
}

Result<std::vector<std::uint32_t>> cards_of(const Place& place, HouseholdNo household) {
    XF_ASSIGN(Statement rows, place.db.prepare("SELECT card FROM people_card"
                                               " WHERE shard = ? AND household = ? ORDER BY card",
                                               place.shard, household));
    std::vector<std::uint32_t> out;
    XF_TRY(rows.each([&](const Row& row) { out.push_back(row.column_uint32(0)); }));
    return out;
}

Result<std::vector<std::uint32_t>> grids(const Place& place) {
    XF_ASSIGN(Statement rows, place.db.prepare("SELECT DISTINCT grid FROM people_household"
                                               " WHERE shard = ? ORDER BY grid",
                                               place.shard));
    std::vector<std::uint32_t> out;
    XF_TRY(rows.each([&](const Row& row) { out.push_back(row.column_uint32(0)); }));
    return out;
}

Result<Staff> staff(const Place& place, StaffNo no) {
    XF_ASSIGN(Statement rows, place.db.prepare("SELECT staff, name, post, roles FROM people_staff"
                                               " WHERE shard = ? AND staff = ?",
                                               place.shard, no));
    return only(rows, read_staff);
}

Result<StaffNo> staff_of(const Place& place, const Card& card) {
    if (card.kind != Card::Kind::staff) return ErrorCode::unknown_card;
    XF_ASSIGN(Statement rows, place.db.prepare("SELECT staff FROM people_staff_card"
                                               " WHERE shard = ? AND card = ? AND proof_check = ?",
                                               place.shard, card.number, card.proof_check()));
    XF_ASSIGN(const auto found, rows.first([](const Row& row) { return row.number<StaffNo>(0); }));
    if (!found) return ErrorCode::unknown_card;
    return *found;
}

Result<std::vector<Staff>> desk_staff(const Place& place, std::string_view search) {
    XF_ASSIGN(Statement rows,
              place.db.prepare("SELECT staff, name, post, roles FROM people_staff"
                               " JOIN people_staff_pin USING (shard, staff)"
                               " WHERE shard = ?1 AND roles <> 0 AND (?2 = '' OR instr(name, ?2)"
                               "  OR instr(post, ?2)) ORDER BY staff",
                               place.shard, search));
    std::vector<Staff> out;
    XF_TRY(rows.each([&](const Row& row) { out.push_back(read_staff(row)); }));
    return out;
}

Status check_staff_pin(const Place& place, StaffNo no, std::string_view pin) {
    XF_ASSIGN(const Staff asked, staff(place, no));
    if (!asked.in_office()) return ErrorCode::not_permitted;
    struct Stored {
        Bytes salt;
        Hash hash;
    };
    XF_ASSIGN(Statement rows, place.db.prepare("SELECT salt, hash FROM people_staff_pin"
                                               " WHERE shard = ? AND staff = ?",
                                               place.shard, no));
    XF_ASSIGN(const Stored stored, only(rows, [](const Row& row) {
                  const ByteView salt = row.column_blob(0);
                  return Stored{Bytes(salt.begin(), salt.end()), row.fixed<Hash>(1)};
              }));
    if (!same_secret(stored.hash, argon2id(pin, stored.salt))) return ErrorCode::wrong_pin;
    return {};
}

}  // namespace xf::people
