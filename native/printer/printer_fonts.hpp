// The project's fonts for paper: widths, and characters as coverage. Dear ImGui's atlas belongs to the
// thread that draws the screen; a printer works in its own, so it reads the same files itself, with
// the rasterizer that lies in Dear ImGui's sources.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "kiosk/paint/advances.hpp"
#include "shared/base/bytes.hpp"
#include "shared/base/result.hpp"

namespace xf::native {

/// Coverage of one character, 0 to 255, row by row.
struct Glyph {
    int left = 0;  ///< of the picture, from where the character begins
    int top = 0;   ///< of the picture, from the top of the em square
    int width = 0, height = 0;
    Bytes coverage;
};

class PrinterFonts final : public kiosk::Advances {
public:
    /// From the folder with t0.otf, t1.otf and t2.otf. Errors: not_found; malformed where one is no
    /// font.
    static Result<std::unique_ptr<PrinterFonts>> load(const std::string& folder);
    ~PrinterFonts() override;

    /// Control characters have no width.
    float advance(char32_t c, float em) const override;
    /// Kept until the next call of forget(). A character that no tier has is 〓.
    const Glyph& glyph(char32_t c, float em);
    void forget() { glyphs_.clear(); }

private:
    struct Tier;
    PrinterFonts();

    /// The tier that has it, and its number there.
    std::pair<const Tier*, int> find(char32_t c) const;

    std::vector<std::unique_ptr<Tier>> tiers_;
    std::map<std::pair<char32_t, float>, Glyph> glyphs_;
};

}  // namespace xf::native
