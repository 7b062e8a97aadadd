// The one list of features. To add one: its folder in shared/, its screens in kiosk/, a line here.
#pragma once

#include "shared/store/feature.hpp"
#include "shared/sync/hub.hpp"

namespace xf::app {

const store::Registry& registry();

/// What the hub's sync asks of features.
const sync::HubHooks& hub_hooks();

}  // namespace xf::app
