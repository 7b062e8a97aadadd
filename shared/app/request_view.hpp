// How one request is put for a screen: in a list, and with its course.
#pragma once

#include "shared/app/request_screens.hpp"
#include "shared/requests/feature.hpp"

namespace xf::app {

Result<RequestItem> request_item(const store::Place& place, const requests::Request& request,
                                 Day today);

}  // namespace xf::app
