// Pictures that go with what somebody files, and those that came with what others did.
#pragma once

#include <vector>

#include "shared/base/bytes.hpp"
#include "shared/base/crypto.hpp"

namespace xf::app {

// ---- what is shown ------------------------------------------------------------------------------

enum class PictureState : std::uint8_t {
    here,     ///< the host can have its bytes: Client::picture()
    coming,   ///< asked for
    missing,  ///< not at the hub yet, or no network
};

struct PictureItem {
    Hash hash;
    PictureState state = PictureState::here;
};

/// What a form shows of the pictures that somebody adds to it.
struct PictureDraft {
    std::vector<PictureItem> pictures;
    bool can_add = false;  ///< this device can take or pick one, and there is room for it
};

// ---- what can be done ---------------------------------------------------------------------------

/// The host lets the person take or pick a picture, and answers with AddPicture.
struct PickPicture {};
/// A JPEG; what it says besides what it shows is taken out here.
struct AddPicture {
    Bytes jpeg;
};
struct DropPicture {
    Hash hash;
};

}  // namespace xf::app
