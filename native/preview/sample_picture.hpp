// A painted stand-in for a photo: a yard under hills, so that pictures of screens show one.
#pragma once

#include "kiosk/paint/pictures.hpp"

namespace xf::preview {

/// Made once, and kept by the renderer.
kiosk::Texture sample_picture();

}  // namespace xf::preview
