// How far a record or a request has come: icon and word, never colour alone.
#pragma once

#include "kiosk/widgets/card.hpp"

namespace xf::kiosk {

struct BadgeSpec {
    Mood mood = Mood::plain;
    Icon icon = Icon::none;
    std::string_view word;
};

BadgeSpec badge_of(app::RecordState state);
BadgeSpec badge_of(app::RequestState state);
BadgeSpec badge_of(app::MatterState state);
BadgeSpec badge_of(app::HandedIn state);
BadgeSpec badge_of(const app::AwardItem& award);
/// 演示: what belongs to the demo only.
BadgeSpec demo_badge();

float badge_width(Ui& ui, const BadgeSpec& spec);
/// At the left of `r`, in its middle height; returns the width.
float badge(Ui& ui, Rect r, const BadgeSpec& spec);

/// Beside each other from the top left of `r`, in as many lines as they take; returns the height.
float badges(Ui& ui, Rect r, std::span<const BadgeSpec> specs);
float badges_height(Ui& ui, float width, std::span<const BadgeSpec> specs);

std::string_view word_of(app::RequestCategory category);
Icon icon_of(app::RequestCategory category);

}  // namespace xf::kiosk
