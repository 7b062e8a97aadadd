#include "shared/requests/feature.hpp"

#include <algorithm>

#include "shared/base/limits.hpp"
#include "shared/store/event_store.hpp"

namespace xf::requests {
namespace {

using namespace store;

// A request's state is not stored: it is what its last counting step leads to, in order. So a step
// that arrives late, of a person who comes and goes at a kiosk, can't leave a wrong one behind.
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
  state INTEGER NOT NULL, counts INTEGER NOT NULL,
  PRIMARY KEY(shard, device, epoch, seq, position)) STRICT, WITHOUT ROWID;
CREATE INDEX request_step_person ON request_step(shard, person);
)sql";

Result<Verdict> judge(const Place& place, const Arrival& arrival) {
    const Header& header = arrival.header;
    const auto text = text_of(arrival.event);
    if (!text.ok()) return text.error();
    if (header.type == kFiledType) {
        XF_ASSIGN(const Filed filed, Filed::parse(header));
        const bool own = header.actor.person() == filed.person;
        if (!own && !header.actor.staff()) return ErrorCode::not_permitted;
        return Verdict::accepted();
    }
    XF_ASSIGN(const Step step, Step::parse(header));
    XF_ASSIGN(const Request request, find(place, step.request));
    if (request.person != step.person) return ErrorCode::foreign_scope;
    if (request.steps.size() >= limits::kRequestSteps) return ErrorCode::too_large;
    if (!request.steps.empty() && request.steps.front().key == request.id &&
        !request.steps.front().counts())
        return ErrorCode::unknown_reference;  // its filing was rejected
    XF_TRY(may_step(header.type, header.actor, request.person));
    XF_ASSIGN(const State next, next_state(request.state, header.type));
    static_cast<void>(next);
    return Verdict::accepted();
}

Status add_step(const Place& place, const Arrival& arrival, const EventKey& request,
                PersonNo person) {
    const std::uint32_t state = arrival.header.type - kFiledType;
    return place.db.run("INSERT INTO request_step VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                        place.shard, request.device, request.epoch, request.seq, arrival.order,
                        person, arrival.key.device, arrival.key.epoch, arrival.key.seq, state,
                        arrival.counts());
}

Status apply(const Place& place, const Arrival& arrival) {
    const std::uint32_t type = arrival.header.type;
    if (type == kFiledType) {
        const auto filed = Filed::parse(arrival.header);
        if (!filed.ok()) return arrival.counts() ? Status(filed.error()) : Status{};
        XF_TRY(place.db.run("INSERT INTO request VALUES (?, ?, ?, ?, ?, ?, ?)", place.shard,
                            arrival.key.device, arrival.key.epoch, arrival.key.seq, filed->person,
                            filed->category, arrival.order));
        return add_step(place, arrival, arrival.key, filed->person);
    }
    if (type < kAcceptedType || type > kReopenedType) return {};
    const auto step = Step::parse(arrival.header);
    if (!step.ok()) return arrival.counts() ? Status(step.error()) : Status{};
    return add_step(place, arrival, step->request, step->person);
}

Status forget(const Place& place, PersonNo person) {
    XF_TRY(place.db.run("DELETE FROM request WHERE shard = ? AND person = ?", place.shard, person));
    return place.db.run("DELETE FROM request_step WHERE shard = ? AND person = ?", place.shard,
                        person);
}

Result<StepRow> read_step(const Row& row, State& state) {
    XF_ASSIGN(const StoredEvent stored, EventStore::read(row));
    XF_ASSIGN(const Header header, stored.event.parsed());
    StepRow step;
    step.key = stored.key;
    step.actor = header.actor;
    step.at = header.time;
    const auto text = text_of(stored.event);
    if (text.ok()) step.text = *text;
    if (stored.position) step.verdict = stored.position->verdict;
    step.state = State::filed;
    if (header.type != kFiledType) {
        // A step out of order can only be a rejected one, or one whose predecessors are not here.
        const auto next = next_state(state, header.type);
        step.state = next.ok() ? *next : static_cast<State>(header.type - kFiledType);
    }
    if (step.counts()) state = step.state;
    return step;
}

Status read_steps(const Place& place, Request& request) {
    static const std::string kSql =
        "SELECT " + std::string(EventStore::kColumns) +
        "FROM request_step s JOIN event e ON e.shard = s.shard AND e.device = s.step_device"
        " AND e.epoch = s.step_epoch AND e.seq = s.step_seq"
        " LEFT JOIN body b ON b.shard = e.shard AND b.device = e.device AND b.epoch = e.epoch"
        " AND b.seq = e.seq"
        " WHERE s.shard = ? AND s.device = ? AND s.epoch = ? AND s.seq = ? ORDER BY s.position";
    XF_ASSIGN(Statement rows, place.db.prepare(kSql, place.shard, request.id.device,
                                               request.id.epoch, request.id.seq));
    return rows.each([&](const Row& row) -> Status {
        XF_ASSIGN(StepRow step, read_step(row, request.state));
        request.steps.push_back(std::move(step));
        return {};
    });
}

Request read_request(const Row& row) {
    Request request;
    request.id = {row.number<DeviceNo>(0), row.number<Epoch>(1), row.number<Seq>(2)};
    request.person = row.number<PersonNo>(3);
    request.category = row.column_uint32(4);
    return request;
}

}  // namespace

const Feature& feature() {
    using namespace capability;
    constexpr Capabilities kResidents = kKiosk | kCounter | kVisitor;
    constexpr Roles kOffice = role::kStaff | role::kTown;
    static const Feature kFeature{
        .name = "requests",
        .types =
            {
                {kFiledType, "request_filed", ScopeKind::person, true, kResidents | kDesk, kOffice},
                {kAcceptedType, "request_accepted", ScopeKind::person, false, kDesk, kOffice},
                {kFinishedType, "request_finished", ScopeKind::person, true, kDesk, kOffice},
                {kClosedType, "request_closed", ScopeKind::person, false, kResidents},
                {kReopenedType, "request_reopened", ScopeKind::person, true, kResidents},
            },
        .tables = {"request", "request_step"},
        .schema = kSchema,
        .judge = judge,
        .apply = apply,
        .forget = forget,
    };
    return kFeature;
}

Result<Request> find(const Place& place, const EventKey& id) {
    XF_ASSIGN(Statement rows,
              place.db.prepare("SELECT device, epoch, seq, person, category FROM request"
                               " WHERE shard = ? AND device = ? AND epoch = ? AND seq = ?",
                               place.shard, id.device, id.epoch, id.seq));
    XF_ASSIGN(auto request, rows.first(read_request));
    if (!request) return ErrorCode::unknown_reference;
    XF_TRY(read_steps(place, *request));
    return *std::move(request);
}

Result<std::vector<Request>> list(const Place& place, std::optional<PersonNo> person,
                                  std::size_t limit) {
    XF_ASSIGN(Statement rows,
              place.db.prepare("SELECT device, epoch, seq, person, category FROM request"
                               " WHERE shard = ?1 AND (?2 IS NULL OR person = ?2)"
                               " ORDER BY position DESC LIMIT ?3",
                               place.shard, person, limit));
    std::vector<Request> out;
    XF_TRY(rows.each([&](const Row& row) { out.push_back(read_request(row)); }));
    for (Request& request : out) XF_TRY(read_steps(place, request));
    return out;
}

}  // namespace xf::requests
