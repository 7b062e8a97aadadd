#include "web/platform/page.hpp"

#include "web/platform/bindings.hpp"

namespace xf::web {

void post_to_page(std::string_view kind, std::string_view text) {
    xf_post(kind.data(), kind.size(), text.data(), text.size());
}

void begin_gl() { xf_gl_begin(); }

void decode_picture(std::uint32_t ticket, ByteView jpeg) {
    xf_decode_picture(ticket, jpeg.data(), jpeg.size());
}

void upload_picture(std::uint32_t ticket, std::uint32_t texture) {
    xf_upload_picture(ticket, texture);
}

}  // namespace xf::web
