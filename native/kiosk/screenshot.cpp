#include "native/kiosk/screenshot.hpp"

#include <GLES3/gl3.h>
#include <png.h>

#include "shared/base/bytes.hpp"

namespace xf::native {

Status save_screenshot(const std::string& path, int width, int height) {
    const std::size_t row = static_cast<std::size_t>(width) * 4;
    Bytes pixels(row * static_cast<std::size_t>(height));
    glPixelStorei(GL_PACK_ALIGNMENT, 4);
    glReadPixels(0, 0, width, height, GL_RGBA, GL_UNSIGNED_BYTE, pixels.data());
    // The surface has no transparency, whatever stands in that channel.
    for (std::size_t at = 3; at < pixels.size(); at += 4) pixels[at] = 0xFF;
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    image.width = static_cast<png_uint_32>(width);
    image.height = static_cast<png_uint_32>(height);
    image.format = PNG_FORMAT_RGBA;
    // OpenGL's first row is the lowest: libpng takes a negative stride for that.
    const auto stride = -static_cast<png_int_32>(row);
    if (!png_image_write_to_file(&image, path.c_str(), 0, pixels.data(), stride, nullptr))
        return Error{ErrorCode::storage_failed, path + ": " + image.message};
    return {};
}

}  // namespace xf::native
