#include "shared/requests/rules.hpp"

#include <algorithm>

namespace xf::requests {
namespace {

bool by_resident(std::uint32_t type) {
    return type == kClosedType || type == kReopenedType || type == kAnsweredType;
}

/// Whether the state allows the move, whoever makes it.
bool fits(Standing now, const Move& move) {
    const bool waiting =
        now.state == State::filed || now.state == State::reopened || now.state == State::handed_on;
    const bool at_county = now.level == Level::county;
    switch (move.type) {
        case kAcceptedType:
            return waiting && !at_county;
        case kFinishedType:
            return at_county ? waiting : now.state == State::accepted;
        case kHandedOnType: {
            const int levels = static_cast<int>(move.to) - static_cast<int>(now.level);
            return (waiting || now.state == State::accepted) && (levels == 1 || levels == -1);
        }
        case kVisitedType:
            return now.state == State::finished || now.state == State::closed;
        default:
            return by_resident(move.type) && now.state == State::finished;
    }
}

}  // namespace

Party party_of(const store::Actor& actor, store::Roles roles, PersonNo filed_by) {
    if (actor.person()) return *actor.person() == filed_by ? Party::resident : Party::nobody;
    if (!actor.staff()) return Party::nobody;
    if ((roles & store::role::kTown) != 0) return Party::town;
    return (roles & store::role::kStaff) != 0 ? Party::village : Party::nobody;
}

Result<Move> move_of(const store::Header& header) {
    Move move{header.type};
    if (header.type == kHandedOnType) {
        XF_ASSIGN(const HandedOn handed_on, HandedOn::parse(header));
        move.to = handed_on.to;
    } else if (header.type == kAnsweredType) {
        XF_ASSIGN(const Answered answered, Answered::parse(header));
        move.answer = answered.answer;
    } else {
        XF_ASSIGN(const Step step, step_of(header));
        static_cast<void>(step);
    }
    return move;
}

std::optional<State> leads_to(const Move& move) {
    switch (move.type) {
        case kFiledType:
        case kFiledAnonymouslyType:
            return State::filed;
        case kAcceptedType:
            return State::accepted;
        case kFinishedType:
            return State::finished;
        case kClosedType:
            return State::closed;
        case kReopenedType:
            return State::reopened;
        case kHandedOnType:
            return State::handed_on;
        case kAnsweredType:
            return move.answer == Answer::not_solved ? State::reopened : State::closed;
        default:
            return std::nullopt;
    }
}

Result<Standing> next(Standing now, const Move& move, Party by) {
    const bool resident = by_resident(move.type);
    const bool staff = by == Party::village || by == Party::town;
    const bool known =
        resident || move.type == kVisitedType || (leads_to(move) && leads_to(move) != State::filed);
    if (!known) return ErrorCode::wrong_state;
    if (resident ? by != Party::resident : !staff) return ErrorCode::not_permitted;
    if (!fits(now, move)) return ErrorCode::wrong_state;
    const bool theirs = now.level == Level::village || by == Party::town;
    if (!resident && move.type != kVisitedType && !theirs) return ErrorCode::wrong_holder;
    if (move.type == kHandedOnType) now.level = move.to;
    now.state = leads_to(move).value_or(now.state);
    return now;
}

std::optional<std::int32_t> limit_days(Standing standing) {
    const auto* found = std::find_if(std::begin(kLimits), std::end(kLimits),
                                     [&](const Limit& row) { return row.standing == standing; });
    if (found == std::end(kLimits)) return std::nullopt;
    return found->days;
}

}  // namespace xf::requests
