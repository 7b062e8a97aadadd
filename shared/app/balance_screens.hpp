// 查积分: a household's points and their history.
#pragma once

#include "shared/app/award_screens.hpp"

namespace xf::app {

struct LineView {
    enum class Kind : std::uint8_t { award, redemption } kind = Kind::award;
    std::string title;   ///< the rule, or the goods
    Points points;       ///< signed
    std::string who;     ///< who awarded, or which counter
    std::string reviewer;  ///< who looked at it before or after
    std::string person;  ///< of the household, when known
    UnixTime at;
    RecordState state = RecordState::saved;
    std::optional<ErrorCode> reason;  ///< when rejected
    std::optional<EventKey> award = {};  ///< that it explains itself by
    /// What it changed of 可用分, where that is another number than `points`.
    std::optional<Points> moved = {};
    bool reversal = false;  ///< takes back what was given at once and not approved afterwards
};

struct BalanceView {
    Points available;             ///< 可用分
    Points score;                 ///< 累计分
    std::vector<AwardItem> awaiting;  ///< under way, and what came back of late
    std::vector<LineView> lines;      ///< newest first
};

}  // namespace xf::app
