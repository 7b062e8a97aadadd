// What a village of the town file has published already: months and matters, dated back from now.
//
//   "months": [{"months_ago": 2, "kind": "party" | "village", "text": "…",
//               "channels": [["board" | "meeting" | "loudspeaker", day of the next month], …]},
//              {"months_ago": 2, "kind": "finance", "opening": "41,207.30", "text": "…",
//               "lines": [["in" | "out", category, "36,000.00", text], …]}]
//
// The oldest first. Without "opening", what the finance month before it had left.
//
//   "matters": [{"title": "…", "steps": [
//       {"kind": "proposal" | "consultation" | "review" | "decision" | "resolution" | "result",
//        "days_ago": 40, "people": [expected, present], "votes": [for, against, abstained],
//        "publicity_days": 7, "result_in_days": 60, "objections": 0, "text": "…",
//        "corrects": true}, …]}]
//
// corrects: takes the place of the step before it, which has the same kind.
#pragma once

#include "native/hub/json_reader.hpp"
#include "shared/disclosure/events.hpp"

namespace xf::hub {

struct TownChannel {
    disclosure::Channel channel = disclosure::Channel::board;
    std::uint32_t day = 1;
};

struct TownMonth {
    std::uint32_t months_ago = 0;
    disclosure::LeafKind kind = disclosure::LeafKind::finance;
    std::string text;
    std::optional<std::int64_t> opening;  ///< 分
    std::vector<disclosure::FinanceLine> lines;
    std::vector<TownChannel> channels;
};

struct TownStep {
    disclosure::LeafKind kind = disclosure::LeafKind::proposal;
    std::uint32_t days_ago = 0;
    std::optional<disclosure::Turnout> turnout;
    std::optional<disclosure::Votes> votes;
    std::optional<std::uint32_t> publicity_days, result_in_days, objections;
    std::string text;
    bool corrects = false;
};

struct TownMatter {
    std::string title;
    std::vector<TownStep> steps;
};

struct TownDisclosure {
    std::vector<TownMonth> months;
    std::vector<TownMatter> matters;
};

/// Takes both fields of a village. Errors: malformed, with the field.
Result<TownDisclosure> read_disclosure(JsonObject& village);

}  // namespace xf::hub
