// How far a picture may be from its reference. Two things are allowed for: a reference keeps 256
// colours (pngquant moves others by up to about 7 of 255), and compilers round floats differently,
// which moves the edge of a shape by a shade. Nothing else is.
#pragma once

#include <cstddef>
#include <string>

#include "native/preview/raster.hpp"

namespace xf::pictures {

/// A channel that is farther off than this is another colour: a stroke that moved, another letter.
inline constexpr int kFar = 24;
/// So many pixels may be: pngquant leaves one or two of them in a picture.
inline constexpr std::size_t kMostFar = 4;
/// A channel that is farther off than this is another shade: a colour that was changed a little.
inline constexpr int kNear = 5;
/// So many may be, in thousandths of all: soft shadows and photos have more colours than 256.
inline constexpr std::size_t kMostNearPermille = 5;

struct Difference {
    bool size = false;         ///< the pictures are not of one size: nothing else was compared
    std::size_t far = 0;       ///< pixels with a channel beyond kFar
    std::size_t near = 0;      ///< pixels with a channel beyond kNear, the far ones among them
    int most = 0;              ///< the greatest distance of any channel
    std::size_t pixels = 0;    ///< of the picture
    int left = 0, top = 0;     ///< the first far pixel, in reading order
    preview::Picture picture;  ///< white where they are alike, the darker the farther off; far: red

    bool acceptable() const;
    std::string words() const;
};

Difference compare(const preview::Picture& actual, const preview::Picture& expected);

}  // namespace xf::pictures
