#include "web/worker/picture_textures.hpp"

#include <GLES3/gl3.h>

#include <algorithm>
#include <utility>

#include "web/platform/page.hpp"

namespace xf::web {

void PictureTextures::after_frame() {
    for (const kiosk::Texture& texture : kiosk_->take_unused_pictures()) {
        const auto name = static_cast<GLuint>(texture.id);
        glDeleteTextures(1, &name);
    }
    const auto missing = kiosk_->missing_pictures();
    for (const Hash& hash : std::vector<Hash>(missing.begin(), missing.end())) {
        const bool begun = std::any_of(decoding_.begin(), decoding_.end(),
                                       [&](const auto& each) { return each.second == hash; });
        if (begun) continue;
        const auto jpeg = client_->picture(hash);
        if (!jpeg) {
            kiosk_->set_picture(hash, {});
            continue;
        }
        decoding_[++tickets_] = hash;
        decode_picture(tickets_, *jpeg);
    }
}

void PictureTextures::decoded(std::uint32_t ticket, int width, int height) {
    const auto found = decoding_.find(ticket);
    if (found == decoding_.end()) return;
    const Hash hash = std::exchange(found->second, {});
    decoding_.erase(found);
    if (width == 0) return kiosk_->set_picture(hash, {});
    GLuint name = 0;
    glGenTextures(1, &name);
    upload_picture(ticket, name);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_LINEAR_MIPMAP_LINEAR);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_LINEAR);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
    kiosk_->set_picture(hash, {name, width, height});
}

void PictureTextures::context_lost() { kiosk_->lose_pictures(); }

}  // namespace xf::web
