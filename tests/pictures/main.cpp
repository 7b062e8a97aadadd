// xf_pictures: draws the screens, and prints the receipts (receipts.hpp), and compares them with their
// references. One that differs is written as OUT/FORM/NAME.actual.png, .expected.png and .difference.png; tests/pictures/accept takes the
// actual ones as the new references.
//
//     xf_pictures FONTS REFERENCES OUT [NAME…]     only the fixtures of those names
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <string>

#include "native/preview/png.hpp"
#include "tests/pictures/compare.hpp"
#include "tests/pictures/receipts.hpp"
#include "tests/pictures/references.hpp"

namespace xf::pictures {
namespace {

namespace fs = std::filesystem;

/// Says what is wrong with the picture and leaves it in `out`; true if nothing is.
bool check(const std::string& file, const preview::Picture& actual, const fs::path& folder,
           const fs::path& out) {
    const bool there = fs::exists(folder / file);
    const auto expected = there ? read_png(folder / file) : std::nullopt;
    Difference d;
    if (expected) {
        d = compare(actual, *expected);
        if (d.acceptable()) return true;
    }
    const std::string why = !there      ? "has no reference"
                            : !expected ? "has a reference that is no PNG"
                                        : d.words();
    std::printf("%s: %s\n", file.c_str(), why.c_str());
    const fs::path stem = out / fs::path(file).replace_extension();
    fs::create_directories(stem.parent_path());
    bool written = preview::write_png(actual, stem.string() + ".actual.png");
    if (expected) {
        written = preview::write_png(*expected, stem.string() + ".expected.png") && written;
        written = preview::write_png(d.picture, stem.string() + ".difference.png") && written;
    }
    if (!written) std::printf("%s: cannot be written\n", stem.c_str());
    return false;
}

int run(const std::string& font_folder, const fs::path& folder, const fs::path& out,
        const std::vector<std::string>& only) {
    const preview::Fonts fonts = preview::fonts_of(font_folder);
    if (fonts.t0.empty() || fonts.t1.empty()) {
        std::fprintf(stderr, "xf_pictures: no t0.otf and t1.otf in %s\n", font_folder.c_str());
        return 2;
    }
    fs::remove_all(out);
    const std::vector<preview::Fixture> fixtures = preview::all_fixtures();
    References references = references_in(folder, fixtures);
    std::size_t compared = 0, wrong = 0;
    const auto wanted = [&](const std::string& name) {
        return only.empty() || std::ranges::count(only, name) > 0;
    };
    for (const Reference& r : references.wanted) {
        if (!wanted(r.fixture->name)) continue;
        const preview::Picture actual = preview::Stage(fonts, *r.form, *r.fixture).picture();
        ++compared;
        wrong += check(r.file, actual, folder, out) ? 0 : 1;
    }
    for (const PrintedReceipt& receipt : printed_receipts(fixtures, font_folder)) {
        std::erase(references.strays, receipt.file);
        if (!wanted(fs::path(receipt.file).stem())) continue;
        ++compared;
        wrong += check(receipt.file, receipt.picture, folder, out) ? 0 : 1;
    }
    if (only.empty()) {
        for (const std::string& file : references.strays)
            std::printf("%s: no fixture or form of that name\n", file.c_str());
        wrong += references.strays.size();
    }
    std::printf("pictures: %zu compared, %zu findings\n", compared, wrong);
    if (wrong > 0)
        std::printf("see %s; tests/pictures/accept takes them as they are\n", out.c_str());
    return compared == 0 || wrong > 0 ? 1 : 0;
}

}  // namespace
}  // namespace xf::pictures

int main(int argc, char** argv) {
    if (argc < 4) {
        std::fprintf(stderr, "usage: xf_pictures FONTS REFERENCES OUT [NAME…]\n");
        return 2;
    }
    return xf::pictures::run(argv[1], argv[2], argv[3], {argv + 4, argv + argc});
}
