#include "shared/app/home_pages.hpp"

#include "shared/app/award_form_pages.hpp"
#include "shared/app/context.hpp"
#include "shared/people/feature.hpp"
#include "shared/requests/figures.hpp"

namespace xf::app {
namespace {

/// What a desk offers to whom. To add something: its tile, its page's roles, a line here.
struct DeskTile {
    Tile tile;
    store::Roles roles;
};
constexpr DeskTile kDeskTiles[] = {
    {Tile::desk_requests, RequestsPage::kRoles}, {Tile::publish, PublishPage::kRoles},
    {Tile::give_points, AwardFormPage::kRoles},  {Tile::reviews, ReviewsPage::kRoles},
    {Tile::households, HouseholdsPage::kRoles},  {Tile::audit, AuditPage::kRoles},
};

std::vector<Tile> tiles_for(store::Roles roles) {
    std::vector<Tile> out;
    for (const DeskTile& each : kDeskTiles)
        if ((each.roles & roles) != 0) out.push_back(each.tile);
    out.push_back(Tile::awards);
    out.push_back(Tile::notices);
    return out;
}

std::vector<Tile> tiles_of(DeviceRole role) {
    switch (role) {
        case DeviceRole::kiosk:
            return {Tile::points, Tile::notices, Tile::requests, Tile::awards};
        case DeviceRole::counter:
            return {Tile::shop, Tile::points, Tile::notices};
        case DeviceRole::desk:
            return {Tile::staff_desk, Tile::notices};
        case DeviceRole::phone:
            return {Tile::points, Tile::requests, Tile::notices};
    }
    return {};
}

}  // namespace

Result<View> present(const Context& context, const HomePage&) {
    XF_ASSIGN(const auto roles, context.staff_roles());
    if (roles) {
        HomeView view{tiles_for(*roles), context.demo.has_value()};
        if ((*roles & RequestsPage::kRoles) != 0) {
            XF_ASSIGN(view.late_requests, requests::late(context.place(), context.today()));
        }
        return View(std::move(view));
    }
    if (context.village.guest())
        return View(HomeView{.tiles = {Tile::notices, Tile::login}, .enrols = true});
    return View(HomeView{tiles_of(context.village.role()), context.demo.has_value()});
}

Result<View> present(const Context& context, const EnrolPage&) {
    return View(EnrolView{.busy = context.enrolling, .again = true});
}

}  // namespace xf::app
