#include "kiosk/widgets/list_choices.hpp"

#include <algorithm>

#include "kiosk/widgets/badge.hpp"

namespace xf::kiosk {

bool is_order(app::Choosing about) {
    return about == app::Choosing::request_order || about == app::Choosing::household_order;
}

Text chooser_text(app::Choosing about) {
    switch (about) {
        case app::Choosing::request_state:
            return Text::choosing_request_state;
        case app::Choosing::category:
            return Text::choosing_category;
        case app::Choosing::grid:
            return Text::choosing_grid;
        case app::Choosing::area:
            return Text::choosing_area;
        case app::Choosing::period:
            return Text::choosing_period;
        case app::Choosing::request_holding:
            return Text::choosing_holding;
        case app::Choosing::request_order:
        case app::Choosing::household_order:
            break;
    }
    return Text::choosing_order;
}

std::string choice_text(app::Choosing about, const app::ListChoice& choice) {
    constexpr Text kRequestOrders[] = {Text::order_newest, Text::order_waiting};
    constexpr Text kHouseholdOrders[] = {Text::order_number, Text::order_points, Text::order_name};
    const std::uint32_t value = choice.value;
    if (about == app::Choosing::request_order)
        return std::string(tr(kRequestOrders[std::min(value, 1u)]));
    if (about == app::Choosing::household_order)
        return std::string(tr(kHouseholdOrders[std::min(value, 2u)]));
    if (value == 0) return std::string(tr(Text::choice_all));
    constexpr Text kHoldings[] = {Text::choice_all, Text::holding_late, Text::holding_mine,
                                  Text::holding_handed_on};
    switch (about) {
        case app::Choosing::request_holding:
            return std::string(tr(kHoldings[std::min(value, 3u)]));
        case app::Choosing::request_state:
            return std::string(badge_of(static_cast<app::RequestState>(value - 1)).word);
        case app::Choosing::category:
            return std::string(word_of(static_cast<app::RequestCategory>(value - 1)));
        case app::Choosing::area:
            return std::string(area_text(choice.word));
        case app::Choosing::period:
            return value == 1 ? std::string(tr(Text::choice_today))
                              : format(Text::choice_days, {number(value)});
        default:
            return grid_text(value);
    }
}

std::string grid_text(std::uint32_t grid) { return format(Text::choice_grid, {number(grid)}); }

}  // namespace xf::kiosk
