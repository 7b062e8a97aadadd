// Pictures between the core, their decoder and the GPU.
#pragma once

#include "kiosk/host.hpp"
#include "shared/app/client.hpp"

namespace xf::native {

class PictureTextures {
public:
    PictureTextures(app::Client& client, kiosk::Kiosk& kiosk) : client_(&client), kiosk_(&kiosk) {}

    /// After a frame: gives it one picture that it missed, frees those that nobody draws any more.
    void after_frame();
    /// Before the context goes.
    void drop_all();

private:
    kiosk::Texture upload(const Hash& hash);

    app::Client* client_;
    kiosk::Kiosk* kiosk_;
    std::vector<std::uint64_t> textures_;  ///< OpenGL's names
};

}  // namespace xf::native
