// What counts as a picture of ours, and how metadata leaves it.
#include "shared/blobs/picture.hpp"

#include "shared/base/limits.hpp"
#include "tests/support/jpeg.hpp"
#include "tests/support/require.hpp"

namespace xf::blobs {

using test::error_of;
using test::jpeg_frame;
using test::jpeg_of;
using test::jpeg_segment;
using test::need;

namespace {

Bytes joined(std::initializer_list<Bytes> parts) {
    Bytes out;
    for (const Bytes& part : parts) out.insert(out.end(), part.begin(), part.end());
    return out;
}

const Bytes kJfif = jpeg_segment(0xE0, {'J', 'F', 'I', 'F', 0, 1, 1, 0, 0, 1, 0, 1, 0, 0});
const Bytes kExif = jpeg_segment(0xE1, {'E', 'x', 'i', 'f', 0, 0, 'G', 'P', 'S'});
const Bytes kComment = jpeg_segment(0xFE, {'h', 'o', 'm', 'e'});

}  // namespace

TEST_CASE("picture: a plain JPEG has its size") {
    for (const std::uint8_t marker : {std::uint8_t{0xC0}, std::uint8_t{0xC2}}) {
        const PictureSize size =
            need(check_picture(jpeg_of(joined({kJfif, jpeg_frame(640, 480, marker)}))));
        CHECK(size.width == 640);
        CHECK(size.height == 480);
    }
}

TEST_CASE("picture: metadata is refused, and taken out by us") {
    const Bytes clean = jpeg_of(joined({kJfif, jpeg_frame(640, 480)}));
    for (const Bytes& extra : {kExif, kComment, jpeg_segment(0xED, {1})}) {
        const Bytes telling = jpeg_of(joined({kJfif, extra, jpeg_frame(640, 480)}));
        CHECK(error_of(check_picture(telling)) == ErrorCode::bad_picture);
        CHECK(need(without_metadata(telling)) == clean);
    }
}

TEST_CASE("picture: metadata hidden between scans, or after the picture, is refused") {
    Bytes hidden = jpeg_of(jpeg_frame(8, 8));
    hidden.insert(hidden.end() - 2, kExif.begin(), kExif.end());
    CHECK(error_of(check_picture(hidden)) == ErrorCode::bad_picture);
    Bytes appended = jpeg_of(jpeg_frame(8, 8));
    appended.push_back(0);
    CHECK(error_of(check_picture(appended)) == ErrorCode::bad_picture);
    // A table for the next scan may hold anything, also what looks like a marker.
    Bytes tables = jpeg_of(jpeg_frame(8, 8, 0xC2));
    const Bytes table = jpeg_segment(0xC4, {0xFF, 0xE1, 0xFF, 0xFF});
    tables.insert(tables.end() - 2, table.begin(), table.end());
    CHECK(check_picture(tables).ok());
}

TEST_CASE("picture: bounded before anybody decodes it") {
    const auto side = static_cast<std::uint16_t>(limits::kPictureSide);
    const auto beyond = static_cast<std::uint16_t>(side + 1);
    CHECK(check_picture(jpeg_of(jpeg_frame(side, side))).ok());
    CHECK(error_of(check_picture(jpeg_of(jpeg_frame(beyond, 1)))) == ErrorCode::bad_picture);
    CHECK(error_of(check_picture(jpeg_of(jpeg_frame(1, beyond)))) == ErrorCode::bad_picture);
    CHECK(error_of(check_picture(jpeg_of(jpeg_frame(0, 8)))) == ErrorCode::bad_picture);
    const std::size_t rest = jpeg_of(jpeg_frame(8, 8), 0).size();
    CHECK(check_picture(jpeg_of(jpeg_frame(8, 8), limits::kPictureBytes - rest)).ok());
    CHECK(error_of(check_picture(jpeg_of(jpeg_frame(8, 8), limits::kPictureBytes - rest + 1))) ==
          ErrorCode::too_large);
}

TEST_CASE("picture: a public one may say more and be larger, within what can be decoded") {
    const auto size = [](const Bytes& picture) { return public_picture_size(picture); };
    const auto page = size(jpeg_of(joined({kExif, jpeg_frame(2480, 3508)})));
    REQUIRE(page.has_value());
    CHECK(page->height == 3508);
    CHECK(size(jpeg_of(jpeg_frame(4096, 4096))).has_value());
    CHECK_FALSE(size(jpeg_of(jpeg_frame(4096, 4097))).has_value());
    const auto png = [](std::uint8_t high) {
        return Bytes{0x89, 'P', 'N', 'G', 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, 'I', 'H', 'D',
                     'R',  0,   0,   2,   0,    high, 0,    0,    1, 8, 2, 0,  0,   0};
    };
    CHECK(size(png(0)).has_value());
    CHECK_FALSE(size(png(1)).has_value());
    CHECK_FALSE(size(Bytes(40, 0)).has_value());
    CHECK_FALSE(size(jpeg_of(kJfif)).has_value());
}

TEST_CASE("picture: nothing else passes, and nothing cut short") {
    const Bytes whole = jpeg_of(joined({kJfif, jpeg_frame(640, 480)}));
    for (std::size_t size = 0; size < whole.size(); ++size)
        CHECK(error_of(check_picture(ByteView(whole).first(size))) == ErrorCode::bad_picture);
    CHECK(error_of(check_picture(Bytes{0x89, 'P', 'N', 'G'})) == ErrorCode::bad_picture);
    CHECK(error_of(check_picture(jpeg_of(kJfif))) == ErrorCode::bad_picture);  // no frame
    CHECK(error_of(check_picture(jpeg_of(joined({jpeg_frame(8, 8), jpeg_frame(8, 8)})))) ==
          ErrorCode::bad_picture);
    CHECK(error_of(check_picture(jpeg_of(jpeg_frame(8, 8, 0xC9)))) == ErrorCode::bad_picture);
    CHECK(error_of(without_metadata(Bytes{0xFF, 0xD8, 0xFF})) == ErrorCode::bad_picture);
}

}  // namespace xf::blobs
