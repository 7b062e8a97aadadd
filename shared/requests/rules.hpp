// The life of a request, as a pure function:
//
//   filed ──accept──▶ accepted ──finish──▶ finished ──answer──▶ closed
//     │                │  ▲                   │ not solved
//     │ hand on        │  │ accept            ▼
//     └──▶ handed_on ◀─┘  └──────────────── reopened
//
// Beside the state stands the level that holds it: 村, 镇, 县. It changes by handing on, one level at a
// time, and by nothing else: what was finished by the town and is not solved is the town's again. Staff
// of the village act while the village holds it; those of the town then and afterwards. The county has
// no account: the town notes its answer by finishing. Staff finishes; only the resident closes. A visit
// (回访) changes nothing.
#pragma once

#include "shared/base/result.hpp"
#include "shared/requests/events.hpp"

namespace xf::requests {

enum class State : std::uint8_t {
    filed = 0,
    accepted = 1,
    finished = 2,
    closed = 3,
    reopened = 4,
    handed_on = 5
};
inline constexpr std::uint32_t kStates = 6;

struct Standing {
    State state = State::filed;
    Level level = Level::village;

    friend bool operator==(const Standing&, const Standing&) = default;
};

/// Who acts, as far as it matters here.
enum class Party : std::uint8_t { nobody, resident, village, town };
Party party_of(const store::Actor& actor, store::Roles roles, PersonNo filed_by);

/// A step of a type, with what decides where it leads.
struct Move {
    std::uint32_t type = 0;
    Level to = Level::village;          ///< of kHandedOnType
    Answer answer = Answer::satisfied;  ///< of kAnsweredType
};
/// Errors: malformed, unknown_type for a filing.
Result<Move> move_of(const store::Header& header);

/// The state that a move leads to wherever it is allowed; none where it changes nothing.
std::optional<State> leads_to(const Move& move);

/// Where the request stands after that move. Errors: not_permitted (that party never), wrong_state
/// (not now), wrong_holder (another level's).
Result<Standing> next(Standing now, const Move& move, Party by);

/// How long a step may take: calendar days in China (UTC+8) from the business date of the step before
/// to today's date of whoever looks; at the hub, the hub's. A request that nobody is to do anything
/// about has none.
struct Limit {
    Standing standing;
    std::int32_t days;
};
inline constexpr Limit kLimits[] = {
    {{State::filed, Level::village}, 1},
    {{State::accepted, Level::village}, 7},
    {{State::reopened, Level::village}, 1},
    {{State::handed_on, Level::village}, 1},
    {{State::handed_on, Level::town}, 2},
    {{State::accepted, Level::town}, 10},
    {{State::reopened, Level::town}, 1},
    {{State::handed_on, Level::county}, 15},
    {{State::reopened, Level::county}, 5},
    // Until the resident has answered, or was visited.
    {{State::finished, Level::village}, 7},
    {{State::finished, Level::town}, 7},
    {{State::finished, Level::county}, 7},
};
std::optional<std::int32_t> limit_days(Standing standing);

}  // namespace xf::requests
