#include "shared/people/feature.hpp"

namespace xf::people {
namespace {

using namespace store;

constexpr std::string_view kSchema = R"sql(
CREATE TABLE people_household(
  shard INTEGER NOT NULL, household INTEGER NOT NULL, uuid BLOB NOT NULL, grid INTEGER NOT NULL,
  name TEXT NOT NULL,
  PRIMARY KEY(shard, household)) STRICT, WITHOUT ROWID;
CREATE TABLE people_person(
  shard INTEGER NOT NULL, person INTEGER NOT NULL, household INTEGER NOT NULL, uuid BLOB NOT NULL,
  name TEXT NOT NULL,
  PRIMARY KEY(shard, person)) STRICT, WITHOUT ROWID;
CREATE INDEX people_person_household ON people_person(shard, household);
CREATE TABLE people_card(
  shard INTEGER NOT NULL, card INTEGER NOT NULL, household INTEGER NOT NULL,
  verifier BLOB NOT NULL, proof_check BLOB NOT NULL,
  PRIMARY KEY(shard, card)) STRICT, WITHOUT ROWID;
CREATE INDEX people_card_household ON people_card(shard, household);
CREATE TABLE people_staff(
  shard INTEGER NOT NULL, staff INTEGER NOT NULL, name TEXT NOT NULL, post TEXT NOT NULL,
  roles INTEGER NOT NULL,
  PRIMARY KEY(shard, staff)) STRICT, WITHOUT ROWID;
CREATE TABLE people_staff_pin(
  shard INTEGER NOT NULL, staff INTEGER NOT NULL, role INTEGER NOT NULL,
  salt BLOB NOT NULL, hash BLOB NOT NULL,
  PRIMARY KEY(shard, staff)) STRICT, WITHOUT ROWID;
)sql";

Result<Verdict> judge(const Place& place, const Arrival& arrival) {
    const Header& header = arrival.header;
    switch (header.type) {
        case kHouseholdAddedType:
            XF_TRY(HouseholdAdded::parse(header, arrival.event));
            break;
        case kPersonAddedType: {
            XF_ASSIGN(const PersonAdded added, PersonAdded::parse(header, arrival.event));
            XF_TRY(household(place, added.household));
            break;
        }
        case kCardIssuedType: {
            XF_ASSIGN(const CardIssued issued, CardIssued::parse(header));
            XF_TRY(household(place, issued.household));
            break;
        }
        case kCardRevokedType:
            XF_TRY(CardRevoked::parse(header));
            break;
        case kStaffListedType:
            XF_TRY(StaffListed::parse(header));
            break;
        case kStaffRolesSetType: {
            XF_ASSIGN(const StaffRolesSet set, StaffRolesSet::parse(header));
            XF_TRY(staff(place, set.staff));
            break;
        }
        case kStaffPinSetType:
            XF_TRY(StaffPinSet::parse(header));
            break;
        default:
            return ErrorCode::unknown_type;
    }
    return Verdict::accepted();
}

Status apply_household(const Place& place, const Arrival& arrival) {
    XF_ASSIGN(const HouseholdAdded added, HouseholdAdded::parse(arrival.header, arrival.event));
    return place.db.run(
        "INSERT INTO people_household VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT DO UPDATE SET uuid = excluded.uuid, grid = excluded.grid,"
        " name = excluded.name",
        place.shard, added.household, added.uuid, added.grid, added.name);
}

Status apply_person(const Place& place, const Arrival& arrival) {
    XF_ASSIGN(const PersonAdded added, PersonAdded::parse(arrival.header, arrival.event));
    return place.db.run(
        "INSERT INTO people_person VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET"
        " household = excluded.household, uuid = excluded.uuid,"
        " name = excluded.name",
        place.shard, added.person, added.household, added.uuid, added.name);
}

Status apply_card(const Place& place, const Header& header) {
    XF_ASSIGN(const CardIssued issued, CardIssued::parse(header));
    return place.db.run(
        "INSERT INTO people_card VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET"
        " household = excluded.household, verifier = excluded.verifier,"
        " proof_check = excluded.proof_check",
        place.shard, issued.card, issued.household, issued.verifier, issued.proof_check);
}

Status apply_staff(const Place& place, const Header& header) {
    XF_ASSIGN(const StaffListed listed, StaffListed::parse(header));
    return place.db.run(
        "INSERT INTO people_staff VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET"
        " name = excluded.name, post = excluded.post",
        place.shard, listed.staff, listed.name, listed.post, role::kStaff);
}

Status apply_staff_roles(const Place& place, const Header& header) {
    XF_ASSIGN(const StaffRolesSet set, StaffRolesSet::parse(header));
    return place.db.run("UPDATE people_staff SET roles = ? WHERE shard = ? AND staff = ?",
                        set.roles, place.shard, set.staff);
}

Status apply_staff_pin(const Place& place, const Header& header) {
    XF_ASSIGN(const StaffPinSet set, StaffPinSet::parse(header));
    return place.db.run(
        "INSERT INTO people_staff_pin VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT DO UPDATE SET role = excluded.role, salt = excluded.salt,"
        " hash = excluded.hash",
        place.shard, set.staff, set.role, set.salt, set.hash);
}

Status apply(const Place& place, const Arrival& arrival) {
    if (!arrival.counts()) return {};
    switch (arrival.header.type) {
        case kHouseholdAddedType:
            return apply_household(place, arrival);
        case kPersonAddedType:
            return apply_person(place, arrival);
        case kCardIssuedType:
            return apply_card(place, arrival.header);
        case kCardRevokedType: {
            XF_ASSIGN(const CardRevoked revoked, CardRevoked::parse(arrival.header));
            return place.db.run("DELETE FROM people_card WHERE shard = ? AND card = ?", place.shard,
                                revoked.card);
        }
        case kStaffListedType:
            return apply_staff(place, arrival.header);
        case kStaffRolesSetType:
            return apply_staff_roles(place, arrival.header);
        case kStaffPinSetType:
            return apply_staff_pin(place, arrival.header);
        default:
            return {};
    }
}

/// Staff act at a desk, after their PIN, within their roles; whoever has no PIN there, or has left
/// office, can't act. What the hub notes down as done by staff may be from before they left.
Status admit_staff(const Place& place, StaffNo no, const Arrival& arrival) {
    if (arrival.header.auth == AuthMethod::hub) {
        XF_TRY(staff(place, no));
        return {};
    }
    if (arrival.header.auth != AuthMethod::staff_pin || (arrival.writer & capability::kDesk) == 0)
        return ErrorCode::not_permitted;
    XF_ASSIGN(const std::int64_t in_role,
              place.db.integer("SELECT count(*) FROM people_staff WHERE shard = ? AND staff = ?"
                               " AND roles & ? <> 0",
                               place.shard, no, arrival.roles == 0 ? ~Roles{0} : arrival.roles));
    if (in_role == 0) return ErrorCode::not_permitted;
    XF_ASSIGN(
        const std::int64_t pins,
        place.db.integer("SELECT count(*) FROM people_staff_pin WHERE shard = ? AND staff = ?",
                         place.shard, no));
    return pins == 0 ? Status(ErrorCode::not_permitted) : Status();
}

/// An event's actor has to exist, to have been authenticated in the way that fits the device, and so
/// has the person to exist whom it concerns.
Status admit(const Place& place, const Arrival& arrival) {
    const Header& header = arrival.header;
    const bool by_hub = arrival.writer == capability::kHub;
    if ((header.auth == AuthMethod::hub) != by_hub) return ErrorCode::not_permitted;
    if (arrival.scope.kind == ScopeKind::person)
        XF_TRY(person(place, PersonNo{arrival.scope.subject}));
    if (const auto no = header.actor.staff()) return admit_staff(place, *no, arrival);
    if (const auto no = header.actor.person()) {
        if (!by_hub && header.auth != AuthMethod::card_and_pin) return ErrorCode::not_permitted;
        XF_ASSIGN(const Person actor, person(place, *no));
        const bool foreign = arrival.scope.kind == ScopeKind::household &&
                             arrival.scope.subject != actor.household.value;
        return foreign ? Status(ErrorCode::foreign_scope) : Status();
    }
    const bool nobody = header.actor.kind == Actor::Kind::device;
    return nobody ? Status() : Status(ErrorCode::not_permitted);
}

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

const Feature& feature() {
    using namespace capability;
    static const Feature kFeature{
        .name = "people",
        .types =
            {
                {kHouseholdAddedType, "household_added", ScopeKind::household, true, kHub},
                {kPersonAddedType, "person_added", ScopeKind::household, true, kHub},
                {kCardIssuedType, "card_issued", ScopeKind::household, false, kHub},
                {kCardRevokedType, "card_revoked", ScopeKind::household, false, kHub},
                {kStaffListedType, "staff_listed", ScopeKind::village, false, kHub},
                {kStaffPinSetType, "staff_pin_set", ScopeKind::staff, false, kHub},
                {kStaffRolesSetType, "staff_roles_set", ScopeKind::village, false, kHub},
            },
        .tables = {"people_household", "people_person", "people_card", "people_staff",
                   "people_staff_pin"},
        .schema = kSchema,
        .judge = judge,
        .admit = admit,
        .apply = apply,
    };
    return kFeature;
}

Result<HouseholdNo> household_of(const Place& place, const Card& card) {
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
    XF_ASSIGN(Statement rows, place.db.prepare("SELECT name FROM people_household"
                                               " WHERE shard = ? AND household = ?",
                                               place.shard, no));
    return only(rows, [&](const Row& row) {
        return Household{no, std::string(row.column_text(0))};
    });
}

Result<Person> person(const Place& place, PersonNo no) {
    XF_ASSIGN(Statement rows, place.db.prepare("SELECT person, household, name FROM people_person"
                                               " WHERE shard = ? AND person = ?",
                                               place.shard, no));
    return only(rows, read_person);
}

Result<std::vector<Person>> persons_of(const Place& place, HouseholdNo household) {
    XF_ASSIGN(Statement rows, place.db.prepare("SELECT person, household, name FROM people_person"
                                               " WHERE shard = ? AND household = ? ORDER BY person",
                                               place.shard, household));
    std::vector<Person> out;
    XF_TRY(rows.each([&](const Row& row) { out.push_back(read_person(row)); }));
    return out;
}

Result<Staff> staff(const Place& place, StaffNo no) {
    XF_ASSIGN(Statement rows, place.db.prepare("SELECT staff, name, post, roles FROM people_staff"
                                               " WHERE shard = ? AND staff = ?",
                                               place.shard, no));
    return only(rows, read_staff);
}

Result<std::vector<Staff>> desk_staff(const Place& place) {
    XF_ASSIGN(Statement rows, place.db.prepare("SELECT staff, name, post, roles FROM people_staff"
                                               " JOIN people_staff_pin USING (shard, staff)"
                                               " WHERE shard = ? AND roles <> 0 ORDER BY staff",
                                               place.shard));
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
