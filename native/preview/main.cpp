// xf_preview: draws every screen from fixtures into PNG files, without a GPU. For looking at the
// interface, and for measuring its frames. Test-only; nothing of it is installed.
//
//     xf_preview --fonts DIR --out DIR [--only NAME] [--form WxH] [--document FILE] [--bench]
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <iterator>
#include <string>

#include "native/preview/png.hpp"
#include "native/preview/stage.hpp"

namespace xf::preview {
namespace {

struct Options {
    std::string fonts, out, only, form, document;
    bool bench = false;
};

Bytes read_file(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return Bytes(std::istreambuf_iterator<char>(file), {});
}

bool parse(int argc, char** argv, Options& o) {
    for (int i = 1; i < argc; ++i) {
        const auto take = [&](const char* name, std::string& into) {
            if (std::strcmp(argv[i], name) != 0 || i + 1 >= argc) return false;
            into = argv[++i];
            return true;
        };
        if (std::strcmp(argv[i], "--bench") == 0)
            o.bench = true;
        else if (!take("--fonts", o.fonts) && !take("--out", o.out) && !take("--only", o.only) &&
                 !take("--form", o.form) && !take("--document", o.document))
            return false;
    }
    return !o.fonts.empty();
}

/// Milliseconds of CPU for one frame, the median of many.
void bench(kiosk::Kiosk& kiosk, const std::string& name) {
    std::vector<double> ms;
    for (int i = 0; i < 101; ++i) {
        kiosk.request_frame(kiosk::FrameReason::animation);
        const auto from = std::chrono::steady_clock::now();
        kiosk.frame(10'000 + i * 16);
        const std::chrono::duration<double, std::milli> took =
            std::chrono::steady_clock::now() - from;
        ms.push_back(took.count());
    }
    std::sort(ms.begin(), ms.end());
    std::printf("frame, CPU p50: %s\t%.3f\tms\n", name.c_str(), ms[50]);
    std::printf("frame, CPU p95: %s\t%.3f\tms\n", name.c_str(), ms[95]);
}

bool draw(const Options& o, const Fonts& fonts, const Form& form, const Fixture& fixture) {
    Stage stage(fonts, form, fixture);
    const std::string name = fixture.name + "." + std::string(form.name);
    for (const char32_t c : stage.kiosk().missing_characters())
        std::printf("%s: no glyph for U+%04X\n", name.c_str(), static_cast<unsigned>(c));
    if (o.bench) bench(stage.kiosk(), name);
    if (o.out.empty()) return true;
    return write_png(stage.picture(), o.out + "/" + name + ".png");
}

int run(const Options& o) {
    std::vector<Fixture> fixtures = all_fixtures();
    if (!o.document.empty()) {
        const Bytes bytes = read_file(o.document);
        app::DocumentView view = document_fixture();
        view.blocks = blocks_of_text(std::string(as_text(bytes)));
        Fixture long_document = fixtures[0];
        long_document.name = "document_long";
        long_document.snapshot.view = view;
        fixtures.push_back(std::move(long_document));
    }
    const Fonts fonts = fonts_of(o.fonts);
    if (fonts.t0.empty() || fonts.t1.empty()) {
        std::fprintf(stderr, "xf_preview: no t0.otf and t1.otf in %s\n", o.fonts.c_str());
        return 1;
    }
    bool good = true;
    for (const Form& form : kForms) {
        if (!o.form.empty() && o.form != form.name) continue;
        for (const Fixture& fixture : fixtures)
            if (o.only.empty() || fixture.name == o.only)
                good = draw(o, fonts, form, fixture) && good;
    }
    return good ? 0 : 1;
}

}  // namespace
}  // namespace xf::preview

int main(int argc, char** argv) {
    xf::preview::Options options;
    if (!xf::preview::parse(argc, argv, options)) {
        std::fprintf(stderr,
                     "usage: xf_preview --fonts DIR --out DIR [--only NAME] [--form WxH] "
                     "[--document FILE] [--bench]\n");
        return 2;
    }
    return xf::preview::run(options);
}
