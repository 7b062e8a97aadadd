#include "kiosk/paint/canvas.hpp"

#include "shared/base/assert.hpp"

namespace xf::kiosk {

Canvas::Canvas() : context_(&atlas_), list_(&context_.DrawListSharedData) {
    ImGui::SetCurrentContext(&context_);
    // Glyphs are made when they are first drawn, so that the texture changes from frame to frame.
    atlas_.RendererHasTextures = true;
    ImDrawListSharedData& shared = context_.DrawListSharedData;
    ImFontAtlasAddDrawListSharedData(&atlas_, &shared);
    shared.FontAtlas = &atlas_;
    const ImGuiStyle& style = context_.Style;
    shared.CurveTessellationTol = style.CurveTessellationTol;
    shared.SetCircleTessellationMaxError(style.CircleTessellationMaxError);
    shared.InitialFlags = ImDrawListFlags_AntiAliasedLines |
                          ImDrawListFlags_AntiAliasedLinesUseTex | ImDrawListFlags_AntiAliasedFill;
}

Canvas::~Canvas() {
    XF_ASSERT(!context_.IO.BackendRendererUserData);
    ImFontAtlasRemoveDrawListSharedData(&atlas_, &context_.DrawListSharedData);
    if (ImGui::GetCurrentContext() == &context_) ImGui::SetCurrentContext(nullptr);
}

ImDrawList* Canvas::begin(float width, float height) {
    ImGui::SetCurrentContext(&context_);
    ImFontAtlasUpdateNewFrame(&atlas_, ++context_.FrameCount, atlas_.RendererHasTextures);
    ImFontAtlasUpdateDrawListsSharedData(&atlas_);
    context_.DrawListSharedData.ClipRectFullscreen = {0, 0, width, height};
    data_.Clear();
    data_.DisplaySize = {width, height};
    data_.FramebufferScale = {1, 1};
    list_._ResetForNewFrame();
    list_.PushTexture(atlas_.TexRef);
    list_.PushClipRect({0, 0}, {width, height});
    return &list_;
}

void Canvas::end() {
    ImVector<ImTextureData*>& textures = context_.PlatformIO.Textures;
    textures = atlas_.TexList;
    for (ImTextureData* texture : textures) texture->RefCount = 1;  // the renderer's to destroy
    data_.Textures = &textures;
    data_.AddDrawList(&list_);
    data_.Valid = true;
}

}  // namespace xf::kiosk
