#include "shared/blobs/picture.hpp"

#include <algorithm>
#include <optional>

#include "shared/base/limits.hpp"

namespace xf::blobs {
namespace {

// Markers of ITU-T T.81, table B.1.
constexpr std::uint8_t kStart = 0xD8, kEnd = 0xD9, kScan = 0xDA, kComment = 0xFE;
constexpr std::uint8_t kBaseline = 0xC0, kProgressive = 0xC2;
constexpr std::uint8_t kApp0 = 0xE0, kApp15 = 0xEF;

bool is_other_frame(std::uint8_t marker) {
    // C4, C8 and CC are tables; the other Cx are ways to code that browsers do not all decode.
    return marker >= 0xC1 && marker <= 0xCF && marker != kProgressive && marker != 0xC4 &&
           marker != 0xC8 && marker != 0xCC;
}

/// Something that is not the picture: comments, and what programs and cameras add.
bool is_metadata(std::uint8_t marker) {
    return marker == kComment || (marker > kApp0 && marker <= kApp15);
}

struct Segment {
    std::uint8_t marker = 0;
    ByteView whole;    ///< with marker and length
    ByteView payload;  ///< without
};

/// Walks over the segments up to the first scan.
class Segments {
public:
    static std::optional<Segments> of(ByteView jpeg) {
        if (jpeg.size() < 4 || jpeg[0] != 0xFF || jpeg[1] != kStart) return std::nullopt;
        return Segments(jpeg.subspan(2));
    }

    std::optional<Segment> next() {
        if (left_.size() < 4 || left_[0] != 0xFF) return std::nullopt;
        const std::size_t length = std::size_t{left_[2]} << 8 | left_[3];
        if (length < 2 || length + 2 > left_.size()) return std::nullopt;
        const Segment out{left_[1], left_.first(length + 2), left_.subspan(4, length - 2)};
        left_ = left_.subspan(length + 2);
        return out;
    }

    /// What follows the segments that were taken.
    ByteView rest() const { return left_; }

private:
    explicit Segments(ByteView left) : left_(left) {}
    ByteView left_;
};

std::optional<PictureSize> sides_of(const Segment& frame) {
    const ByteView p = frame.payload;  // precision, height, width, components
    if (p.size() < 6 || p[0] != 8) return std::nullopt;
    return PictureSize{static_cast<std::uint32_t>(p[3] << 8 | p[4]),
                       static_cast<std::uint32_t>(p[1] << 8 | p[2])};
}

std::optional<PictureSize> size_in(const Segment& frame) {
    const auto size = sides_of(frame);
    const auto fits = [](std::uint32_t side) { return side > 0 && side <= limits::kPictureSide; };
    if (!size || !fits(size->width) || !fits(size->height)) return std::nullopt;
    return size;
}

/// The image header is a PNG's first chunk (ISO/IEC 15948).
std::optional<PictureSize> png_sides(ByteView png) {
    constexpr std::uint8_t kSignature[] = {0x89, 'P', 'N', 'G', 0x0D, 0x0A, 0x1A, 0x0A};
    if (png.size() < 24 || !std::equal(std::begin(kSignature), std::end(kSignature), png.begin()))
        return std::nullopt;
    const auto at = [&](std::size_t i) {
        return std::uint32_t{png[i]} << 24 | std::uint32_t{png[i + 1]} << 16 |
               std::uint32_t{png[i + 2]} << 8 | png[i + 3];
    };
    return PictureSize{at(16), at(20)};
}

/// Bytes to step over at a 0xFF within the scans: coded data, or the table or header of a next scan.
/// Nothing for what has no business there; application segments may hide there too.
std::optional<std::size_t> step_in_scans(ByteView at) {
    const std::uint8_t marker = at[1];
    if (marker == 0 || (marker >= 0xD0 && marker <= 0xD7)) return 2;  // escaped, or a restart
    if (marker != kScan && marker != 0xC4 && marker != 0xDB && marker != 0xDD) return std::nullopt;
    if (at.size() < 4) return std::nullopt;
    return 2 + (std::size_t{at[2]} << 8 | at[3]);
}

/// Whether the scans end where the picture does.
bool scans_are_clean(ByteView data) {
    std::size_t at = 0;
    while (at + 1 < data.size()) {
        if (data[at] != 0xFF) {
            ++at;
            continue;
        }
        if (data[at + 1] == kEnd) return at + 2 == data.size();
        const auto step = step_in_scans(data.subspan(at));
        if (!step) return false;
        at += *step;
    }
    return false;
}

}  // namespace

Result<PictureSize> check_picture(ByteView jpeg) {
    if (jpeg.size() > limits::kPictureBytes) return ErrorCode::too_large;
    auto segments = Segments::of(jpeg);
    std::optional<PictureSize> size;
    while (segments) {
        const auto segment = segments->next();
        if (!segment || is_metadata(segment->marker) || is_other_frame(segment->marker)) break;
        if (segment->marker == kBaseline || segment->marker == kProgressive) {
            if (size) break;  // one picture, one frame
            size = size_in(*segment);
            if (!size) break;
        }
        if (segment->marker != kScan) continue;
        if (!size || !scans_are_clean(segments->rest())) break;
        return *size;
    }
    return ErrorCode::bad_picture;
}

std::optional<PictureSize> public_picture_size(ByteView picture) {
    std::optional<PictureSize> size;
    auto segments = Segments::of(picture);
    while (segments && !size) {
        const auto segment = segments->next();
        if (!segment || segment->marker == kScan) break;
        if (segment->marker == kBaseline || segment->marker == kProgressive)
            size = sides_of(*segment);
    }
    if (!size) size = png_sides(picture);
    if (!size || std::uint64_t{size->width} * size->height > limits::kPublicPixels) return {};
    return size;
}

Result<Bytes> without_metadata(ByteView jpeg) {
    auto segments = Segments::of(jpeg);
    Bytes out = {0xFF, kStart};
    while (segments) {
        const auto segment = segments->next();
        if (!segment) break;
        if (!is_metadata(segment->marker))
            out.insert(out.end(), segment->whole.begin(), segment->whole.end());
        if (segment->marker != kScan) continue;
        const ByteView rest = segments->rest();
        out.insert(out.end(), rest.begin(), rest.end());
        return out;
    }
    return ErrorCode::bad_picture;
}

}  // namespace xf::blobs
