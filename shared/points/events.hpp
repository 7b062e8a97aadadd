// Events that move points. None of them has a detachable body: accounts, amounts, goods, rule and
// lease stand in the header, with opaque numbers only, so that erasing a person never touches
// conservation.
#pragma once

#include <vector>

#include "shared/store/feature.hpp"

namespace xf::points {

inline constexpr std::uint32_t kRedemptionType = 1;
inline constexpr std::uint32_t kAwardType = 2;
inline constexpr std::uint32_t kLeaseMovedType = 3;
inline constexpr std::uint32_t kLeaseReturnedType = 4;
inline constexpr std::uint32_t kLeaseRecalledType = 5;
inline constexpr std::uint32_t kRuleSetType = 6;
inline constexpr std::uint32_t kBudgetGrantedType = 7;
inline constexpr std::uint32_t kShortfallCoveredType = 13;

struct RedemptionLine {
    GoodsNo goods;
    std::uint32_t quantity = 0;  ///< 1 … limits::kQuantity
    Points price;                ///< of one piece, as it was on the shelf
};

/// 兑换. data = [household, goods, quantity, price, goods, quantity, price, …]
struct Redemption {
    HouseholdNo household;
    std::vector<RedemptionLine> lines;

    Points total() const;
    Bytes data() const;
    /// Errors: malformed, bad_amount.
    static Result<Redemption> parse(const store::Header& header);
};

/// 加分. data = [household, rule, points, person | 0]
struct Award {
    HouseholdNo household;
    RuleNo rule;
    Points points;
    PersonNo person;

    Bytes data() const;
    static Result<Award> parse(const store::Header& header);
};

struct LeaseShare {
    HouseholdNo household;
    Points points;
};

/// Events about one device's lease; `points` is added to it (moved: may be negative for a
/// correction), given back by it (returned), or asked back from it (recalled).
///   moved, recalled: data = [device, epoch, household, points, household, points, …]
///   returned:        data = [device, epoch, household, points, …] as well
struct LeaseChange {
    DeviceNo device;
    Epoch epoch;
    std::vector<LeaseShare> shares;

    Bytes data() const;
    static Result<LeaseChange> parse(const store::Header& header);
};

/// 积分细则. data = [rule, text, points]
struct RuleSet {
    RuleNo rule;
    std::string text;
    Points points;

    Bytes data() const;
    static Result<RuleSet> parse(const store::Header& header);
};

/// Points that the institution may award. data = [points]
struct BudgetGranted {
    Points points;

    Bytes data() const;
    static Result<BudgetGranted> parse(const store::Header& header);
};

/// A restored hub that not every device has reported to yet may lack what explains where points came
/// from: the institution lays them out, and takes them back (points < 0) once it is explained.
/// data = [household, points, holder, epoch], holder 0 being the hub.
struct ShortfallCovered {
    HouseholdNo household;
    Points points;
    DeviceNo holder;
    Epoch epoch;

    Bytes data() const;
    static Result<ShortfallCovered> parse(const store::Header& header);
};

}  // namespace xf::points
