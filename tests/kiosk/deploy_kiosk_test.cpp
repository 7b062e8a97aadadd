// deploy/kiosk, with programs in place of the build and the client: which words it hands on.
#include <catch_amalgamated.hpp>
#include <cstdio>
#include <filesystem>
#include <fstream>

#include "tests/support/temp_folder.hpp"

namespace xf::test {
namespace {

namespace fs = std::filesystem;

class Checkout {
public:
    Checkout() {
        fs::create_directories(root_ / "deploy");
        fs::create_directories(root_ / "build/native");
        fs::copy(XF_SOURCE_FOLDER "/deploy/kiosk", root_ / "deploy/kiosk");
        program("deploy/build", "#!/bin/sh\necho \"$XINFENG_GROUPS: $@\"\n");
        program("build/native/xinfeng-kiosk", "#!/bin/sh\necho \"$@\"\n");
    }

    /// What was built, and what the client was started with.
    std::string run(const std::string& words) const {
        const std::string command = "'" + root_.path() + "/deploy/kiosk' " + words;
        std::FILE* const out = ::popen(command.c_str(), "r");
        REQUIRE(out != nullptr);
        std::string text(4096, '\0');
        text.resize(std::fread(text.data(), 1, text.size(), out));
        ::pclose(out);
        return text;
    }
    std::string path() const { return fs::canonical(root_.path()); }

private:
    void program(const char* name, std::string_view text) const {
        std::ofstream(root_ / name) << text;
        fs::permissions(root_ / name, fs::perms::owner_all);
    }

    TempFolder root_;
};

TEST_CASE("deploy/kiosk: builds the client with its packages, and hands on what it was asked for") {
    const Checkout checkout;
    const std::string built = "run kiosk: native xinfeng-kiosk\n";
    const std::string data = "--data " + checkout.path() + "/data/kiosk";
    CHECK(checkout.run("") == built + data + "\n");
    CHECK(checkout.run("--mm 477x268") == built + data + " --mm 477x268\n");
    CHECK(checkout.run("--data 'my data'") == built + "--data my data\n");
}

}  // namespace
}  // namespace xf::test
