// Deliberate defects, to see that the simulator finds them. They are built here by wrapping what the
// core is given from outside; the core knows nothing of them.
#pragma once

#include <optional>
#include <string_view>

#include "shared/store/feature.hpp"

namespace xf::sim {

enum class Defect : std::uint8_t {
    none,
    ledger,     ///< applying a redemption forgets to credit the shop
    lease,      ///< redemptions are judged without looking at the lease
    cursor,     ///< a client's cursor moves past records that it never saw
    holder,     ///< requests are finished whoever holds them
    vfs_flush,  ///< disks say that they flushed, and did not
};

struct DefectInfo {
    Defect defect;
    std::string_view name;
    std::string_view what;
};
inline constexpr DefectInfo kDefects[] = {
    {Defect::ledger, "ledger", "applying a redemption forgets to credit the shop"},
    {Defect::lease, "lease", "redemptions are judged without looking at the lease"},
    {Defect::cursor, "cursor", "a client's cursor moves past records that it never saw"},
    {Defect::holder, "holder", "requests are finished whoever holds them"},
    {Defect::vfs_flush, "vfs-flush", "disks say that they flushed, and did not"},
};
std::optional<Defect> defect_named(std::string_view name);

/// The real registry, or one with the defect in it.
const store::Registry& registry_with(Defect defect);

}  // namespace xf::sim
