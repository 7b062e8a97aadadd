// Requests counted: where each stands, for lists and figures. No names, no pseudonyms, no words.
#pragma once

#include <string>

#include "shared/requests/rules.hpp"

namespace xf::requests {

/// A table expression, one row a request, with beside the columns of `request`:
///
///   state, level    where it stands; state is null where not even the filing counts
///   since           day of the step that led there; `day` of the filing
///   staff           who took that step, if staff did
///   visited         whether the resident was asked about the result that stands
///   visits          how often in all
///   answer          the resident's last word
///   due             the day by which the next step is due, if somebody has to take one
///
/// The same as Request says of one, for all of them at once.
const std::string& standing_sql();

/// Of requests filed from one day to another. Each number is a part of the one that it is named with:
/// of all received so many were finished, of the finished so many visited, of those with an answer so
/// many are satisfied.
struct Figures {
    std::uint32_t received = 0;
    std::uint32_t anonymous = 0;  ///< of received
    std::uint32_t finished = 0;   ///< of received: finished, and not reopened since
    std::uint32_t visited = 0;    ///< of finished: somebody asked the resident
    std::uint32_t answered = 0;   ///< of received: the resident said something about a result
    std::uint32_t satisfied = 0;  ///< of answered: their last word is 满意 or 基本满意
    std::uint32_t late = 0;       ///< of received: past the limit of their step

    friend bool operator==(const Figures&, const Figures&) = default;
};
Result<Figures> figures(const store::Place& place, Day from, Day to, Day today);

/// How many somebody should have done something about before that day.
Result<std::uint32_t> late(const store::Place& place, Day today);

}  // namespace xf::requests
