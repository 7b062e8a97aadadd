// Whether something may be published. Pure.
#pragma once

#include <vector>

#include "shared/disclosure/events.hpp"

namespace xf::disclosure {

/// A version of a matter that was accepted before.
struct Accepted {
    std::uint32_t version = 0;
    LeafKind kind = LeafKind::notice;
    std::optional<DueMonth> due = {};
    bool superseded = false;
};

/// `before`: of the same matter. Errors: wrong_state when the version is taken or leaves one out, the
/// step does not follow the one before, or what it corrects was corrected already; unknown_reference
/// when what it corrects is not there; malformed when text or figures are not what the kind needs;
/// bad_amount when figures don't add up.
Status may_publish(const Submitted& submitted, const SubmittedText& text,
                   const std::vector<Accepted>& before);

}  // namespace xf::disclosure
