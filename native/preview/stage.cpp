#include "native/preview/stage.hpp"

#include <vector>

#include "native/platform/read_file.hpp"
#include "native/preview/sample_picture.hpp"
#include "shared/base/assert.hpp"

namespace xf::preview {
namespace {

constexpr std::int64_t kFrameMs = 16;

Bytes font_in(const std::string& file) {
    auto font = native::read_file(file);
    XF_ASSERT(font.ok());
    return *std::move(font);
}

}  // namespace

Fonts fonts_of(const std::string& folder) {
    return {font_in(folder + "/t0.otf"), font_in(folder + "/t1.otf")};
}

Stage::Stage(const Fonts& fonts, const Form& form, const Fixture& fixture) : kiosk_(sink_) {
    XF_ASSERT(kiosk_.load_font(kiosk::FontTier::t0, fonts.t0));
    XF_ASSERT(kiosk_.load_font(kiosk::FontTier::t1, fonts.t1));
    const kiosk::Surface& s = form.surface;
    kiosk_.resize(s.width_px, s.height_px, s.pixels_per_dp, s.pixels_per_mm);
    kiosk_.set_look(form.look);
    kiosk_.set_snapshot(fixture.snapshot);
    for (std::int64_t ms = 0; kiosk_.wants_frame(); ms += kFrameMs) {
        kiosk_.frame(ms);
        keep_textures(*kiosk_.draw_data());
        const auto missing = kiosk_.missing_pictures();
        for (const Hash& hash : std::vector<Hash>(missing.begin(), missing.end()))
            kiosk_.set_picture(hash, sample_picture());
    }
}

Picture Stage::picture() { return render(*kiosk_.draw_data()); }

}  // namespace xf::preview
