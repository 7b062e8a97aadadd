// For now.
#pragma once
#include <cstddef>
#include <cstdint>
namespace xf::limits {
inline constexpr std::uint64_t kRescueBytes = 1u << 30;  ///< its files: ten times a large village's
inline constexpr std::size_t kRescueEvents = 200'000;    ///< of one device: all its life
inline constexpr std::size_t kRescueVersions = 4;  ///< of one event or hash, on pages of any age
inline constexpr std::size_t kRescueTold = 100;    ///< lost events that are named one by one
}  // namespace xf::limits
