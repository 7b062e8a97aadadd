// 换东西: the counter of the 新风爱心超市, and its receipt.
#pragma once

#include "shared/app/common_views.hpp"
#include "shared/app/print_screens.hpp"

namespace xf::app {

// ---- what is shown ------------------------------------------------------------------------------

struct GoodsView {
    GoodsNo no;
    std::string name;
    std::string unit;  ///< "块", "袋", "次"
    Points price;
    std::int64_t stock = 0;  ///< book stock; may be negative
    bool service = false;    ///< a voucher has no stock
    std::uint32_t in_basket = 0;
};

struct CounterView {
    std::vector<GoodsView> goods;
    Points available;       ///< 可用分 of the household
    Points spendable_here;  ///< what this counter holds for it
    Points total;           ///< of the basket
    bool can_confirm = false;
    bool waiting_for_hub = false;  ///< asking the hub for more
};

struct ReceiptLine {
    std::string name;
    std::uint32_t quantity = 0;
    Points points;
};

struct ReceiptView {
    std::string number;  ///< short, to read out: "2-1-17"
    std::string household;
    std::string counter;
    UnixTime at;
    std::vector<ReceiptLine> lines;
    Points total;
    Points left;  ///< 可用分 afterwards
    RecordState state = RecordState::saved;
    std::string qr;  ///< text for the QR code
    PrintState print = PrintState::none;
};

// ---- what can be done ---------------------------------------------------------------------------

struct AddGoods {
    GoodsNo no;
};
struct RemoveGoods {
    GoodsNo no;
};
struct ConfirmRedemption {};

}  // namespace xf::app
