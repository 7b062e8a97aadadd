// What a leaf of a public log is about. Numbers are signed for ever: one is never used again for
// something else, and readers skip those that they do not know.
#pragma once

#include <cstdint>

namespace xf::disclosure {

enum class LeafKind : std::uint8_t {
    withdrawal = 0,
    notice = 1,  ///< 通知公告

    // 一月一晒: what is due every month
    party_affairs = 2,    ///< 党务
    village_affairs = 3,  ///< 村务
    finance = 4,          ///< 财务

    // 四议两公开: steps of one matter, each a publication with a version of its own
    proposal = 5,      ///< 提议
    consultation = 6,  ///< 商议
    review = 7,        ///< 审议
    decision = 8,      ///< 决议
    resolution = 9,    ///< 决议公开
    result = 10,       ///< 实施结果公开

    rule_catalogue = 11,  ///< 积分细则
};

/// The last kind that this version can show; all of them are documents.
inline constexpr LeafKind kLastKind = LeafKind::rule_catalogue;

/// What is due every month.
inline bool is_monthly(LeafKind kind) {
    return kind >= LeafKind::party_affairs && kind <= LeafKind::finance;
}
/// A step of a matter.
inline bool is_step(LeafKind kind) {
    return kind >= LeafKind::proposal && kind <= LeafKind::result;
}

/// Month that a publication discharges.
struct DueMonth {
    std::uint16_t year = 0;  ///< 2000 to 2999
    std::uint8_t month = 0;  ///< 1 to 12

    /// As it stands in leaves and tables: year · 100 + month.
    std::uint32_t number() const { return year * 100u + month; }
    static DueMonth of(std::uint32_t number) {
        return {static_cast<std::uint16_t>(number / 100), static_cast<std::uint8_t>(number % 100)};
    }

    friend bool operator==(const DueMonth&, const DueMonth&) = default;
};

}  // namespace xf::disclosure
