// deploy/run, with programs in place of the build and the hub: which words it hands on.
#include <sys/wait.h>

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
        fs::copy(XF_SOURCE_FOLDER "/deploy/run", root_ / "deploy/run");
        program("deploy/build", "#!/bin/sh\n");
        program("build/native/xinfeng-hub", "#!/bin/sh\necho \"$@\"\n");
        std::ofstream(root_ / "my town.json") << "{}";
    }

    /// What the hub was started with; empty when it was not.
    std::string run(const std::string& words) const {
        const std::string command = "cd '" + root_.path() + "' && deploy/run " + words;
        std::FILE* const out = ::popen((command + " 2>/dev/null").c_str(), "r");
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

TEST_CASE("deploy/run: hands on what it was asked for", "[hub]") {
    const Checkout checkout;
    const std::string root = checkout.path();
    const auto serve = [&](const std::string& more) {
        return "serve --data " + root + "/data --site build/web/site --port 8080 " + more + "\n";
    };
    const std::string demo = "--demo-town " + root + "/assets/demo/town.json";
    const std::string town = "--town " + root + "/my town.json";
    CHECK(checkout.run("") == serve(demo));
    CHECK(checkout.run("--no-demo") == serve(demo + " --no-demo"));
    CHECK(checkout.run("--town 'my town.json'") == serve(town));
    CHECK(checkout.run("--town 'my town.json' --no-demo") == serve(town + " --no-demo"));
    CHECK(checkout.run("--no-demo --town 'my town.json'") == serve(town + " --no-demo"));
    CHECK(checkout.run("--port 0 --data x") ==
          "serve --data " + root + "/x --site build/web/site --port 0 " + demo + "\n");
    CHECK(checkout.run("--town none.json").empty());
    CHECK(checkout.run("--frobnicate").empty());
    CHECK(checkout.run("--port").empty());
}

}  // namespace
}  // namespace xf::test
