// What the program asks of the page that shows it.
#pragma once

#include <cstdint>
#include <string_view>

#include "shared/base/bytes.hpp"

namespace xf::web {

/// Sends a message to the page: what kinds there are and what they carry, see worker/session.js.
void post_to_page(std::string_view kind, std::string_view text);

/// Draws with the WebGL 2 context that the session has made.
void begin_gl();

/// Decodes a JPEG beside the frames; answered through PictureTextures::decoded().
void decode_picture(std::uint32_t ticket, ByteView jpeg);
/// Puts it into a texture, which stays bound.
void upload_picture(std::uint32_t ticket, std::uint32_t texture);

}  // namespace xf::web
