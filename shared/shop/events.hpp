// Goods and services of the 新风爱心超市. Goods on the shelf are the truth about stock: the book may
// go negative and is then counted; it never blocks a redemption at the hub.
#pragma once

#include "shared/store/feature.hpp"

namespace xf::shop {

inline constexpr std::uint32_t kGoodsSetType = 16;
inline constexpr std::uint32_t kStockReceivedType = 17;

/// data = [goods, name, unit, price, service]
struct GoodsSet {
    GoodsNo goods;
    std::string name;
    std::string unit;  ///< 块, 袋, 次
    Points price;
    bool service = false;  ///< 健康体检, 乘坐公交: has no stock

    Bytes data() const;
    static Result<GoodsSet> parse(const store::Header& header);
};

/// data = [goods, quantity]
struct StockReceived {
    GoodsNo goods;
    std::uint32_t quantity = 0;

    Bytes data() const;
    static Result<StockReceived> parse(const store::Header& header);
};

}  // namespace xf::shop
