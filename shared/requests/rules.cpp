#include "shared/requests/rules.hpp"

namespace xf::requests {

Result<State> next_state(State now, std::uint32_t step_type) {
    switch (step_type) {
        case kAcceptedType:
            if (now == State::filed || now == State::reopened) return State::accepted;
            break;
        case kFinishedType:
            if (now == State::accepted) return State::finished;
            break;
        case kClosedType:
            if (now == State::finished) return State::closed;
            break;
        case kReopenedType:
            if (now == State::finished) return State::reopened;
            break;
        default:
            break;
    }
    return ErrorCode::wrong_state;
}

Status may_step(std::uint32_t step_type, const store::Actor& actor, PersonNo filed_by) {
    const bool by_staff = step_type == kAcceptedType || step_type == kFinishedType;
    if (by_staff ? actor.staff().has_value() : actor.person() == filed_by) return {};
    return ErrorCode::not_permitted;
}

}  // namespace xf::requests
