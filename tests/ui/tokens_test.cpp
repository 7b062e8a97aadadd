#include <catch_amalgamated.hpp>

#include "kiosk/tokens/color.hpp"
#include "tests/ui/harness.hpp"

using namespace xf;
using namespace xf::kiosk;

TEST_CASE("the contrast formula is WCAG's") {
    CHECK(contrast_ratio({0, 0, 0, 255}, {255, 255, 255, 255}) == Catch::Approx(21.0));
    CHECK(contrast_ratio({119, 119, 119, 255}, {255, 255, 255, 255}) ==
          Catch::Approx(4.48).margin(0.01));
}

TEST_CASE("every text tone reaches 4.5:1 on the grounds that it stands on") {
    const Palette& p = palette_of(Contrast::standard);
    for (const TextPair& pair : kTextPairs) {
        INFO(static_cast<int>(pair.text) << " on " << static_cast<int>(pair.ground));
        CHECK(contrast_ratio(p[pair.text], p[pair.ground]) >= 4.5);
    }
}

TEST_CASE("outlines of controls reach 3:1") {
    const Palette& p = palette_of(Contrast::standard);
    CHECK(contrast_ratio(p[Tone::edge], p[Tone::paper]) >= 3);
    CHECK(contrast_ratio(p[Tone::edge], p[Tone::surface]) >= 3);
    CHECK(contrast_ratio(p[Tone::edge], p[Tone::sunken]) >= 3);
}

TEST_CASE("a panel of known size is measured in millimetres") {
    for (const float pixels_per_mm : {1920 / 476.6f, 3840 / 708.0f}) {
        const Metrics m = metrics_for({1920, 1080, 1, pixels_per_mm}, TextSize::standard);
        CHECK(m.target_primary / pixels_per_mm >= 20);
        CHECK(m.target / pixels_per_mm >= 20);
        CHECK(m.em(Type::body) / pixels_per_mm >= 7);
        CHECK(m.em(Type::small) / pixels_per_mm >= 6.5f);
    }
}

TEST_CASE("elsewhere text is at least 18 dp and targets 60 dp") {
    for (const Surface& s :
         {Surface{390, 844, 1, 0}, Surface{1080, 2340, 3, 0}, Surface{1366, 768, 1, 0},
          Surface{800, 1280, 1, 0}, Surface{1280, 620, 1, 0}, Surface{844, 390, 1, 0}}) {
        const Metrics m = metrics_for(s, TextSize::standard);
        INFO(s.width_px << "x" << s.height_px);
        CHECK(m.em(Type::small) >= 18 * s.pixels_per_dp);
        CHECK(m.target >= 60 * s.pixels_per_dp);
    }
}

TEST_CASE("the form follows the surface") {
    CHECK(metrics_for(test::kWide, TextSize::standard).form == Form::wide);
    CHECK(metrics_for(test::kTall, TextSize::standard).form == Form::tall);
    CHECK(metrics_for(test::kPhone, TextSize::standard).form == Form::compact);
    CHECK(metrics_for({1170, 2532, 3, 0}, TextSize::standard).form == Form::compact);
    CHECK(metrics_for(test::kLaptop, TextSize::standard).form == Form::wide);
}
