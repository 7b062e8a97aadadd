#include "native/kiosk/picture_textures.hpp"

#include <GLES3/gl3.h>

#include <algorithm>

#include "native/kiosk/decode_picture.hpp"

namespace xf::native {

void PictureTextures::after_frame() {
    for (const kiosk::Texture& texture : kiosk_->take_unused_pictures()) {
        const auto name = static_cast<GLuint>(texture.id);
        glDeleteTextures(1, &name);
        std::erase(textures_, texture.id);
    }
    // One a frame: decoding a large one takes longer than a frame, and a finger may be waiting.
    const auto missing = kiosk_->missing_pictures();
    if (missing.empty()) return;
    const Hash hash = missing.front();
    kiosk_->set_picture(hash, upload(hash));
}

kiosk::Texture PictureTextures::upload(const Hash& hash) {
    const auto file = client_->picture(hash);
    if (!file) return {};
    const auto picture = decode_picture(*file);
    if (!picture.ok()) return {};
    GLuint name = 0;
    glGenTextures(1, &name);
    glBindTexture(GL_TEXTURE_2D, name);
    glPixelStorei(GL_UNPACK_ALIGNMENT, 4);
    glPixelStorei(GL_UNPACK_ROW_LENGTH, 0);
    glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA, picture->width, picture->height, 0, GL_RGBA,
                 GL_UNSIGNED_BYTE, picture->rgba.data());
    glGenerateMipmap(GL_TEXTURE_2D);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_LINEAR_MIPMAP_LINEAR);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_LINEAR);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
    textures_.push_back(name);
    return {name, picture->width, picture->height};
}

void PictureTextures::drop_all() {
    for (const std::uint64_t texture : textures_) {
        const auto name = static_cast<GLuint>(texture);
        glDeleteTextures(1, &name);
    }
    textures_.clear();
    kiosk_->lose_pictures();
}

}  // namespace xf::native
