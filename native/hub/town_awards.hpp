// Rules with terms, and awards on their way, of the town file.
//
//   "rules": [{"no": 21, "text": "…", "points": 5,
//              "category": "…",                    with it, the rest may follow; without, an older rule
//              "instant": true, "evidence": "photo" | "witness", "cap": 2, "publicity_days": 5}]
//   "proposals": [{"rule": 21, "household": 1, "person": 1, "staff": 2, "days_ago": 2,
//                  "note": "…", "witness": "…",
//                  "review": "approve" | "return", "reviewer": 13, "reason": 1,
//                  "objection": 2}]                 number of the reason, by the next household's first
//
// person: as in an award. What the hub makes of them by its clock, it makes when the town begins.
#pragma once

#include "native/hub/json_reader.hpp"
#include "shared/points/award_events.hpp"

namespace xf::hub {

/// The terms of a rule, where it has any. Takes the fields after its number, text and points.
Result<std::optional<points::RuleDefined>> read_terms(JsonObject& rule, RuleNo no,
                                                      const std::string& text, Points points);

struct TownProposal {
    RuleNo rule;
    HouseholdNo household;
    std::uint32_t person = 0;  ///< place in the household, from 1; 0: the household as a whole
    StaffNo staff;
    std::uint32_t days_ago = 0;
    points::AwardEvidence evidence;
    std::optional<bool> approved;
    StaffNo reviewer;
    std::uint32_t reason = 0;
    std::uint32_t objection = 0;
};

Result<TownProposal> read_proposal(JsonObject& object);

}  // namespace xf::hub
