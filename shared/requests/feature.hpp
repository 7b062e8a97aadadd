// What people ask of the village (诉求): each request with its steps, from filed to closed.
#pragma once

#include <vector>

#include "shared/requests/rules.hpp"

namespace xf::requests {

const store::Feature& feature();

struct StepRow {
    EventKey key;
    std::uint32_t type = kFiledType;
    std::optional<State> state;  ///< the one that this step leads to
    std::optional<Level> to;     ///< whom it was handed to
    std::optional<Answer> answer;
    Cause cause = Cause::none;
    store::Actor actor;
    UnixTime at;
    Day day;  ///< business date
    Said said;
    std::optional<store::Verdict> verdict;  ///< none while pending

    bool counts() const { return !verdict || verdict->counts(); }
};

struct Request {
    EventKey id;
    PersonNo person;
    std::uint32_t category = 0;
    Standing standing;
    std::vector<StepRow> steps;  ///< in the hub's order, pending ones last; rejected ones too

    bool anonymous() const { return is_pseudonym(person); }
    /// The last step that counts and changed the state; none where not even the filing counts.
    const StepRow* last_move() const;
    /// The day by which the next step is due, if somebody has to take one.
    std::optional<Day> due() const;
};

/// Errors: unknown_reference.
Result<Request> find(const store::Place& place, const EventKey& id);
/// Of one person, or of everyone (a desk), newest first; at most `limit`.
Result<std::vector<Request>> list(const store::Place& place, std::optional<PersonNo> person,
                                  std::size_t limit);

/// The key that signs for a pseudonym, where its request is here. Errors: unknown_reference.
Result<PublicKey> claim_key(const store::Place& place, PersonNo pseudonym);
/// The hub's check that a kiosk has the claim code. Errors: foreign_scope.
Status check_claim(const store::Place& place, PersonNo pseudonym, const Hash& proof);

}  // namespace xf::requests
