// Rules and awards on their way into the tables.
#pragma once

#include "shared/points/award_queries.hpp"

namespace xf::points {

bool is_award_type(std::uint32_t type);

/// Of is_award_type(). Errors: the reasons of award_rules.hpp.
Status judge_award_course(const store::Place& place, const store::Arrival& arrival);

/// Of is_award_type(), of the older rule set event, and of what says who lives where.
Status apply_award_course(const store::Place& place, const store::Arrival& arrival);

}  // namespace xf::points
