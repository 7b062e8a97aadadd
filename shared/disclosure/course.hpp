// Months (一月一晒) and matters (四议两公开) as screens list them.
#pragma once

#include <algorithm>
#include <array>
#include <vector>

#include "shared/disclosure/calendar.hpp"
#include "shared/disclosure/log_state.hpp"

namespace xf::disclosure {

/// What is due every month.
inline constexpr std::array kMonthlyKinds = {LeafKind::party_affairs, LeafKind::village_affairs,
                                             LeafKind::finance};

/// How a month was made known besides the log: 公开栏, 会议, 广播喇叭.
enum class Channel : std::uint8_t { board = 0, meeting = 1, loudspeaker = 2 };
inline constexpr std::uint64_t kLastChannel = 2;

struct MonthPart {
    LeafKind kind = LeafKind::finance;
    MonthState state = MonthState::none;
    std::vector<NoticeItem> items;  ///< newest first
};

struct Month {
    DueMonth month;
    MonthState state = MonthState::none;
    std::array<MonthPart, kMonthlyKinds.size()> parts;

    std::size_t count(MonthState wanted) const {
        return static_cast<std::size_t>(
            std::count_if(parts.begin(), parts.end(),
                          [&](const MonthPart& part) { return part.state == wanted; }));
    }
};

struct Matter {
    Uuid matter;
    std::string title;  ///< of its first step
    MatterState state = MatterState::running;
    std::optional<Period> publicity;  ///< of its resolution
    std::optional<Day> result_due;
    std::vector<NoticeItem> steps;  ///< in force, in the order of the steps
};

}  // namespace xf::disclosure
