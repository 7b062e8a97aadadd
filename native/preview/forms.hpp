// The screens that pictures are made for: surfaces, and how the person wants to see them, by the name
// of their folder.
#pragma once

#include <string_view>

#include "kiosk/tokens/look.hpp"

namespace xf::preview {

struct Form {
    std::string_view name;
    kiosk::Surface surface;
    kiosk::Look look = {};
};

inline constexpr float kPanelPixelsPerMm = 1920 / 476.6f;  // 21.5 inches, 16:9

inline constexpr kiosk::Look kLargest{kiosk::TextSize::largest, kiosk::Contrast::standard};
inline constexpr kiosk::Look kDeep{kiosk::TextSize::standard, kiosk::Contrast::high};

inline constexpr Form kForms[] = {
    {"1920x1080", {1920, 1080, 1, kPanelPixelsPerMm}},
    {"1080x1920", {1080, 1920, 1, kPanelPixelsPerMm}},
    {"390x844", {390, 844, 1, 0}},  // a phone, in dp
    {"1366x768", {1366, 768, 1, 0}},
    {"360x640", {360, 640, 1, 0}},
    {"768x1024", {768, 1024, 1, 0}},
    {"780x1688", {780, 1688, 2, 0}},  // a phone in its own pixels: for a closer look
    {"1920x1080-largest", {1920, 1080, 1, kPanelPixelsPerMm}, kLargest},
    {"1080x1920-largest", {1080, 1920, 1, kPanelPixelsPerMm}, kLargest},
    {"390x844-largest", {390, 844, 1, 0}, kLargest},
    {"780x1688-largest", {780, 1688, 2, 0}, kLargest},
    {"1366x768-largest", {1366, 768, 1, 0}, kLargest},
    {"1920x1080-deep", {1920, 1080, 1, kPanelPixelsPerMm}, kDeep},
    {"390x844-deep", {390, 844, 1, 0}, kDeep},
};

}  // namespace xf::preview
