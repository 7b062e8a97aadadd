// Names and pictures of what can be published.
#pragma once

#include "kiosk/widgets/badge.hpp"

namespace xf::kiosk::screens {

std::string_view word_of_kind(app::LeafKind kind);
Icon icon_of_kind(app::LeafKind kind);
std::string_view word_of(app::Channel channel);
Icon icon_of(app::Channel channel);

}  // namespace xf::kiosk::screens
