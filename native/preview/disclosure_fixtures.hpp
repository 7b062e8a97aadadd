// Snapshots of what a village publishes: invented, as everything here (示例).
#pragma once

#include <utility>
#include <vector>

#include "shared/app/views.hpp"

namespace xf::preview {

std::vector<std::pair<const char*, app::View>> disclosure_views(const app::LogState& log);
/// What staff sees when it publishes.
std::vector<std::pair<const char*, app::View>> publish_views();

}  // namespace xf::preview
