// The goods of the village's points shop (爱心超市): catalogue and book stock.
#pragma once

#include <vector>

#include "shared/shop/events.hpp"

namespace xf::shop {

const store::Feature& feature();

struct Goods {
    GoodsNo no;
    std::string name;
    std::string unit;
    Points price;
    bool service = false;
    std::int64_t stock = 0;  ///< book stock; may be negative; 0 for services
};

/// The catalogue, by number.
Result<std::vector<Goods>> catalogue(const store::Place& place);
/// Errors: unknown_reference.
Result<Goods> find(const store::Place& place, GoodsNo no);

}  // namespace xf::shop
