// What I1 asks of every screen, measured on what was drawn: every fixture, on every form of screen, in
// every size of type and in both palettes.
//
//     kiosks: primary targets ≥ 20 mm, text ≥ 7 mm · elsewhere: text ≥ 18 dp, growing to ≥ 30 dp,
//     targets ≥ 60 dp · contrast ≥ 4.5:1, and 7:1 in the high palette
#include <algorithm>
#include <catch_amalgamated.hpp>
#include <cmath>
#include <functional>

#include "tests/ui/harness.hpp"
#include "tests/ui/letters.hpp"

using namespace xf;
using namespace xf::kiosk;
using kiosk::test::Harness;
using kiosk::test::Letter;

namespace {

/// Bars of one surface, in pixels.
struct Bars {
    explicit Bars(const Surface& s)
        : text(s.pixels_per_mm > 0 ? 7 * s.pixels_per_mm : 18 * s.pixels_per_dp),
          target(s.pixels_per_mm > 0 ? 20 * s.pixels_per_mm : 60 * s.pixels_per_dp) {}
    float text, target;
};

std::string words_of(const Look& look) {
    static constexpr const char* kSizes[] = {"standard", "large", "largest"};
    return std::string(kSizes[static_cast<int>(look.size)]) +
           (look.contrast == Contrast::high ? " deep" : "");
}

/// Draws every fixture in every look on that surface, and lets `check` judge.
void on_every_screen(const Surface& surface, const std::vector<Look>& looks,
                     const std::function<void(Harness&, const Look&)>& check) {
    for (const Look& look : looks) {
        Harness h(surface);
        h.kiosk.set_look(look);
        for (const auto& f : preview::all_fixtures()) {
            INFO(f.name << " " << surface.width_px << "x" << surface.height_px << " "
                        << words_of(look));
            h.show(f.snapshot);
            // A session that ends takes the look with it.
            h.kiosk.set_look(look);
            h.settle();
            check(h, look);
        }
    }
}

std::vector<Look> all_looks() {
    std::vector<Look> out;
    for (const TextSize size : kTextSizes)
        for (const Contrast contrast : kContrasts) out.push_back({size, contrast});
    return out;
}

std::vector<Look> all_sizes() {
    std::vector<Look> out;
    for (const TextSize size : kTextSizes) out.push_back({size});
    return out;
}

std::string words_of(const Letter& l) {
    char text[160];
    std::snprintf(text, sizeof text, "U+%04X em %.0f at %.0f,%.0f: #%02X%02X%02X on #%02X%02X%02X",
                  static_cast<unsigned>(l.character), static_cast<double>(l.em),
                  static_cast<double>(l.ink.x), static_cast<double>(l.ink.y), l.color.r, l.color.g,
                  l.color.b, l.ground.r, l.ground.g, l.ground.b);
    return text;
}

void check_letters(Harness& h, const Surface& surface, const Look& look) {
    const Bars bars(surface);
    const auto letters = test::letters_drawn(h.kiosk);
    CHECK(letters.size() > 10);
    for (const Letter& l : letters) {
        if (l.em < bars.text - 0.5f) FAIL_CHECK("too small: " << words_of(l));
        const double ratio = contrast_ratio(l.color, l.ground);
        if (ratio < least_contrast(look.contrast)) FAIL_CHECK(ratio << ":1: " << words_of(l));
    }
}

/// The part of the smaller one that both have.
float shared(Rect a, Rect b) {
    const float w = std::min(a.right(), b.right()) - std::max(a.x, b.x);
    const float h = std::min(a.bottom(), b.bottom()) - std::max(a.y, b.y);
    const float least = std::min(a.w * a.h, b.w * b.h);
    return w <= 0 || h <= 0 || least <= 0 ? 0 : w * h / least;
}

/// A strong text is drawn twice, a pixel or two apart.
bool same(const Letter& a, const Letter& b) {
    return a.character == b.character && std::abs(a.ink.x - b.ink.x) < 3 && a.ink.y == b.ink.y;
}

/// Neighbours in a line may touch: a strong stroke, a narrow digit, a mark that hangs.
bool over(const Letter& a, const Letter& b) {
    const float apart = std::abs(a.ink.y + a.ink.h / 2 - b.ink.y - b.ink.h / 2);
    const bool one_line = a.em == b.em && apart < a.em * 0.35f;
    return !same(a, b) && shared(a.ink, b.ink) > (one_line ? 0.6f : 0.1f);
}

void check_apart(Harness& h) {
    auto letters = test::letters_drawn(h.kiosk);
    std::ranges::sort(letters, {}, [](const Letter& l) { return l.ink.y; });
    for (std::size_t i = 0; i < letters.size(); ++i)
        for (std::size_t j = i + 1; j < letters.size(); ++j) {
            if (letters[j].ink.y > letters[i].ink.bottom()) break;
            if (!over(letters[i], letters[j])) continue;
            FAIL_CHECK("over each other: " << words_of(letters[i]) << " and "
                                           << words_of(letters[j]));
            return;
        }
    const auto& nodes = h.kiosk.semantics().nodes;
    for (std::size_t i = 0; i < nodes.size(); ++i)
        for (std::size_t j = i + 1; j < nodes.size(); ++j) {
            const Node &a = nodes[i], &b = nodes[j];
            const bool pressed = a.role == Role::button && b.role == Role::button;
            if (!pressed || a.actions == 0 || b.actions == 0) continue;
            const float w = std::min(a.seen.right(), b.seen.right()) - std::max(a.seen.x, b.seen.x);
            const float t =
                std::min(a.seen.bottom(), b.seen.bottom()) - std::max(a.seen.y, b.seen.y);
            if (w > 1 && t > 1) FAIL_CHECK("over each other: " << a.name << " and " << b.name);
        }
}

std::ptrdiff_t cuts(Harness& h) {
    return std::ranges::count(test::letters_drawn(h.kiosk), U'…', &Letter::character);
}

void check_surface(const Surface& surface) {
    const Bars bars(surface);
    on_every_screen(surface, all_looks(),
                    [&](Harness& h, const Look& look) { check_letters(h, surface, look); });
    on_every_screen(surface, all_sizes(), [&](Harness& h, const Look&) {
        check_apart(h);
        for (const Node& n : h.kiosk.semantics().nodes) {
            if (n.role != Role::button && n.role != Role::textbox) continue;
            INFO(n.name);
            CHECK(n.rect.h >= bars.target - 0.5f);
            CHECK(n.rect.w >= bars.target - 0.5f);
        }
    });
    std::vector<std::ptrdiff_t> standard;
    on_every_screen(surface, {{TextSize::standard}},
                    [&](Harness& h, const Look&) { standard.push_back(cuts(h)); });
    std::size_t i = 0;
    on_every_screen(surface, {{TextSize::largest}},
                    [&](Harness& h, const Look&) { CHECK(cuts(h) <= standard[i++]); });
}

}  // namespace

TEST_CASE("a wide panel keeps the bars of I1 on every screen") { check_surface(test::kWide); }
TEST_CASE("a tall panel keeps the bars of I1 on every screen") { check_surface(test::kTall); }
TEST_CASE("a phone keeps the bars of I1 on every screen") { check_surface(test::kPhone); }
TEST_CASE("a browser's window keeps the bars of I1 on every screen") {
    check_surface(test::kLaptop);
}
