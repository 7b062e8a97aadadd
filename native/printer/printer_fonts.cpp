#include "native/printer/printer_fonts.hpp"

#include <cmath>

#include "kiosk/paint/line_break.hpp"
#include "native/platform/read_file.hpp"

#define STB_TRUETYPE_IMPLEMENTATION
#define STBTT_STATIC
#include <imstb_truetype.h>

namespace xf::native {
namespace {

// The em square of CJK fonts reaches this far above the baseline.
constexpr float kIdeographAscent = 0.88f;
constexpr char32_t kMissing = U'〓';

}  // namespace

struct PrinterFonts::Tier {
    Bytes file;
    stbtt_fontinfo info{};

    float scale(float em) const { return stbtt_ScaleForMappingEmToPixels(&info, em); }
};

PrinterFonts::PrinterFonts() = default;
PrinterFonts::~PrinterFonts() = default;

Result<std::unique_ptr<PrinterFonts>> PrinterFonts::load(const std::string& folder) {
    std::unique_ptr<PrinterFonts> out(new PrinterFonts);
    for (const char* const name : {"/t0.otf", "/t1.otf", "/t2.otf"}) {
        auto tier = std::make_unique<Tier>();
        XF_ASSIGN(tier->file, read_file(folder + name));
        if (!stbtt_InitFont(&tier->info, tier->file.data(), 0))
            return Error{ErrorCode::malformed, folder + name + " is no font"};
        out->tiers_.push_back(std::move(tier));
    }
    return out;
}

std::pair<const PrinterFonts::Tier*, int> PrinterFonts::find(char32_t c) const {
    for (const char32_t wanted : {c, kMissing})
        for (const auto& tier : tiers_)
            if (const int number = stbtt_FindGlyphIndex(&tier->info, static_cast<int>(wanted)))
                return {tier.get(), number};
    return {tiers_.front().get(), 0};
}

float PrinterFonts::advance(char32_t c, float em) const {
    if (c < U' ') return 0;
    if (kiosk::is_full_width(c)) return em;
    const auto [tier, number] = find(c);
    int width = 0, bearing = 0;
    stbtt_GetGlyphHMetrics(&tier->info, number, &width, &bearing);
    return static_cast<float>(width) * tier->scale(em);
}

const Glyph& PrinterFonts::glyph(char32_t c, float em) {
    const auto [place, fresh] = glyphs_.try_emplace({c, em});
    Glyph& out = place->second;
    if (!fresh) return out;
    const auto [tier, number] = find(c);
    const float scale = tier->scale(em);
    int right = 0, bottom = 0;
    stbtt_GetGlyphBitmapBox(&tier->info, number, scale, scale, &out.left, &out.top, &right,
                            &bottom);
    out.width = right - out.left;
    out.height = bottom - out.top;
    out.coverage.resize(static_cast<std::size_t>(out.width) * static_cast<std::size_t>(out.height));
    if (!out.coverage.empty())
        stbtt_MakeGlyphBitmap(&tier->info, out.coverage.data(), out.width, out.height, out.width,
                              scale, scale, number);
    out.top += static_cast<int>(std::lround(kIdeographAscent * em));
    return out;
}

}  // namespace xf::native
