#include "shared/disclosure/paper.hpp"

#include "shared/base/assert.hpp"
#include "shared/disclosure/manifest.hpp"

namespace xf::disclosure {
namespace {

bool has_at(ByteView bytes, std::size_t offset, std::string_view expected) {
    return bytes.size() >= offset + expected.size() &&
           as_text(bytes.subspan(offset, expected.size())) == expected;
}

}  // namespace

std::optional<PaperType> paper_type(ByteView picture) {
    if (has_at(picture, 0, "\xFF\xD8\xFF")) return PaperType::jpeg;
    if (has_at(picture, 0, "\x89PNG\r\n\x1A\n")) return PaperType::png;
    if (has_at(picture, 0, "RIFF") && has_at(picture, 8, "WEBP")) return PaperType::webp;
    return std::nullopt;
}

std::string_view content_type_of(PaperType type) {
    switch (type) {
        case PaperType::jpeg:
            return "image/jpeg";
        case PaperType::png:
            return "image/png";
        case PaperType::webp:
            break;
    }
    return "image/webp";
}

Bytes paper_file(ByteView picture, ByteView salt16) {
    XF_ASSERT(salt16.size() == kSaltBytes);
    Bytes file(picture.begin(), picture.end());
    append(file, salt16);
    return file;
}

Result<ByteView> paper_picture(ByteView file, const Hash& expected) {
    if (file.size() < kSaltBytes || sha256(file) != expected)
        return Error{ErrorCode::log_changed, "paper: not the one that was published"};
    return file.first(file.size() - kSaltBytes);
}

}  // namespace xf::disclosure
