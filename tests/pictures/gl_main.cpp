// xf_gl_pictures: draws some screens by OpenGL, as the native client does, and again by our rasteriser,
// and compares the two. That is what makes pictures without a GPU a reference for what people see.
//
//     xf_gl_pictures FONTS          in a display's environment; under Xvfb with LIBGL_ALWAYS_SOFTWARE=1
#include <GLES3/gl3.h>

#include <algorithm>
#include <cstdio>
#include <string_view>

#include "backends/imgui_impl_opengl3.h"
#include "imgui.h"
#include "native/kiosk/window.hpp"
#include "native/preview/stage.hpp"
#include "tests/pictures/compare.hpp"

namespace xf::pictures {
namespace {

constexpr std::string_view kForms[] = {"1920x1080", "1080x1920"};
constexpr std::string_view kFixtures[] = {"home", "balance", "counter", "request"};

/// The lists that the rasteriser drew, by the current context.
preview::Picture by_gl(preview::Stage& stage, const native::Window& window, int width, int height) {
    for (ImTextureData* texture : ImGui::GetPlatformIO().Textures) {
        texture->SetTexID(ImTextureID_Invalid);
        texture->SetStatus(ImTextureStatus_WantCreate);
    }
    ImGui_ImplOpenGL3_Init(window.shader_version());
    ImGui_ImplOpenGL3_NewFrame();
    glViewport(0, 0, width, height);
    glClearColor(1, 1, 1, 1);
    glClear(GL_COLOR_BUFFER_BIT);
    ImGui_ImplOpenGL3_RenderDrawData(stage.kiosk().draw_data());
    preview::Picture out{width, height, {}};
    const auto w = static_cast<std::size_t>(width), h = static_cast<std::size_t>(height);
    std::vector<std::uint8_t> rgba(w * h * 4);
    glReadPixels(0, 0, width, height, GL_RGBA, GL_UNSIGNED_BYTE, rgba.data());
    out.pixels.resize(w * h);
    for (std::size_t y = 0; y < h; ++y)  // OpenGL's first row is the lowest
        for (std::size_t x = 0; x < w; ++x) {
            const std::uint8_t* p = rgba.data() + ((h - 1 - y) * w + x) * 4;
            out.pixels[y * w + x] = static_cast<std::uint32_t>(p[0] << 16 | p[1] << 8 | p[2]);
        }
    ImGui_ImplOpenGL3_Shutdown();
    return out;
}

/// Prints how far they are apart; false if it is too far.
bool check(const preview::Fonts& fonts, const preview::Form& form,
           const preview::Fixture& fixture) {
    preview::Stage stage(fonts, form, fixture);
    const preview::Picture ours = stage.picture();
    auto window = native::Window::open({ours.width, ours.height, {}});
    if (!window.ok()) {
        std::fprintf(stderr, "xf_gl_pictures: %s\n", window.error().detail.c_str());
        return false;
    }
    const Difference d = compare(by_gl(stage, **window, ours.width, ours.height), ours);
    std::fprintf(stderr, "%s %s: %s, of %zu\n", form.name.data(), fixture.name.c_str(),
                 d.words().c_str(), d.pixels);
    return d.acceptable();
}

int run(const char* folder) {
    const preview::Fonts fonts = preview::fonts_of(folder);
    int compared = 0, bad = 0;
    for (const preview::Form& form : preview::kForms)
        for (const preview::Fixture& fixture : preview::all_fixtures())
            if (std::ranges::count(kForms, form.name) > 0 &&
                std::ranges::count(kFixtures, fixture.name) > 0) {
                ++compared;
                bad += check(fonts, form, fixture) ? 0 : 1;
            }
    std::fprintf(stderr, "OpenGL: %d pictures compared, %d differ\n", compared, bad);
    return compared == 0 || bad > 0 ? 1 : 0;
}

}  // namespace
}  // namespace xf::pictures

int main(int argc, char** argv) { return argc == 2 ? xf::pictures::run(argv[1]) : 2; }
