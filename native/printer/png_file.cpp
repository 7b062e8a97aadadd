#include "native/printer/png_file.hpp"

#include <png.h>

#include <algorithm>
#include <cmath>

#include "shared/base/assert.hpp"

namespace xf::native {
namespace {

// Of 255. A little less than half covered: the strokes then are as thick as they were drawn.
constexpr std::uint8_t kInk = 112;
// Pages are white for the most part; what more effort saves of them nobody would notice.
constexpr int kEffort = 3;

/// libpng reports only what a programmer did wrong here: it writes to memory.
void failed(png_structp, png_const_charp) { assertion_failed("libpng", __FILE__, __LINE__); }
void warned(png_structp, png_const_charp) {}

void append_bytes(png_structp png, png_bytep data, std::size_t size) {
    append(*static_cast<Bytes*>(png_get_io_ptr(png)), {data, size});
}
void flush(png_structp) {}

/// A row as PNG has it: white is the highest value.
void fill_row(const std::uint8_t* ink, int width, bool two_tone, Bytes& row) {
    std::fill(row.begin(), row.end(), std::uint8_t{0});
    for (int x = 0; x < width; ++x) {
        const auto at = static_cast<std::size_t>(x);
        if (!two_tone)
            row[at] = static_cast<std::uint8_t>(255 - ink[x]);
        else if (ink[x] < kInk)
            row[at / 8] = static_cast<std::uint8_t>(row[at / 8] | 0x80 >> at % 8);
    }
}

}  // namespace

Bytes png_of(const Canvas& page, const PngKind& kind) {
    Bytes out;
    png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, nullptr, failed, warned);
    XF_ASSERT(png != nullptr);
    png_infop info = png_create_info_struct(png);
    XF_ASSERT(info != nullptr);
    png_set_write_fn(png, &out, append_bytes, flush);
    png_set_compression_level(png, kEffort);
    png_set_filter(png, 0, kind.two_tone ? PNG_FILTER_NONE : PNG_FILTER_UP);
    const auto width = static_cast<png_uint_32>(page.width());
    png_set_IHDR(png, info, width, static_cast<png_uint_32>(page.height()), kind.two_tone ? 1 : 8,
                 PNG_COLOR_TYPE_GRAY, PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT,
                 PNG_FILTER_TYPE_DEFAULT);
    const auto per_metre = static_cast<png_uint_32>(std::lround(kind.dots_per_mm * 1000));
    png_set_pHYs(png, info, per_metre, per_metre, PNG_RESOLUTION_METER);
    png_write_info(png, info);
    Bytes row(kind.two_tone ? (width + 7) / 8 : width);
    for (int y = 0; y < page.height(); ++y) {
        fill_row(page.ink().data() + static_cast<std::ptrdiff_t>(y) * page.width(), page.width(),
                 kind.two_tone, row);
        png_write_row(png, row.data());
    }
    png_write_end(png, info);
    png_destroy_write_struct(&png, &info);
    return out;
}

}  // namespace xf::native
