#include "tests/pictures/references.hpp"

#include <algorithm>
#include <catch_amalgamated.hpp>
#include <filesystem>
#include <fstream>

#include "native/preview/png.hpp"
#include "tests/support/temp_folder.hpp"

using namespace xf;
using namespace xf::pictures;

namespace {

void put(const std::string& folder, const std::string& file, const std::string& bytes) {
    const std::filesystem::path path = std::filesystem::path(folder) / file;
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << bytes;
}

const Reference* find(const References& all, const std::string& file) {
    const auto found = std::ranges::find(all.wanted, file, &Reference::file);
    return found == all.wanted.end() ? nullptr : &*found;
}

}  // namespace

TEST_CASE("five screens want a picture in four forms, every other fixture one") {
    const test::TempFolder folder;
    const auto fixtures = preview::all_fixtures();
    const References all = references_in(folder.path(), fixtures);
    constexpr std::size_t kInAllForms = 5, kMoreForms = 3;
    CHECK(all.wanted.size() == fixtures.size() + kInAllForms * kMoreForms);
    CHECK(all.strays.empty());
    for (const char* form : {"1920x1080", "1080x1920", "390x844", "1366x768"})
        CHECK(find(all, std::string(form) + "/home.png"));
    REQUIRE(find(all, "390x844/audit.png"));
    CHECK_FALSE(find(all, "390x844/audit.png")->there);
    CHECK_FALSE(find(all, "1366x768/audit.png"));
}

TEST_CASE("a fixture is compared where it has pictures, and a picture without a fixture is told") {
    const test::TempFolder folder;
    const std::string path = folder.path();
    put(path, "1366x768/audit.png", "");
    put(path, "1920x1080-deep/audit.png", "");
    put(path, "1366x768/gone.png", "");
    put(path, "640x480/audit.png", "");
    const auto fixtures = preview::all_fixtures();
    const References all = references_in(path, fixtures);
    REQUIRE(find(all, "1366x768/audit.png"));
    CHECK(find(all, "1366x768/audit.png")->there);
    CHECK(find(all, "1920x1080-deep/audit.png"));
    CHECK_FALSE(find(all, "390x844/audit.png"));
    CHECK(all.strays == std::vector<std::string>{"1366x768/gone.png", "640x480/audit.png"});
}

TEST_CASE("a reference is read as it was written, and what is no picture is not one") {
    const test::TempFolder folder;
    const preview::Picture picture{3, 2, {0xFF0000, 0x00FF00, 0x0000FF, 0, 0x123456, 0xFFFFFF}};
    const std::string path = folder / "picture.png";
    REQUIRE(preview::write_png(picture, path));
    const auto read = read_png(path);
    REQUIRE(read);
    CHECK(read->width == 3);
    CHECK(read->height == 2);
    CHECK(read->pixels == picture.pixels);
    put(folder.path(), "text.png", "no picture");
    CHECK_FALSE(read_png(folder / "text.png"));
    CHECK_FALSE(read_png(folder / "absent.png"));
    put(folder.path(), "cut.png", std::string("\x89PNG\r\n\x1A\n\0\0\0\rIHDR", 16));
    CHECK_FALSE(read_png(folder / "cut.png"));
}
