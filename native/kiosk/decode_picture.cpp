#include "native/kiosk/decode_picture.hpp"

#include <png.h>
#include <turbojpeg.h>

#include <algorithm>
#include <memory>

namespace xf::native {
namespace {

constexpr int kLongest = 2048;  // more than any screen shows of it
// A page of A3 at 300 dpi has 17 million pixels; no file may ask for more memory than twice that.
constexpr std::int64_t kMostPixels = 40'000'000;

const Error kBad{ErrorCode::bad_picture, "no picture that can be shown"};

bool acceptable(std::int64_t width, std::int64_t height) {
    return width > 0 && height > 0 && width * height <= kMostPixels;
}

std::size_t rgba_bytes(int width, int height) {
    return static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * 4;
}

/// The greatest of libjpeg's own factors with which the picture fits.
tjscalingfactor factor_for(int longest) {
    int count = 0;
    const tjscalingfactor* const factors = tjGetScalingFactors(&count);
    tjscalingfactor best{1, 8};
    for (int i = 0; i < count; ++i) {
        const tjscalingfactor f = factors[i];
        const bool fits = f.num <= f.denom && TJSCALED(longest, f) <= kLongest;
        if (fits && f.num * best.denom > best.num * f.denom) best = f;
    }
    return best;
}

Result<DecodedPicture> decode_jpeg(ByteView file) {
    const std::unique_ptr<void, int (*)(tjhandle)> decoder(tjInitDecompress(), tjDestroy);
    const auto size = static_cast<unsigned long>(file.size());
    int width = 0, height = 0, subsampling = 0, colors = 0;
    if (!decoder || tjDecompressHeader3(decoder.get(), file.data(), size, &width, &height,
                                        &subsampling, &colors) != 0)
        return kBad;
    if (!acceptable(width, height)) return kBad;
    const tjscalingfactor factor = factor_for(std::max(width, height));
    DecodedPicture out{TJSCALED(width, factor), TJSCALED(height, factor), {}};
    out.rgba.resize(rgba_bytes(out.width, out.height));
    if (tjDecompress2(decoder.get(), file.data(), size, out.rgba.data(), out.width, 0, out.height,
                      TJPF_RGBA, TJFLAG_STOPONWARNING | TJFLAG_LIMITSCANS) != 0)
        return kBad;
    return out;
}

/// Every second pixel of every second row, until it fits: the mean of four.
DecodedPicture half_of(const DecodedPicture& whole) {
    DecodedPicture out{whole.width / 2, whole.height / 2, {}};
    out.rgba.resize(rgba_bytes(out.width, out.height));
    const std::size_t row = static_cast<std::size_t>(whole.width) * 4;
    std::size_t to = 0;
    for (int y = 0; y < out.height; ++y) {
        std::size_t from = static_cast<std::size_t>(y) * 2 * row;
        for (int x = 0; x < out.width; ++x, from += 8) {
            for (std::size_t c = 0; c < 4; ++c) {
                const int sum = whole.rgba[from + c] + whole.rgba[from + 4 + c] +
                                whole.rgba[from + row + c] + whole.rgba[from + row + 4 + c];
                out.rgba[to++] = static_cast<std::uint8_t>((sum + 2) / 4);
            }
        }
    }
    return out;
}

Result<DecodedPicture> decode_png(ByteView file) {
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    const std::unique_ptr<png_image, void (*)(png_image*)> freed(&image, png_image_free);
    if (!png_image_begin_read_from_memory(&image, file.data(), file.size())) return kBad;
    if (!acceptable(image.width, image.height)) return kBad;
    image.format = PNG_FORMAT_RGBA;
    DecodedPicture out{static_cast<int>(image.width), static_cast<int>(image.height), {}};
    out.rgba.resize(rgba_bytes(out.width, out.height));
    if (!png_image_finish_read(&image, nullptr, out.rgba.data(), 0, nullptr)) return kBad;
    while (std::max(out.width, out.height) > kLongest && std::min(out.width, out.height) > 1)
        out = half_of(out);
    return out;
}

}  // namespace

Result<DecodedPicture> decode_picture(ByteView file) {
    return file.size() > 1 && file[0] == 0xFF && file[1] == 0xD8 ? decode_jpeg(file)
                                                                 : decode_png(file);
}

}  // namespace xf::native
