// Whether something may be published. Pure.
#pragma once

#include <vector>

#include "shared/disclosure/events.hpp"

namespace xf::disclosure {

/// A version of a matter: what was accepted before, or a withdrawal, which has a number of its own.
struct Accepted {
    std::uint32_t version = 0;
    LeafKind kind = LeafKind::notice;
    std::optional<DueMonth> due = {};
    bool superseded = false;
    bool withdrawn = false;

    bool in_force() const { return !superseded && !withdrawn && kind != LeafKind::withdrawal; }
};

/// What a submission meets.
struct Situation {
    std::vector<Accepted> before = {};  ///< of the same matter, in their order
    bool month_taken = false;  ///< by another matter: of its kind and month something is in force
    Day day = {};              ///< on which it was handed in
};

std::uint32_t next_version(const std::vector<Accepted>& before);
/// The first step of which nothing is in force: what was withdrawn is asked for again. None at the end.
std::optional<LeafKind> next_step(const std::vector<Accepted>& before);

/// Errors: wrong_state when the version is taken or leaves one out, the step is not the next one, or
/// what it corrects was corrected already; gone when that was withdrawn; unknown_reference when it is
/// not there; month_published; malformed and nothing_entered when text or figures are not what the
/// kind needs; wrong_day when a step's days can't be; bad_amount when figures don't add up.
Status may_publish(const Submitted& submitted, const SubmittedText& text,
                   const Situation& situation);

}  // namespace xf::disclosure
