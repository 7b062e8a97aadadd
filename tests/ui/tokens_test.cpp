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

TEST_CASE(
    "every text tone reaches 4.5:1 on the grounds that it stands on, 7:1 in the high palette") {
    CHECK(least_contrast(Contrast::standard) == 4.5);
    CHECK(least_contrast(Contrast::high) == 7.0);
    for (const Contrast contrast : kContrasts) {
        const Palette& p = palette_of(contrast);
        for (const TextPair& pair : kTextPairs) {
            INFO(static_cast<int>(pair.text) << " on " << static_cast<int>(pair.ground));
            CHECK(contrast_ratio(p[pair.text], p[pair.ground]) >= least_contrast(contrast));
        }
    }
}

TEST_CASE("outlines of controls reach 3:1, and in the high palette cards have them too") {
    for (const Contrast contrast : kContrasts) {
        const Palette& p = palette_of(contrast);
        for (const Tone ground : {Tone::paper, Tone::surface, Tone::sunken})
            CHECK(contrast_ratio(p[Tone::edge], p[ground]) >= 3);
    }
    CHECK(palette_of(Contrast::standard)[Tone::rim].a == 0);
    CHECK(palette_of(Contrast::high)[Tone::rim].a == 255);
    CHECK(contrast_ratio(palette_of(Contrast::high)[Tone::rim],
                         palette_of(Contrast::high)[Tone::paper]) >= 7);
}

TEST_CASE("a panel of known size is measured in millimetres") {
    for (const float pixels_per_mm : {1920 / 476.6f, 3840 / 708.0f}) {
        const Metrics m = metrics_for({1920, 1080, 1, pixels_per_mm}, TextSize::standard);
        CHECK(m.target_primary / pixels_per_mm >= 20);
        CHECK(m.target / pixels_per_mm >= 20);
        for (const Type type : {Type::small, Type::body, Type::title, Type::display})
            CHECK(m.em(type) / pixels_per_mm >= 7);
    }
}

TEST_CASE("大字 and 特大 are each larger in every type, and remember what 标准 is") {
    for (const Surface& s : test::kSurfaces) {
        const Metrics standard = metrics_for(s, TextSize::standard);
        const Metrics large = metrics_for(s, TextSize::large);
        const Metrics largest = metrics_for(s, TextSize::largest);
        for (const Type type : {Type::small, Type::body, Type::title, Type::display}) {
            CHECK(large.em(type) > standard.em(type));
            CHECK(largest.em(type) > large.em(type));
            CHECK(largest.least_em(type) == standard.em(type));
            CHECK(standard.least_em(type) == standard.em(type));
        }
        CHECK(standard.growth == 1);
        CHECK(largest.badge >= largest.line_tight(Type::small));
        CHECK(largest.target == standard.target);
    }
}

TEST_CASE("elsewhere text is at least 18 dp, grows to 30 dp, and targets are 60 dp") {
    for (const Surface& s :
         {Surface{390, 844, 1, 0}, Surface{1080, 2340, 3, 0}, Surface{1366, 768, 1, 0},
          Surface{800, 1280, 1, 0}, Surface{1280, 620, 1, 0}, Surface{844, 390, 1, 0}}) {
        const Metrics m = metrics_for(s, TextSize::standard);
        INFO(s.width_px << "x" << s.height_px);
        CHECK(m.em(Type::small) >= 18 * s.pixels_per_dp);
        CHECK(m.target >= 60 * s.pixels_per_dp);
        CHECK(metrics_for(s, TextSize::largest).em(Type::small) >= 30 * s.pixels_per_dp);
    }
}

TEST_CASE("the form follows the surface") {
    CHECK(metrics_for(test::kWide, TextSize::standard).form == Form::wide);
    CHECK(metrics_for(test::kTall, TextSize::standard).form == Form::tall);
    CHECK(metrics_for(test::kPhone, TextSize::standard).form == Form::compact);
    CHECK(metrics_for({1170, 2532, 3, 0}, TextSize::standard).form == Form::compact);
    CHECK(metrics_for(test::kLaptop, TextSize::standard).form == Form::wide);
}
