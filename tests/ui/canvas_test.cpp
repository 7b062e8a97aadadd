#include <catch_amalgamated.hpp>

#include "imgui.h"
#include "tests/ui/harness.hpp"

using namespace xf;
using namespace xf::kiosk;
using kiosk::test::fixture;
using kiosk::test::Harness;

namespace {

/// The one texture that a renderer keeps, or a failed test.
ImTextureData& texture_of(const Harness& h) {
    const ImVector<ImTextureData*>* const textures = h.kiosk.draw_data()->Textures;
    REQUIRE(textures != nullptr);
    REQUIRE(textures->Size == 1);
    return *textures->front();
}

}  // namespace

TEST_CASE("before the first frame there is nothing to render") {
    test::Commands commands;
    const Kiosk kiosk(commands);
    CHECK(kiosk.draw_data()->DisplaySize.x == 0);
    CHECK(kiosk.draw_data()->CmdLists.Size == 0);
    CHECK(kiosk.draw_data()->Textures == nullptr);
}

TEST_CASE("textures that the glyphs have outgrown are given back") {
    Harness h;
    h.show(fixture("home"));
    const int first = texture_of(h).UniqueID;
    for (const TextSize size : {TextSize::standard, TextSize::large, TextSize::largest}) {
        h.kiosk.set_look({size, Contrast::standard});
        for (const auto& f : preview::all_fixtures()) h.show(f.snapshot);
    }
    // The renderer is told, destroys it, and then it is forgotten.
    for (int i = 0; i < 3; ++i) h.frame();
    CHECK(texture_of(h).UniqueID > first);
}

TEST_CASE("a renderer that has lost everything is given all glyphs anew") {
    Harness h;
    h.show(fixture("home"));
    // As ImGui_ImplOpenGL3_Shutdown() does.
    for (ImTextureData* texture : ImGui::GetPlatformIO().Textures) {
        REQUIRE(texture->RefCount == 1);
        texture->SetTexID(ImTextureID_Invalid);
        texture->SetStatus(ImTextureStatus_Destroyed);
    }
    h.kiosk.frame(h.now_ms);
    CHECK(texture_of(h).Status == ImTextureStatus_WantCreate);
    CHECK(texture_of(h).Pixels != nullptr);
}
