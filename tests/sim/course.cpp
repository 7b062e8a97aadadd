// "course": what must hold of requests, said a second time and in another way than the rules say it.
#include "shared/requests/feature.hpp"
#include "shared/requests/figures.hpp"
#include "tests/sim/invariants.hpp"
#include "tests/sim/world.hpp"

namespace xf::sim {
namespace {

using requests::Level;
using requests::Request;
using requests::State;
using requests::StepRow;

std::string name(const Request& request) {
    return "request " + std::to_string(request.id.device.value) + "-" +
           std::to_string(request.id.seq.value);
}

Status check_anonymous(const Request& request, const StepRow& step) {
    if (!request.anonymous() || step.actor.staff()) return {};
    const bool midnight = (step.at.seconds + kChinaOffsetSeconds) % 86'400 == 0;
    const bool named = step.actor.person() && *step.actor.person() != request.person;
    return midnight && !named ? Status()
                              : broken("course", name(request) + " says who was there, or when");
}

Status check_step(const Request& request, const StepRow& step, State& state, Level& level) {
    XF_TRY(check_anonymous(request, step));
    const bool village = step.actor == store::Actor::of(kStaff);
    const bool moves = step.type == requests::kAcceptedType ||
                       step.type == requests::kFinishedType || step.type == requests::kHandedOnType;
    if (village && moves && level != Level::village)
        return broken("course", name(request) + ": the village went on with what it handed on");
    const bool ends = step.state == State::closed || step.state == State::reopened;
    if (ends && (state != State::finished || step.actor.person() != request.person))
        return broken("course", name(request) + " was answered by another, or too early");
    if (state == State::closed && step.state)
        return broken("course", name(request) + " went on after it was closed");
    state = step.state.value_or(state);
    level = step.to.value_or(level);
    return {};
}

Status check_request(const Request& request) {
    State state = State::filed;
    Level level = Level::village;
    for (const StepRow& step : request.steps)
        if (step.counts()) XF_TRY(check_step(request, step, state, level));
    return request.standing == requests::Standing{state, level}
               ? Status()
               : broken("course", name(request) + " stands where no step led");
}

/// What SQL says of it, in one number, and what the steps say.
Result<std::int64_t> counted(const store::Place& place, const Request& request) {
    return place.db.integer(
        "SELECT count(*) FROM " + requests::standing_sql() +
            " WHERE shard = ? AND device = ? AND epoch = ? AND seq = ? AND state IS ?"
            " AND level = ? AND due IS ?",
        place.shard, request.id.device, request.id.epoch, request.id.seq,
        request.last_move() ? std::optional(request.standing.state) : std::nullopt,
        request.standing.level, request.due());
}

}  // namespace

Status check_course(const store::Place& place) {
    XF_ASSIGN(const auto all, requests::list(place, std::nullopt, SIZE_MAX >> 1));
    std::uint32_t received = 0, finished = 0;
    for (const Request& request : all) {
        XF_TRY(check_request(request));
        XF_ASSIGN(const std::int64_t same, counted(place, request));
        if (same != 1) return broken("course", name(request) + " is another one in lists");
        const State state = request.standing.state;
        if (request.last_move()) ++received;
        if (state == State::finished || state == State::closed) ++finished;
    }
    XF_ASSIGN(const requests::Figures figures,
              requests::figures(place, Day{INT32_MIN}, Day{INT32_MAX}, Day{0}));
    const bool parts = figures.visited <= figures.finished &&
                       figures.satisfied <= figures.answered &&
                       figures.answered <= figures.received;
    return figures.received == received && figures.finished == finished && parts
               ? Status()
               : broken("course", "figures count other requests than there are");
}

}  // namespace xf::sim
