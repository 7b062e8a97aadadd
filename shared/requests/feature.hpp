// What people ask of the village (诉求): each request with its steps, from filed to closed.
#pragma once

#include <vector>

#include "shared/requests/rules.hpp"

namespace xf::requests {

const store::Feature& feature();

struct StepRow {
    EventKey key;
    State state = State::filed;  ///< the one that this step leads to
    store::Actor actor;
    UnixTime at;
    std::string text;
    std::optional<store::Verdict> verdict;  ///< none while pending

    bool counts() const { return !verdict || verdict->counts(); }
};

struct Request {
    EventKey id;
    PersonNo person;
    std::uint32_t category = 0;
    State state = State::filed;
    std::vector<StepRow> steps;  ///< in the hub's order, pending ones last; rejected ones too
};

/// Errors: unknown_reference.
Result<Request> find(const store::Place& place, const EventKey& id);
/// Of one person, or of everyone (a desk), newest first; at most `limit`.
Result<std::vector<Request>> list(const store::Place& place, std::optional<PersonNo> person,
                                  std::size_t limit);

}  // namespace xf::requests
