// The life of a request, as a pure function:
//
//   filed ──accept──▶ accepted ──finish──▶ finished ──close──▶ closed
//     ▲                                       │
//     └───────────── accept ◀── reopened ◀────┘ reopen
//
// Staff finishes; only the resident closes.
#pragma once

#include "shared/base/result.hpp"
#include "shared/requests/events.hpp"

namespace xf::requests {

enum class State : std::uint8_t { filed = 0, accepted = 1, finished = 2, closed = 3, reopened = 4 };

/// The state after a step of that event type. Errors: wrong_state.
Result<State> next_state(State now, std::uint32_t step_type);

/// Who may take that step: staff accepts and finishes, the person who filed closes or reopens.
/// Errors: not_permitted.
Status may_step(std::uint32_t step_type, const store::Actor& actor, PersonNo filed_by);

}  // namespace xf::requests
