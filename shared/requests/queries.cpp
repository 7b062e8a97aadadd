// What is asked of the requests' tables.
#include "shared/requests/feature.hpp"
#include "shared/store/event_store.hpp"

namespace xf::requests {

using namespace store;

namespace {

Status read_details(const Header& header, StepRow& step) {
    XF_ASSIGN(const Move move, move_of(header));
    step.state = leads_to(move);
    if (header.type == kHandedOnType) step.to = move.to;
    if (header.type == kVisitedType) {
        XF_ASSIGN(const Visited visited, Visited::parse(header));
        step.answer = visited.answer;
    } else if (header.type == kAnsweredType) {
        XF_ASSIGN(const Answered answered, Answered::parse(header));
        step.answer = answered.answer;
        step.cause = answered.cause;
    }
    return {};
}

Result<StepRow> read_step(const Row& row) {
    XF_ASSIGN(const StoredEvent stored, EventStore::read(row));
    XF_ASSIGN(const Header header, stored.event.parsed());
    StepRow step;
    step.key = stored.key;
    step.type = header.type;
    step.state = State::filed;
    step.actor = header.actor;
    step.at = header.time;
    step.day = header.business_date();
    const auto said = Said::of(stored.event);
    if (said.ok()) step.said = *said;
    if (stored.position) step.verdict = stored.position->verdict;
    if (header.type != kFiledType && header.type != kFiledAnonymouslyType)
        XF_TRY(read_details(header, step));
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
        XF_ASSIGN(StepRow step, read_step(row));
        if (step.counts()) {
            request.standing.state = step.state.value_or(request.standing.state);
            request.standing.level = step.to.value_or(request.standing.level);
        }
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

const StepRow* Request::last_move() const {
    const StepRow* last = nullptr;
    for (const StepRow& step : steps)
        if (step.counts() && step.state) last = &step;
    return last;
}

std::optional<Day> Request::due() const {
    const StepRow* last = last_move();
    const auto days = limit_days(standing);
    if (!last || !days) return std::nullopt;
    // A result that the resident was asked about waits for nobody but the resident.
    for (const StepRow* step = last; step != steps.data() + steps.size(); ++step)
        if (step->counts() && step->type == kVisitedType) return std::nullopt;
    return Day{last->day.days + *days};
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

Result<PublicKey> claim_key(const Place& place, PersonNo pseudonym) {
    XF_ASSIGN(Statement rows, place.db.prepare("SELECT key FROM request_claim"
                                               " WHERE shard = ? AND person = ?",
                                               place.shard, pseudonym));
    XF_ASSIGN(const auto key, rows.first([](const Row& row) { return row.fixed<PublicKey>(0); }));
    if (!key) return ErrorCode::unknown_reference;
    return *key;
}

Status check_claim(const Place& place, PersonNo pseudonym, const Hash& proof) {
    XF_ASSIGN(const std::int64_t found,
              place.db.integer("SELECT count(*) FROM request_claim"
                               " WHERE shard = ? AND person = ? AND proof_check = ?",
                               place.shard, pseudonym, sha256(proof)));
    return found == 0 ? Status(ErrorCode::foreign_scope) : Status();
}

}  // namespace xf::requests
