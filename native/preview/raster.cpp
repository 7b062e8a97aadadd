#include "native/preview/raster.hpp"

#include <algorithm>
#include <cmath>
#include <memory>

#include "imgui.h"

namespace xf::preview {
namespace {

constexpr float kSubpixels = 256;

struct Corner {
    std::int64_t x, y;  // in subpixels
    float u, v;
    float color[4];  // r g b a, 0 to 255
};

struct Scissor {
    int left, top, right, bottom;
};

struct Sample {
    float channel[4];
};

class Raster {
public:
    Raster(Picture& picture, const ImTextureData& texture) : picture_(picture), texture_(texture) {}

    void triangle(const ImDrawVert& a, const ImDrawVert& b, const ImDrawVert& c, Scissor clip) {
        Corner p[3] = {corner(a), corner(b), corner(c)};
        std::int64_t area = edge(p[0], p[1], p[2].x, p[2].y);
        if (area == 0) return;
        if (area < 0) {
            std::swap(p[1], p[2]);
            area = -area;
        }
        const auto bound = [](std::int64_t v) { return static_cast<int>(v >> 8); };
        const int x0 = std::max(clip.left, bound(std::min({p[0].x, p[1].x, p[2].x})));
        const int x1 = std::min(clip.right - 1, bound(std::max({p[0].x, p[1].x, p[2].x})));
        const int y0 = std::max(clip.top, bound(std::min({p[0].y, p[1].y, p[2].y})));
        const int y1 = std::min(clip.bottom - 1, bound(std::max({p[0].y, p[1].y, p[2].y})));
        // Shapes have one texel, a white one: it is sampled once, not for each pixel.
        const bool plain =
            p[0].u == p[1].u && p[1].u == p[2].u && p[0].v == p[1].v && p[1].v == p[2].v;
        const Sample white = plain ? sample(p[0].u, p[0].v) : Sample{};
        for (int y = y0; y <= y1; ++y) row(p, area, y, x0, x1, plain ? &white : nullptr);
    }

private:
    static Corner corner(const ImDrawVert& v) {
        Corner c{};
        c.x = std::llround(v.pos.x * kSubpixels);
        c.y = std::llround(v.pos.y * kSubpixels);
        c.u = v.uv.x;
        c.v = v.uv.y;
        for (int i = 0; i < 4; ++i) c.color[i] = static_cast<float>((v.col >> (8 * i)) & 0xFF);
        return c;
    }

    static std::int64_t edge(const Corner& a, const Corner& b, std::int64_t x, std::int64_t y) {
        return (b.x - a.x) * (y - a.y) - (b.y - a.y) * (x - a.x);
    }

    /// A pixel on an edge belongs to one of the two triangles only.
    static bool owns(const Corner& a, const Corner& b) {
        return a.y == b.y ? b.x > a.x : b.y < a.y;
    }

    /// Pixels x0 to x1 of one line of the triangle; `plain` is the texel of all of them, if one is.
    void row(const Corner (&p)[3], std::int64_t area, int y, int x0, int x1, const Sample* plain) {
        const std::int64_t px = (static_cast<std::int64_t>(x0) << 8) + 128;
        const std::int64_t py = (static_cast<std::int64_t>(y) << 8) + 128;
        std::int64_t w[3], step[3], least[3];
        for (int i = 0; i < 3; ++i) {
            const Corner &a = p[(i + 1) % 3], &b = p[(i + 2) % 3];
            w[i] = edge(a, b, px, py);
            step[i] = (a.y - b.y) * static_cast<std::int64_t>(kSubpixels);
            least[i] = owns(a, b) ? 0 : 1;
        }
        for (int x = x0; x <= x1; ++x, w[0] += step[0], w[1] += step[1], w[2] += step[2]) {
            if (w[0] < least[0] || w[1] < least[1] || w[2] < least[2]) continue;
            float share[3];
            for (int i = 0; i < 3; ++i)
                share[i] = static_cast<float>(w[i]) / static_cast<float>(area);
            const Sample texel =
                plain ? *plain : sample(mix(p, share, &Corner::u), mix(p, share, &Corner::v));
            float channel[4];
            for (int i = 0; i < 4; ++i)
                channel[i] = (p[0].color[i] * share[0] + p[1].color[i] * share[1] +
                              p[2].color[i] * share[2]) *
                             texel.channel[i] / 255.0f;
            blend(x, y, channel);
        }
    }

    static float mix(const Corner (&p)[3], const float (&share)[3], float Corner::*member) {
        return p[0].*member * share[0] + p[1].*member * share[1] + p[2].*member * share[2];
    }

    void texel(int x, int y, float weight, Sample& sum) const {
        x = std::clamp(x, 0, texture_.Width - 1);
        y = std::clamp(y, 0, texture_.Height - 1);
        const std::size_t at =
            static_cast<std::size_t>(y) * static_cast<std::size_t>(texture_.Width) +
            static_cast<std::size_t>(x);
        if (texture_.BytesPerPixel == 1) {
            for (int i = 0; i < 3; ++i) sum.channel[i] += 255.0f * weight;
            sum.channel[3] += static_cast<float>(texture_.Pixels[at]) * weight;
            return;
        }
        const unsigned char* pixel = texture_.Pixels + at * 4;
        for (int i = 0; i < 4; ++i) sum.channel[i] += static_cast<float>(pixel[i]) * weight;
    }

