// Runs of leaves as RFC 6962 cuts them; used inside this folder only.
#pragma once

#include "shared/tlog/merkle.hpp"

namespace xf::tlog {

/// D[first : first + leaves] of RFC 6962; `first` is a multiple of the power of two at or above
/// `leaves`, as it always is where the tree is cut at split points.
struct Range {
    std::uint64_t first = 0;
    std::uint64_t leaves = 0;
};

/// The largest power of two below `leaves`, which is at least 2.
std::uint64_t split_point(std::uint64_t leaves);

/// MTH(D[first : first + leaves]) of RFC 6962, section 2.1; at least one leaf.
Result<Hash> range_hash(HashReader& reader, Range range);

}  // namespace xf::tlog
