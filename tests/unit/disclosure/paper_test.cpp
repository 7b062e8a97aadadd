#include "shared/disclosure/paper.hpp"

#include <catch_amalgamated.hpp>

namespace xf::disclosure {
namespace {

TEST_CASE("pictures are known by their first bytes", "[disclosure]") {
    const auto type = [](std::string_view bytes) { return paper_type(as_bytes(bytes)); };
    CHECK(type("\xFF\xD8\xFF\xE0 and more") == PaperType::jpeg);
    CHECK(type("\x89PNG\r\n\x1A\n") == PaperType::png);
    CHECK(type("RIFF....WEBPVP8 ") == PaperType::webp);
    for (const std::string_view other :
         {"", "\xFF\xD8", "\x89PNG\r\n", "RIFF....WAVE", "RIFF", "GIF89a", "%PDF-1.7",
          "<svg xmlns=", "<!DOCTYPE html>", " \xFF\xD8\xFF", "WEBP"}) {
        INFO(other);
        CHECK_FALSE(type(other));
    }
    CHECK(content_type_of(PaperType::jpeg) == "image/jpeg");
    CHECK(content_type_of(PaperType::png) == "image/png");
    CHECK(content_type_of(PaperType::webp) == "image/webp");
}

TEST_CASE("a paper and its hash", "[disclosure]") {
    const Bytes file = paper_file(as_bytes("\x89PNG\r\n\x1A\n..."), Bytes(16, 5));
    const Hash hash = sha256(file);
    REQUIRE(paper_picture(file, hash).ok());
    CHECK(as_text(*paper_picture(file, hash)) == "\x89PNG\r\n\x1A\n...");
    // The file itself is the picture, to whoever serves or shows it.
    CHECK(paper_type(file) == PaperType::png);
    for (std::size_t at = 0; at < file.size(); ++at) {
        Bytes bad = file;
        bad[at] ^= 1;
        CHECK(paper_picture(bad, hash).error().code == ErrorCode::log_changed);
    }
    const Bytes tiny(15, 0);
    CHECK_FALSE(paper_picture(tiny, sha256(tiny)).ok());
}

}  // namespace
}  // namespace xf::disclosure
