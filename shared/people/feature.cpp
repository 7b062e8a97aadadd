#include "shared/people/feature.hpp"

#include "shared/requests/events.hpp"

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
CREATE TABLE people_staff_card(
  shard INTEGER NOT NULL, staff INTEGER NOT NULL, card INTEGER NOT NULL, proof_check BLOB NOT NULL,
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
        case kStaffCardIssuedType:
            XF_TRY(StaffCardIssued::parse(header));
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

Status apply_staff_card(const Place& place, const Header& header) {
    XF_ASSIGN(const StaffCardIssued issued, StaffCardIssued::parse(header));
    return place.db.run("INSERT OR REPLACE INTO people_staff_card VALUES (?, ?, ?, ?)", place.shard,
                        issued.staff, issued.card, issued.proof_check);
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
        case kStaffCardIssuedType:
            return apply_staff_card(place, arrival.header);
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

/// Nobody knows whom a pseudonym stands for; it acts in its own scope only, by its claim code.
Status admit_pseudonym(const Arrival& arrival) {
    const PersonNo actor = *arrival.header.actor.person();
    if (!requests::is_pseudonym(actor) || arrival.header.auth != AuthMethod::claim_code)
        return ErrorCode::not_permitted;
    const bool own = arrival.scope == Scope{ScopeKind::person, actor.value};
    return own ? Status() : Status(ErrorCode::foreign_scope);
}

/// Whom an event concerns has to exist, or to be a pseudonym where one may be concerned.
Status admit_subject(const Place& place, const Arrival& arrival) {
    if (arrival.scope.kind != ScopeKind::person) return {};
    const PersonNo subject{arrival.scope.subject};
    if (requests::is_pseudonym(subject) && requests::may_be_anonymous(arrival.header.type))
        return {};
    XF_TRY(person(place, subject));
    return {};
}

/// An event's actor has to exist, and to have been authenticated in the way that fits the device.
Status admit(const Place& place, const Arrival& arrival) {
    const Header& header = arrival.header;
    const bool by_hub = arrival.writer == capability::kHub;
    if ((header.auth == AuthMethod::hub) != by_hub) return ErrorCode::not_permitted;
    XF_TRY(admit_subject(place, arrival));
    if (arrival.scope.kind == ScopeKind::household && !by_hub)
        XF_TRY(household(place, HouseholdNo{arrival.scope.subject}));
    if (const auto no = header.actor.staff()) return admit_staff(place, *no, arrival);
    if (const auto no = header.actor.person()) {
        if (requests::is_pseudonym(*no) || header.auth == AuthMethod::claim_code)
            return admit_pseudonym(arrival);
        if (!by_hub && header.auth != AuthMethod::card_and_pin) return ErrorCode::not_permitted;
        XF_ASSIGN(const Person actor, person(place, *no));
        const bool foreign = arrival.scope.kind == ScopeKind::household &&
                             arrival.scope.subject != actor.household.value;
        return foreign ? Status(ErrorCode::foreign_scope) : Status();
    }
    const bool nobody = header.actor.kind == Actor::Kind::device;
    return nobody ? Status() : Status(ErrorCode::not_permitted);
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
                {kStaffCardIssuedType, "staff_card_issued", ScopeKind::staff, false, kHub},
            },
        .tables = {"people_household", "people_person", "people_card", "people_staff",
                   "people_staff_pin", "people_staff_card"},
        .schema = kSchema,
        .judge = judge,
        .admit = admit,
        .apply = apply,
    };
    return kFeature;
}

}  // namespace xf::people
