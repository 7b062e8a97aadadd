#include "tests/pictures/compare.hpp"

#include <catch_amalgamated.hpp>

#include "tests/pictures/references.hpp"

using namespace xf;
using namespace xf::pictures;

namespace {

/// The fixture `home` on the first form.
const preview::Picture& home() {
    static const preview::Picture picture = [] {
        const preview::Fonts fonts = preview::fonts_of(XF_FONT_DIR);
        return preview::Stage(fonts, preview::kForms[0], preview::all_fixtures()[0]).picture();
    }();
    return picture;
}

std::size_t at(const preview::Picture& p, int x, int y) {
    return static_cast<std::size_t>(y) * static_cast<std::size_t>(p.width) +
           static_cast<std::size_t>(x);
}

/// Every pixel as much lighter or darker as roundings make it.
preview::Picture shaken(preview::Picture p, int by) {
    int turn = 0;
    for (std::uint32_t& pixel : p.pixels) {
        const int off = ++turn % 3 * by / 2;
        std::uint32_t out = 0;
        for (int shift = 0; shift <= 16; shift += 8) {
            const int channel = static_cast<int>((pixel >> shift) & 0xFF);
            out |= static_cast<std::uint32_t>(channel >= 128 ? channel - off : channel + off)
                   << shift;
        }
        pixel = out;
    }
    return p;
}

}  // namespace

TEST_CASE("roundings and a palette are no difference") {
    CHECK(compare(home(), home()).acceptable());
    CHECK(compare(shaken(home(), kNear), home()).acceptable());
}

TEST_CASE("a few pixels of an icon are a difference, and shown") {
    preview::Picture spoilt = home();
    // A stroke of 2 × 3 pixels gone from the seal: white ground in the colour of its ink.
    int x = 0;
    const int y = 100;
    while (spoilt.pixels[at(spoilt, x, y)] != 0xFFFFFF) ++x;
    for (int i = 0; i < 6; ++i) spoilt.pixels[at(spoilt, x + i % 2, y + i / 2)] = 0xB1301F;
    const Difference d = compare(spoilt, home());
    CHECK_FALSE(d.acceptable());
    CHECK(d.far == 6);
    CHECK(d.left == x);
    CHECK(d.top == y);
    CHECK(d.picture.pixels[at(d.picture, x, y)] == 0xE00000);
    CHECK(d.picture.pixels[at(d.picture, x - 1, y)] == 0xFFFFFF);
}

TEST_CASE("a ground of a slightly other colour is a difference") {
    preview::Picture spoilt = home();
    const std::uint32_t paper = spoilt.pixels[at(spoilt, spoilt.width - 1, spoilt.height - 1)];
    for (std::uint32_t& pixel : spoilt.pixels)
        if (pixel == paper) pixel -= (kNear + 1) << 8;
    const Difference d = compare(spoilt, home());
    CHECK(d.far == 0);
    CHECK_FALSE(d.acceptable());
}

TEST_CASE("a picture of another size is a difference") {
    preview::Picture small = home();
    --small.height;
    small.pixels.resize(small.pixels.size() - static_cast<std::size_t>(small.width));
    CHECK_FALSE(compare(small, home()).acceptable());
}
