#include "shared/app/home_pages.hpp"

#include "shared/app/context.hpp"

namespace xf::app {
namespace {

std::vector<Tile> tiles_of(DeviceRole role) {
    switch (role) {
        case DeviceRole::kiosk:
            return {Tile::points, Tile::notices, Tile::requests};
        case DeviceRole::counter:
            return {Tile::shop, Tile::points, Tile::notices};
        case DeviceRole::desk:
            return {Tile::staff_desk, Tile::publish, Tile::notices};
    }
    return {};
}

}  // namespace

Result<View> present(const Context& context, const HomePage&) {
    return View(HomeView{tiles_of(context.village.role()), context.demo.has_value()});
}

Result<View> present(const Context& context, const EnrolPage&) {
    return View(EnrolView{context.enrolling, true});
}

}  // namespace xf::app
