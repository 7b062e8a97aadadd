// The sheet of paper that content lies on, and the coloured strip that says something about it.
#pragma once

#include "kiosk/widgets/icon.hpp"

namespace xf::kiosk {

/// A raised sheet with a soft shadow.
void draw_card(Ui& ui, Rect r, Tone ground = Tone::surface);

/// A card that can be pressed; draws its ground and what the finger does to it.
Press press_card(Ui& ui, std::string_view key, std::string_view name, Rect r, bool enabled = true,
                 bool selected = false);

enum class Mood : std::uint8_t { plain, good, warn, bad };

struct BannerSpec {
    Mood mood = Mood::plain;
    Icon icon = Icon::info;
    std::string title;
    std::string detail = {};
    bool alert = false;  ///< announced at once
    bool low = false;    ///< title and detail in one line, where they fit
};

/// A strip with icon, title and a sentence. Returns its height; draws nothing if `r.h` < 0.
float banner(Ui& ui, Rect r, const BannerSpec& spec);
float banner_height(Ui& ui, float width, const BannerSpec& spec);

/// Text and ground of a mood.
Tone text_of(Mood mood);
Tone ground_of(Mood mood);

}  // namespace xf::kiosk
