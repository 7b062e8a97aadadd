#include "kiosk/paint/font.hpp"

#include <algorithm>
#include <cstring>
#include <utility>

#include "imgui.h"
#include "imgui_internal.h"
#include "kiosk/paint/line_break.hpp"

namespace xf::kiosk {
namespace {

constexpr std::size_t kHeaderBytes = 12;
// Negative: the em square, not ascent + descent, has the size asked for.
constexpr float kReferenceEm = -16.0f;
constexpr float kNoBound = -1e6f;

bool looks_like_opentype(ByteView bytes) {
    if (bytes.size() < kHeaderBytes) return false;
    static constexpr char kTrueType[] = {0, 1, 0, 0};
    return std::memcmp(bytes.data(), "OTTO", 4) == 0 ||
           std::memcmp(bytes.data(), kTrueType, 4) == 0;
}

}  // namespace

bool Font::load(FontTier tier, ByteView bytes) {
    if (!looks_like_opentype(bytes)) return false;
    if (tier != FontTier::t0 && !font_) {
        waiting_.emplace_back(bytes.begin(), bytes.end());
        return true;
    }
    add(bytes);
    for (const Bytes& later : std::exchange(waiting_, {})) add(later);
    missing_.clear();
    noted_.reset();
    return true;
}

void Font::add(ByteView bytes) {
    ImFontConfig config;
    config.FontDataOwnedByAtlas = false;  // the atlas then makes its own copy
    config.FontData = const_cast<std::uint8_t*>(bytes.data());
    config.FontDataSize = static_cast<int>(bytes.size());
    config.SizePixels = kReferenceEm;
    // Bounds of the advance are scaled by size / kReferenceEm, which turns their signs round.
    config.GlyphMaxAdvanceX = kNoBound;
    config.MergeMode = font_ != nullptr;
    // Ideographs stand on whole pixels (an em is a whole number); digits are snapped to them.
    config.PixelSnapH = true;
    config.OversampleH = 1;
    config.OversampleV = 1;
    ImFontAtlas* const atlas = ImGui::GetIO().Fonts;
    ImFont* const added = atlas->AddFont(&config);
    if (!font_) font_ = added;
    // What was drawn as missing is remembered as missing.
    ImFontAtlasFontDiscardBakes(atlas, font_, 0);
    // What a later tier may bring stays blank until then; what none has is set as 〓, which has meant
    // "this sort is missing" since the days of lead.
    font_->FallbackChar = config.MergeMode ? U'〓' : U'\u3000';
}

float Font::advance(char32_t c, float em) const {
    if (is_full_width(c)) return em;
    if (!font_) return em / 2;  // nothing is drawn yet
    return font_->GetFontBaked(em)->GetCharAdvance(static_cast<ImWchar>(c));
}

void Font::note(char32_t c) {
    if (c >= kKnown || c < ' ' || known_[c] || noted_[c]) return;
    if (font_->IsGlyphInFont(static_cast<ImWchar>(c))) {
        known_.set(c);
        return;
    }
    noted_.set(c);
    missing_.push_back(c);
}

}  // namespace xf::kiosk
