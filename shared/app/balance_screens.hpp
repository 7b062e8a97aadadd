// 查积分: a household's points and their history.
#pragma once

#include "shared/app/common_views.hpp"

namespace xf::app {

struct LineView {
    enum class Kind : std::uint8_t { award, redemption } kind = Kind::award;
    std::string title;   ///< the rule, or the goods
    Points points;       ///< signed
    std::string who;     ///< who awarded, or which counter
    std::string person;  ///< of the household, when known
    UnixTime at;
    RecordState state = RecordState::saved;
    std::optional<ErrorCode> reason;  ///< when rejected
};

struct BalanceView {
    Points available;             ///< 可用分
    Points score;                 ///< 累计分
    std::vector<LineView> lines;  ///< newest first
};

}  // namespace xf::app
