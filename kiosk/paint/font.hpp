// The one family, merged from tiers as they arrive.
#pragma once

#include <bitset>
#include <span>
#include <vector>

#include "kiosk/host.hpp"
#include "kiosk/paint/advances.hpp"

struct ImFont;

namespace xf::kiosk {

class Font final : public Advances {
public:
    /// False if the bytes are no OpenType font.
    bool load(FontTier tier, ByteView bytes);
    bool ready() const { return font_ != nullptr; }
    ImFont* im() const { return font_; }

    /// Full-width ones are not rasterised for it, so that laying out a document costs nothing and stays
    /// put when a tier arrives.
    float advance(char32_t c, float em) const override;

    /// Notes characters that no tier has.
    void note(char32_t c);
    std::span<const char32_t> missing() const { return missing_; }

private:
    void add(ByteView bytes);

    static constexpr std::size_t kKnown = 0x30000;  // planes 0 to 2: all Chinese characters
    ImFont* font_ = nullptr;
    std::vector<Bytes> waiting_;  // later tiers that came before T0
    std::bitset<kKnown> known_;
    std::bitset<kKnown> noted_;
    std::vector<char32_t> missing_;
};

}  // namespace xf::kiosk
