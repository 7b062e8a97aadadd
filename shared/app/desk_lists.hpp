// The long lists of a desk, narrowed down and sorted by SQL. They join what several features know,
// which is why no feature has them.
#pragma once

#include "shared/store/event_store.hpp"
#include "shared/store/feature.hpp"

namespace xf::app {

/// The rows asked for, and how many there are in all.
template <typename T>
struct Found {
    std::vector<T> rows;
    std::size_t total = 0;
};

struct Window {
    std::size_t first = 0;
    std::size_t limit = 0;
};

/// In each, 0 and "" ask for nothing.
struct RequestFilter {
    std::uint32_t state = 0;     ///< 1 + requests::State
    std::uint32_t category = 0;  ///< 1 + category
    std::uint32_t grid = 0;
    std::string search;  ///< of a person's or household's name, or the request's number
    bool oldest_first = false;
    enum class Holding : std::uint8_t { any, late, mine, handed_on } holding = Holding::any;
    StaffNo staff = {};  ///< who asks
    Day today = {};
};
Result<Found<EventKey>> find_requests(const store::Place& place, const RequestFilter& filter,
                                      Window window);

struct HouseholdFilter {
    enum class Order : std::uint8_t { number, points, name } order = Order::number;
    std::uint32_t grid = 0;
    std::string search;  ///< of the household's or a member's name, or its number
};
struct HouseholdRow {
    HouseholdNo no;
    std::string name;
    std::uint32_t grid = 0;
    std::uint32_t persons = 0;
    Points available;
};
Result<Found<HouseholdRow>> find_households(const store::Place& place,
                                            const HouseholdFilter& filter, Window window);

struct EventFilter {
    std::vector<std::uint32_t> types;  ///< empty: all
    std::optional<UnixTime> since;
    std::string search;  ///< of the name or post of who did it
};
/// Everything that this program holds of the village, newest first; what the hub does not have yet
/// comes before. Bodies stay where they are.
Result<Found<store::StoredEvent>> find_events(const store::Place& place, const EventFilter& filter,
                                              Window window);

}  // namespace xf::app
