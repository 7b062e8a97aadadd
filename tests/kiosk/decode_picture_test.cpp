// Pictures of the native client: what anybody may send is decoded within bounds, or refused.
#include "native/kiosk/decode_picture.hpp"

#include <turbojpeg.h>

#include <algorithm>
#include <catch_amalgamated.hpp>

#include "native/preview/png.hpp"

namespace xf::native::test {
namespace {

Bytes png(int width, int height) {
    preview::Picture picture;
    picture.width = width;
    picture.height = height;
    picture.pixels.assign(static_cast<std::size_t>(width) * static_cast<std::size_t>(height),
                          0x336699);
    return preview::png_of(picture);
}

Bytes jpeg(int width, int height) {
    const Bytes pixels(static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * 4, 200);
    const tjhandle encoder = tjInitCompress();
    unsigned char* file = nullptr;
    unsigned long size = 0;
    REQUIRE(tjCompress2(encoder, pixels.data(), width, 0, height, TJPF_RGBA, &file, &size,
                        TJSAMP_420, 80, 0) == 0);
    Bytes out(file, file + size);
    tjFree(file);
    tjDestroy(encoder);
    return out;
}

TEST_CASE("picture: a JPEG comes out as it went in, or smaller where it is larger than a screen") {
    const auto small = decode_picture(jpeg(40, 30));
    REQUIRE(small.ok());
    CHECK(small->width == 40);
    CHECK(small->height == 30);
    CHECK(std::abs(small->rgba[0] - 200) < 3);
    CHECK(small->rgba[3] == 0xFF);
    CHECK(decode_picture(jpeg(2048, 16))->width == 2048);
    CHECK(decode_picture(jpeg(4096, 32))->width == 2048);
}

TEST_CASE("picture: a PNG comes out as it went in, or smaller where it is larger than a screen") {
    const auto small = decode_picture(png(3, 2));
    REQUIRE(small.ok());
    CHECK(small->width == 3);
    CHECK(small->height == 2);
    CHECK(Bytes(small->rgba.begin(), small->rgba.begin() + 4) == Bytes{0x33, 0x66, 0x99, 0xFF});

    CHECK(decode_picture(png(2048, 2))->width == 2048);
    const auto large = decode_picture(png(2049, 4));
    REQUIRE(large.ok());
    CHECK(large->width == 1024);
    CHECK(large->height == 2);
    CHECK(Bytes(large->rgba.end() - 4, large->rgba.end()) == Bytes{0x33, 0x66, 0x99, 0xFF});
}

TEST_CASE("picture: cut off, or no picture at all, it is refused") {
    for (const Bytes& whole : {png(64, 64), jpeg(64, 64)}) {
        CHECK(decode_picture(whole).ok());
        for (const std::size_t part : {std::size_t{40}, whole.size() / 2, whole.size() - 20})
            CHECK_FALSE(decode_picture(ByteView(whole).first(part)).ok());
    }
    CHECK_FALSE(decode_picture({}).ok());
    CHECK_FALSE(decode_picture(Bytes{0xFF}).ok());
    CHECK_FALSE(decode_picture(Bytes{0xFF, 0xD8, 0xFF}).ok());
    CHECK_FALSE(decode_picture(Bytes(1000, 0x42)).ok());
}

TEST_CASE("picture: more pixels than memory should hold are refused before they are read") {
    Bytes bomb = jpeg(64, 64);
    const Bytes frame = {0xFF, 0xC0};  // its head: length, depth, then height and width
    const auto head = std::search(bomb.begin(), bomb.end(), frame.begin(), frame.end());
    REQUIRE(head != bomb.end());
    std::fill(head + 5, head + 9, 0xF0);
    CHECK_FALSE(decode_picture(bomb).ok());
}

}  // namespace
}  // namespace xf::native::test