    Sample sample(float u, float v) const {
        const float x = u * static_cast<float>(texture_.Width) - 0.5f;
        const float y = v * static_cast<float>(texture_.Height) - 0.5f;
        const int x0 = static_cast<int>(std::floor(x));
        const int y0 = static_cast<int>(std::floor(y));
        const float fx = x - static_cast<float>(x0);
        const float fy = y - static_cast<float>(y0);
        Sample sum{};
        texel(x0, y0, (1 - fx) * (1 - fy), sum);
        texel(x0 + 1, y0, fx * (1 - fy), sum);
        texel(x0, y0 + 1, (1 - fx) * fy, sum);
        texel(x0 + 1, y0 + 1, fx * fy, sum);
        return sum;
    }

    void blend(int x, int y, const float (&c)[4]) {
        std::uint32_t& pixel =
            picture_.pixels[static_cast<std::size_t>(y) * static_cast<std::size_t>(picture_.width) +
                            static_cast<std::size_t>(x)];
        const float alpha = c[3] / 255.0f;
        std::uint32_t out = 0;
        for (int i = 0; i < 3; ++i) {
            const int shift = 16 - 8 * i;
            const auto below = static_cast<float>((pixel >> shift) & 0xFF);
            const float value = c[i] * alpha + below * (1 - alpha);
            out |= static_cast<std::uint32_t>(std::lround(std::clamp(value, 0.0f, 255.0f)))
                   << shift;
        }
        pixel = out;
    }

    Picture& picture_;
    const ImTextureData& texture_;
};

/// Ids of our own textures are their places here, from this one on: no id of Dear ImGui's is as high.
constexpr std::uint64_t kFirstOwn = 1u << 20;
std::vector<std::unique_ptr<ImTextureData>>& own_textures() {
    static std::vector<std::unique_ptr<ImTextureData>> textures;
    return textures;
}

const ImTextureData* texture_of(const ImDrawCmd& command) {
    if (command.TexRef._TexData) return command.TexRef._TexData;
    const std::uint64_t id = command.TexRef._TexID;
    const auto& own = own_textures();
    return id >= kFirstOwn && id - kFirstOwn < own.size() ? own[id - kFirstOwn].get() : nullptr;
}

void draw_list(Picture& picture, const ImDrawList& list) {
    for (const ImDrawCmd& command : list.CmdBuffer) {
        const ImTextureData* const texture = texture_of(command);
        if (command.UserCallback || !texture) continue;
        const Scissor clip = {std::max(0, static_cast<int>(command.ClipRect.x)),
                              std::max(0, static_cast<int>(command.ClipRect.y)),
                              std::min(picture.width, static_cast<int>(command.ClipRect.z)),
                              std::min(picture.height, static_cast<int>(command.ClipRect.w))};
        Raster raster(picture, *texture);
        for (unsigned i = 0; i + 2 < command.ElemCount; i += 3) {
            const ImDrawIdx* index = list.IdxBuffer.Data + command.IdxOffset + i;
            const ImDrawVert* vertex = list.VtxBuffer.Data + command.VtxOffset;
            raster.triangle(vertex[index[0]], vertex[index[1]], vertex[index[2]], clip);
        }
    }
}

}  // namespace

void keep_textures(const ImDrawData& data) {
    if (!data.Textures) return;
    for (ImTextureData* texture : *data.Textures) {
        if (texture->Status == ImTextureStatus_WantDestroy) {
            texture->SetTexID(ImTextureID_Invalid);
            texture->SetStatus(ImTextureStatus_Destroyed);
        } else if (texture->Status != ImTextureStatus_OK &&
                   texture->Status != ImTextureStatus_Destroyed) {
            // The pixels are read where they are: an identifier is all there is to make.
            texture->SetTexID(static_cast<ImTextureID>(texture->UniqueID));
            texture->SetStatus(ImTextureStatus_OK);
        }
    }
}

std::uint64_t add_texture(int width, int height, const std::vector<std::uint8_t>& rgba) {
    auto texture = std::make_unique<ImTextureData>();
    texture->Create(ImTextureFormat_RGBA32, width, height);
    std::copy(rgba.begin(), rgba.end(), texture->Pixels);
    own_textures().push_back(std::move(texture));
    return kFirstOwn + own_textures().size() - 1;
}

Picture render(const ImDrawData& data) {
    keep_textures(data);
    Picture picture;
    picture.width = static_cast<int>(data.DisplaySize.x);
    picture.height = static_cast<int>(data.DisplaySize.y);
    picture.pixels.assign(
        static_cast<std::size_t>(picture.width) * static_cast<std::size_t>(picture.height),
        0xFFFFFF);
    for (const ImDrawList* list : data.CmdLists) draw_list(picture, *list);
    return picture;
}

}  // namespace xf::preview
