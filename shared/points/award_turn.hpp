// What the hub does with awards by its own clock: takes proposals up or refuses them, posts instant
// ones, shows approved ones to everybody and posts them when that time is over. In a device's sync,
// and from time to time while none comes.
#pragma once

#include "shared/store/feature.hpp"

namespace xf::points {

Status advance_awards(const store::HubTurn& turn);

}  // namespace xf::points
