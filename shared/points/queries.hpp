// What people ask of points.
#pragma once

#include "shared/points/ledger.hpp"

namespace xf::points {

struct Standing {
    Points posted;  ///< 可用分
    Points score;   ///< 累计分
};
Result<Standing> standing(const store::Place& place, HouseholdNo household);

/// One line of a household's history, still as the event that it is.
struct Line {
    Line() = default;
    Line(Line&&) = default;
    Line& operator=(Line&&) = default;

    EventKey key;
    Bytes bytes;
    store::Header header;  ///< borrows from `bytes`, whose buffer moves with the vector
    std::optional<store::Verdict> verdict;  ///< none while pending
};
/// Newest first, own pending ones before all; at most `limit`.
Result<std::vector<Line>> history(const store::Place& place, HouseholdNo household,
                                  std::size_t limit);

/// Text of a rule; empty if there is none of that number.
Result<std::string> rule_text(const store::Place& place, RuleNo rule);

}  // namespace xf::points
