// Draws what Dear ImGui built without any GPU: textured triangles, scissor, bilinear sampling. The
// same input gives the same picture on every machine, so it serves for reference pictures.
#pragma once

#include <cstdint>
#include <vector>

struct ImDrawData;

namespace xf::preview {

/// Pixels row by row, 0xRRGGBB in the lower bits.
struct Picture {
    int width = 0;
    int height = 0;
    std::vector<std::uint32_t> pixels;
};

/// Answers requests for textures without drawing anything.
void keep_textures(const ImDrawData& data);

/// A texture of its own besides Dear ImGui's: RGBA, row by row. Its id.
std::uint64_t add_texture(int width, int height, const std::vector<std::uint8_t>& rgba);

/// Draws it; also answers its requests for textures.
Picture render(const ImDrawData& data);

}  // namespace xf::preview
