#include "tests/ui/letters.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <utility>

#include "imgui.h"
#include "imgui_internal.h"

namespace xf::kiosk::test {
namespace {

constexpr float kBand = 32;  // height of a band of triangles that are looked through together

struct Face {
    char32_t character;
    float em;
};

/// Of every rasterised glyph, by its upper left corner in the texture.
std::map<std::pair<float, float>, Face> faces_by_corner() {
    std::map<std::pair<float, float>, Face> out;
    ImStableVector<ImFontBaked, 32>& pool = ImGui::GetIO().Fonts->Builder->BakedPool;
    for (int i = 0; i < pool.Size; ++i) {
        const ImFontBaked& baked = pool[i];
        if (baked.WantDestroy) continue;
        for (const ImFontGlyph& glyph : baked.Glyphs)
            if (glyph.Visible)
                out[{glyph.U0, glyph.V0}] = {static_cast<char32_t>(glyph.Codepoint), baked.Size};
    }
    return out;
}

Rect clip_of(const ImDrawCmd& command) {
    const ImVec4 c = command.ClipRect;
    return {c.x, c.y, c.z - c.x, c.w - c.y};
}

bool contains(Rect r, ImVec2 p) {
    return p.x >= r.x && p.x < r.right() && p.y >= r.y && p.y < r.bottom();
}

/// A part of a shape: three corners, each with its colour.
struct Triangle {
    std::array<ImDrawVert, 3> corners;
    Rect clip;
    std::size_t order;
};

float edge(ImVec2 a, ImVec2 b, ImVec2 p) {
    return (b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x);
}

/// Its red, green, blue and alpha at `p`, 0 to 255; alpha 0 outside of it.
std::array<float, 4> color_at(const Triangle& t, ImVec2 p) {
    std::array<float, 4> out{};
    if (!contains(t.clip, p)) return out;
    const ImVec2 a = t.corners[0].pos, b = t.corners[1].pos, c = t.corners[2].pos;
    const float area = edge(a, b, c);
    if (area == 0) return out;
    const std::array<float, 3> share = {edge(b, c, p) / area, edge(c, a, p) / area,
                                        edge(a, b, p) / area};
    if (share[0] < 0 || share[1] < 0 || share[2] < 0) return out;
    for (std::size_t i = 0; i < 3; ++i)
        for (std::size_t channel = 0; channel < 4; ++channel)
            out[channel] +=
                share[i] * static_cast<float>((t.corners[i].col >> (8 * channel)) & 0xFF);
    return out;
}

/// All that was drawn, letters and shapes apart, in the order of drawing.
class Drawn {
public:
    explicit Drawn(const ImDrawData& data)
        : height_(data.DisplaySize.y), faces_(faces_by_corner()) {
        for (const ImDrawList* list : data.CmdLists)
            for (const ImDrawCmd& command : list->CmdBuffer) read(*list, command);
    }

    std::vector<Letter> seen() {
        std::vector<Letter> out;
        for (std::size_t i = 0; i < letters_.size(); ++i) {
            Letter& letter = letters_[i];
            const Rect r = letter.ink;
            const ImVec2 middle = {r.x + r.w / 2, r.y + r.h / 2};
            if (!contains(clips_[i], middle)) continue;
            if (behind(middle, orders_[i], letter.ground)) out.push_back(letter);
        }
        return out;
    }

private:
    void read(const ImDrawList& list, const ImDrawCmd& command) {
        const ImDrawIdx* index = list.IdxBuffer.Data + command.IdxOffset;
        const ImDrawVert* vertex = list.VtxBuffer.Data + command.VtxOffset;
        const Rect clip = clip_of(command);
        for (unsigned i = 0; i + 2 < command.ElemCount; i += 3, ++order_) {
            const ImDrawVert &a = vertex[index[i]], &b = vertex[index[i + 1]],
                             &c = vertex[index[i + 2]];
            // A glyph is two triangles from its first corner; the third vertex is the opposite one.
            const auto face = faces_.find({a.uv.x, a.uv.y});
            if (face == faces_.end()) {
                add({{a, b, c}, clip, order_});
                continue;
            }
            const Rect ink = {a.pos.x, a.pos.y, c.pos.x - a.pos.x, c.pos.y - a.pos.y};
            letters_.push_back({face->second.character, face->second.em, ink, color_of(a.col), {}});
            clips_.push_back(clip);
            orders_.push_back(order_);
            i += 3;
        }
    }

    static Color color_of(ImU32 packed) {
        const auto channel = [packed](int i) {
            return static_cast<std::uint8_t>((packed >> (8 * i)) & 0xFF);
        };
        return {channel(0), channel(1), channel(2), channel(3)};
    }

    void add(const Triangle& t) {
        float top = t.corners[0].pos.y, bottom = top;
        for (const ImDrawVert& v : t.corners) {
            top = std::min(top, v.pos.y);
            bottom = std::max(bottom, v.pos.y);
        }
        const float last = std::min(bottom, height_);
        for (float y = std::floor(std::max(0.0f, top) / kBand); y * kBand <= last; ++y)
            bands_[static_cast<int>(y)].push_back(t);
    }

    /// What lies at `p` below the shape of that order; false if something lies above it.
    bool behind(ImVec2 p, std::size_t order, Color& ground) {
        std::array<float, 3> sum = {255, 255, 255};
        for (const Triangle& t : bands_[static_cast<int>(std::floor(p.y / kBand))]) {
            const auto color = color_at(t, p);
            const float alpha = color[3] / 255;
            if (alpha <= 0) continue;
            if (t.order > order) return false;
            for (std::size_t i = 0; i < 3; ++i) sum[i] += (color[i] - sum[i]) * alpha;
        }
        const auto channel = [](float v) { return static_cast<std::uint8_t>(std::lround(v)); };
        ground = {channel(sum[0]), channel(sum[1]), channel(sum[2])};
        return true;
    }

    float height_;
    std::map<std::pair<float, float>, Face> faces_;
    std::map<int, std::vector<Triangle>> bands_;
    std::vector<Letter> letters_;
    std::vector<Rect> clips_;
    std::vector<std::size_t> orders_;
    std::size_t order_ = 0;
};

}  // namespace

std::vector<Letter> letters_drawn(const Kiosk& kiosk) { return Drawn(*kiosk.draw_data()).seen(); }

}  // namespace xf::kiosk::test
