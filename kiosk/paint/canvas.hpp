// What a frame is drawn on: the glyphs' atlas, one list of triangles, and what both ask of a renderer. Of
// Dear ImGui a kiosk uses no more than these; ImGui::NewFrame() and Render() would link its windows and
// their navigation as well, 80 kB of wasm.
#pragma once

#include "imgui.h"
#include "imgui_internal.h"

namespace xf::kiosk {

class Canvas {
public:
    Canvas();
    /// REQUIRES: the renderer has been shut down.
    ~Canvas();
    Canvas(const Canvas&) = delete;
    Canvas& operator=(const Canvas&) = delete;

    /// An empty list for one picture of that size; valid until end().
    ImDrawList* begin(float width, float height);
    /// What was drawn is complete.
    void end();

    /// For a renderer; empty before the first frame.
    ImDrawData* draw_data() { return &data_; }

private:
    ImFontAtlas atlas_;
    ImGuiContext context_;  // not initialised: only what atlas, lists and renderers look for in it
    ImDrawList list_;
    ImDrawData data_;
};

}  // namespace xf::kiosk
