// 换东西: a basket against what this counter may spend, and the receipt of what was redeemed.
#pragma once

#include <map>

#include "shared/app/home_pages.hpp"
#include "shared/app/printing.hpp"

namespace xf::app {

struct CounterPage {
    static constexpr bool kSignedIn = true;
    using Parent = HomePage;

    std::map<GoodsNo, std::uint32_t> basket;
    /// Made, and not at the hub when it was last looked: its receipt comes when it is.
    std::optional<EventKey> waiting;
    bool told = false;  ///< that the goods have to wait for it
};

struct ReceiptPage {
    static constexpr bool kSignedIn = true;
    using Parent = HomePage;

    EventKey redemption;
    PrintRun print = {};
};

Result<View> present(const Context& context, const CounterPage& page);
Result<View> present(const Context& context, const ReceiptPage& page);

Status handle(Context& context, const AddGoods& command);
Status handle(Context& context, const RemoveGoods& command);
Status handle(Context& context, const ConfirmRedemption& command);

/// After each exchange with the hub: shows the receipt of a redemption that waited for it.
Status settle_redemption(Context& context);

}  // namespace xf::app
