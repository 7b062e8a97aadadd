// Pictures between the core, the browser's decoder and the GPU.
#pragma once

#include <cstdint>
#include <map>

#include "kiosk/host.hpp"
#include "shared/app/client.hpp"

namespace xf::web {

class PictureTextures {
public:
    PictureTextures(app::Client& client, kiosk::Kiosk& kiosk) : client_(&client), kiosk_(&kiosk) {}

    /// After a frame: begins to decode what it missed, frees what nobody draws any more.
    void after_frame();
    /// 0 × 0: no browser can show it.
    void decoded(std::uint32_t ticket, int width, int height);
    /// Everything on the GPU is gone.
    void context_lost();

private:
    app::Client* client_;
    kiosk::Kiosk* kiosk_;
    std::map<std::uint32_t, Hash> decoding_;
    std::uint32_t tickets_ = 0;
};

}  // namespace xf::web
