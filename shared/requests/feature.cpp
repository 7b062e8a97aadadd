#include "shared/requests/feature.hpp"

#include "shared/base/limits.hpp"
#include "shared/blobs/links.hpp"
#include "shared/people/events.hpp"
#include "shared/requests/claim.hpp"

namespace xf::requests {
namespace {

using namespace store;

// A request's state is not stored: it is what its last counting step leads to, in order. So a step
// that arrives late, of a person who comes and goes at a kiosk, can't leave a wrong one behind. A row
// has what its own event says, and nothing else: `state` and `level` where it changes them.
constexpr std::string_view kSchema = R"sql(
CREATE TABLE request(
  shard INTEGER NOT NULL, device INTEGER NOT NULL, epoch INTEGER NOT NULL, seq INTEGER NOT NULL,
  person INTEGER NOT NULL, category INTEGER NOT NULL, position INTEGER NOT NULL,
  PRIMARY KEY(shard, device, epoch, seq)) STRICT, WITHOUT ROWID;
CREATE INDEX request_person ON request(shard, person, position);
CREATE INDEX request_position ON request(shard, position);
CREATE TABLE request_step(
  shard INTEGER NOT NULL, device INTEGER NOT NULL, epoch INTEGER NOT NULL, seq INTEGER NOT NULL,
  position INTEGER NOT NULL, person INTEGER NOT NULL,
  step_device INTEGER NOT NULL, step_epoch INTEGER NOT NULL, step_seq INTEGER NOT NULL,
  type INTEGER NOT NULL, state INTEGER, level INTEGER, answer INTEGER, staff INTEGER,
  day INTEGER NOT NULL, counts INTEGER NOT NULL,
  PRIMARY KEY(shard, device, epoch, seq, position)) STRICT, WITHOUT ROWID;
CREATE INDEX request_step_person ON request_step(shard, person);
CREATE TABLE request_claim(
  shard INTEGER NOT NULL, person INTEGER NOT NULL, key BLOB NOT NULL, proof_check BLOB NOT NULL,
  PRIMARY KEY(shard, person)) STRICT, WITHOUT ROWID;
CREATE TABLE request_officer(
  shard INTEGER NOT NULL, staff INTEGER NOT NULL, roles INTEGER NOT NULL,
  PRIMARY KEY(shard, staff)) STRICT, WITHOUT ROWID;
)sql";

// ---- Judging: may this event stand? -------------------------------------------------------------

Result<Roles> roles_of(const Place& place, const Actor& actor) {
    if (!actor.staff()) return Roles{0};
    XF_ASSIGN(const std::int64_t roles,
              place.db.integer("SELECT ifnull(max(roles), 0) FROM request_officer"
                               " WHERE shard = ? AND staff = ?",
                               place.shard, *actor.staff()));
    return static_cast<Roles>(roles);
}

/// What comes from nobody in particular says no more than the day.
bool is_day_only(const Header& header) {
    return header.day_shift == 0 && (header.time.seconds + kChinaOffsetSeconds) % 86'400 == 0;
}

Status judge_filed(const Header& header) {
    XF_ASSIGN(const Filed filed, Filed::parse(header));
    const bool own = header.actor.person() == filed.person;
    return own || header.actor.staff() ? Status() : Status(ErrorCode::not_permitted);
}

Status judge_anonymous(const Place& place, const Header& header) {
    XF_ASSIGN(const FiledAnonymously filed, FiledAnonymously::parse(header));
    const bool nobody = header.actor == Actor{} && header.auth == AuthMethod::none;
    if (!nobody || !is_day_only(header)) return ErrorCode::not_anonymous;
    if (filed.pseudonym != pseudonym_of(filed.key)) return ErrorCode::bad_claim;
    const auto taken = claim_key(place, filed.pseudonym);
    if (taken.ok()) return ErrorCode::claim_taken;
    return taken.error().code == ErrorCode::unknown_reference ? Status() : Status(taken.error());
}

/// By card no signature is needed; by claim code nothing else will do.
Status check_signature(const Place& place, const Arrival& arrival, const Answered& answered) {
    if (!is_pseudonym(answered.step.person))
        return answered.signature ? Status(ErrorCode::malformed) : Status();
    if (!is_day_only(arrival.header)) return ErrorCode::not_anonymous;
    XF_ASSIGN(const PublicKey key, claim_key(place, answered.step.person));
    const bool right = signed_by(key, answered, arrival.event.commitment.value_or(Hash{}));
    return right ? Status() : Status(ErrorCode::bad_claim);
}

Status judge_answer(const Place& place, const Arrival& arrival, const Request& request,
                    const Said& said) {
    XF_ASSIGN(const Answered answered, Answered::parse(arrival.header));
    XF_TRY(check_signature(place, arrival, answered));
    if (request.last_move()->key != answered.finished) return ErrorCode::wrong_state;
    return said.text.empty() && answered.cause == Cause::other ? Status(ErrorCode::nothing_entered)
                                                               : Status();
}

Status judge_step(const Place& place, const Arrival& arrival, const Said& said) {
    const Header& header = arrival.header;
    XF_ASSIGN(const Step step, step_of(header));
    XF_ASSIGN(const Request request, find(place, step.request));
    if (request.person != step.person) return ErrorCode::foreign_scope;
    if (request.steps.size() >= limits::kRequestSteps) return ErrorCode::too_large;
    if (!request.last_move()) return ErrorCode::unknown_reference;  // its filing was rejected
    XF_ASSIGN(const Move move, move_of(header));
    XF_ASSIGN(const Roles roles, roles_of(place, header.actor));
    XF_ASSIGN(const Standing after,
              next(request.standing, move, party_of(header.actor, roles, request.person)));
    static_cast<void>(after);
    if (header.type == kAnsweredType) return judge_answer(place, arrival, request, said);
    const bool mute = arrival.event.body && said.text.empty() && header.type != kVisitedType;
    return mute ? Status(ErrorCode::nothing_entered) : Status();
}

Result<Verdict> judge(const Place& place, const Arrival& arrival) {
    XF_ASSIGN(const Said said, Said::of(arrival.event));
    const std::uint32_t type = arrival.header.type;
    if (type != kFiledType && type != kFiledAnonymouslyType) {
        XF_TRY(judge_step(place, arrival, said));
        return Verdict::accepted();
    }
    if (said.text.empty()) return ErrorCode::nothing_entered;
    XF_TRY(type == kFiledType ? judge_filed(arrival.header)
                              : judge_anonymous(place, arrival.header));
    return Verdict::accepted();
}

// ---- The tables ---------------------------------------------------------------------------------

std::optional<Answer> answer_of(const Header& header) {
    if (header.type == kClosedType) return Answer::satisfied;
    if (header.type == kReopenedType) return Answer::not_solved;
    if (header.type != kAnsweredType) return std::nullopt;
    const auto answered = Answered::parse(header);
    return answered.ok() ? std::optional(answered->answer) : std::nullopt;
}

Status add_step(const Place& place, const Arrival& arrival, const EventKey& request,
                PersonNo person, const Move& move) {
    const Header& header = arrival.header;
    std::optional<Level> level;
    if (header.type == kHandedOnType) level = move.to;
    XF_TRY(place.db.run(
        "INSERT INTO request_step VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        place.shard, request.device, request.epoch, request.seq, arrival.order, person,
        arrival.key.device, arrival.key.epoch, arrival.key.seq, header.type, leads_to(move), level,
        answer_of(header), header.actor.staff(), header.business_date(), arrival.counts()));
    const auto said = Said::of(arrival.event);
    return said.ok() ? blobs::link(place, arrival, said->pictures) : Status();
}

Status add_request(const Place& place, const Arrival& arrival, PersonNo person,
                   std::uint32_t category) {
    XF_TRY(place.db.run("INSERT INTO request VALUES (?, ?, ?, ?, ?, ?, ?)", place.shard,
                        arrival.key.device, arrival.key.epoch, arrival.key.seq, person, category,
                        arrival.order));
    return add_step(place, arrival, arrival.key, person, {arrival.header.type});
}

Status apply_filed(const Place& place, const Arrival& arrival) {
    XF_ASSIGN(const Filed filed, Filed::parse(arrival.header));
    return add_request(place, arrival, filed.person, filed.category);
}

Status apply_anonymous(const Place& place, const Arrival& arrival) {
    XF_ASSIGN(const FiledAnonymously filed, FiledAnonymously::parse(arrival.header));
    if (arrival.counts())
        XF_TRY(place.db.run("INSERT INTO request_claim VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
                            place.shard, filed.pseudonym, filed.key, filed.proof_check));
    return add_request(place, arrival, filed.pseudonym, filed.category);
}

Status apply_step(const Place& place, const Arrival& arrival) {
    XF_ASSIGN(const Step step, step_of(arrival.header));
    XF_ASSIGN(const Move move, move_of(arrival.header));
    return add_step(place, arrival, step.request, step.person, move);
}

/// What a level may do is a matter of roles: the part of the staff's register that is needed for it.
Status apply_officer(const Place& place, const Header& header) {
    if (header.type == people::kStaffListedType) {
        XF_ASSIGN(const people::StaffListed listed, people::StaffListed::parse(header));
        return place.db.run(
            "INSERT INTO request_officer VALUES (?, ?, ?)"
            " ON CONFLICT DO UPDATE SET roles = excluded.roles",
            place.shard, listed.staff, role::kStaff);
    }
    XF_ASSIGN(const people::StaffRolesSet set, people::StaffRolesSet::parse(header));
    return place.db.run("UPDATE request_officer SET roles = ? WHERE shard = ? AND staff = ?",
                        set.roles, place.shard, set.staff);
}

Status apply(const Place& place, const Arrival& arrival) {
    const std::uint32_t type = arrival.header.type;
    const bool officer = type == people::kStaffListedType || type == people::kStaffRolesSetType;
    if (officer) return arrival.counts() ? apply_officer(place, arrival.header) : Status();
    if ((type < kFiledType || type > kReopenedType) &&
        (type < kFiledAnonymouslyType || type > kAnsweredType))
        return {};
    const Status applied = type == kFiledType              ? apply_filed(place, arrival)
                           : type == kFiledAnonymouslyType ? apply_anonymous(place, arrival)
                                                           : apply_step(place, arrival);
    // What was rejected may be of any shape.
    const bool ours = applied.ok() || arrival.counts() || is_fault(applied.error().code);
    return ours ? applied : Status();
}

Status forget(const Place& place, PersonNo person) {
    for (const char* table : {"request", "request_step", "request_claim"})
        XF_TRY(place.db.run("DELETE FROM " + std::string(table) + " WHERE shard = ? AND person = ?",
                            place.shard, person));
    return {};
}

}  // namespace

