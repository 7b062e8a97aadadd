// What a village has published and what is late, as screens list it: months (一月一晒) and matters
// (四议两公开), from the replica's tables.
#pragma once

#include "shared/disclosure/course.hpp"
#include "shared/disclosure/queries.hpp"

namespace xf::disclosure {

/// The month of the first publication, or the one before where something was published for it or for an
/// earlier one; none while nothing is. What lies before it is asked of nobody.
Result<std::optional<DueMonth>> first_month(store::Database& db, ShardNo shard);

/// The twelve months of a year.
Result<std::vector<Month>> list_months(store::Database& db, ShardNo shard, std::uint16_t year,
                                       Day today);
Result<Month> find_month(store::Database& db, ShardNo shard, DueMonth month, Day today);
/// Parts of all months that are late.
Result<std::size_t> count_missing(store::Database& db, ShardNo shard, Day today);

/// Those whose result is late first, then the newest.
Result<std::vector<Matter>> list_matters(store::Database& db, ShardNo shard, Day today);
/// Errors: not_found.
Result<Matter> find_matter(store::Database& db, ShardNo shard, const Uuid& matter, Day today);

}  // namespace xf::disclosure