const Feature& feature() {
    using namespace capability;
    constexpr Capabilities kResidents = kKiosk | kCounter | kVisitor;
    constexpr Roles kOffice = role::kStaff | role::kTown;
    constexpr ScopeKind kPerson = ScopeKind::person;
    static const Feature kFeature{
        .name = "requests",
        .types =
            {
                {kFiledType, "request_filed", kPerson, true, kResidents | kDesk, kOffice},
                {kAcceptedType, "request_accepted", kPerson, false, kDesk, kOffice},
                {kFinishedType, "request_finished", kPerson, true, kDesk, kOffice},
                {kClosedType, "request_closed", kPerson, false, kResidents},
                {kReopenedType, "request_reopened", kPerson, true, kResidents},
                {kFiledAnonymouslyType, "request_filed_anonymously", kPerson, true,
                 kKiosk | kCounter},
                {kHandedOnType, "request_handed_on", kPerson, true, kDesk, kOffice},
                {kVisitedType, "request_visited", kPerson, true, kDesk, kOffice},
                {kAnsweredType, "request_answered", kPerson, true, kResidents},
            },
        .tables = {"request", "request_step", "request_claim", "request_officer"},
        .schema = kSchema,
        .judge = judge,
        .apply = apply,
        .forget = forget,
    };
    return kFeature;
}

}  // namespace xf::requests
